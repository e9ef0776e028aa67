// Appended to the glue: starts the module, whose content must have this digest. Meanwhile the texts that the module will
// most likely ask for load into the browser's cache. If the module cannot start, they say so.
const named = (id) => document.getElementById(id)?.content.split(" ");
const [path, integrity] = named("texts-" + navigator.language.slice(0, 2)) ?? named("texts-{{language}}");
const texts = fetch(path, { integrity }).then((answer) => answer.text()).catch(() => "");
const imports = __wbg_get_imports();
fetch("{{wasm.path}}", { integrity: "{{wasm.integrity}}" })
.then((answer) => WebAssembly.instantiateStreaming(answer, imports))
.then(({ instance, module }) => __wbg_finalize_init(instance, module))
.catch(async (error) => {
document.getElementById("page").hidden = true;
const broken = document.getElementById("broken");
broken.hidden = false;
console.error(error);
const [dir, , , ...says] = (await texts).split("\0")[0].split("\n");
broken.dir = dir;
says.forEach((text, place) => broken.children[place].textContent = text);
});
// For the module: loads the second part, once for all callers. If that fails, the next call loads it anew and bypasses the
// browser's cache.
let later;
let cache = "default";
globalThis.loadLater = () => {
const [path, integrity] = named("later");
later ??= fetch(path, { integrity, cache, priority: "low" })
.then((answer) => WebAssembly.instantiateStreaming(answer, { ...imports, _: wasm }))
.catch((error) => {
later = undefined;
cache = "reload";
throw error;
});
return later;
};
