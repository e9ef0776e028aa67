// Appended to the glue: starts the module if it has this digest. Meanwhile the browser loads the texts that the module
// will most likely need. If the module cannot start, a message from those texts says so. If this file does not load
// either, the styles show a message after a while.
document.querySelector(".late").remove();
const named = (id) => document.getElementById(id)?.content.split(" ");
const load = ([path, integrity], options) => fetch(path, { integrity, ...options });
// The document preloads the texts of the usual language. They are shown if the reader's do not load.
const [usual, own] = ["{{language}}", navigator.language.slice(0, 2)].map((tag) => named("texts-" + tag));
const preloaded = load(usual);
preloaded.catch(() => {});
const texts = (own && own[0] !== usual[0] ? load(own).catch(() => preloaded) : preloaded)
.then((answer) => answer.text()).catch(() => "");
const imports = __wbg_get_imports();
// The first step of the document, if it shows that, is painted before the module replaces it and before anything loads that
// only later steps need. A page in the background is not painted.
const painted = new Promise((resolve) => {
if (!("start" in document.documentElement.dataset)) resolve();
new PerformanceObserver(resolve).observe({ type: "paint", buffered: true });
setTimeout(resolve, 500);
});
const compiled = fetch("{{wasm.path}}", { integrity: "{{wasm.integrity}}" })
.then((answer) => WebAssembly.instantiateStreaming(answer, imports));
Promise.all([compiled, painted]).then(([{ instance, module }]) => __wbg_finalize_init(instance, module))
.catch(async (error) => {
document.getElementById("page").hidden = true;
const broken = document.getElementById("broken");
broken.hidden = false;
console.error(error);
const [dir, , , ...says] = (await texts).split("\0")[0].split("\n");
broken.dir = dir;
says.forEach((text, place) => broken.children[place].textContent = text);
});
// The second part and its texts give way to the first part: a user who types fast does not wait for them longer than for
// one file.
let cache = "default";
const loadModule = () => load(named("later"), { cache, priority: "low" });
let rest = painted.then(loadModule);
rest.catch(() => {});
Promise.all([texts, painted]).then(([text]) => load(text.split("\0")[0].split("\n")[2].split(" "), { priority: "low" }))
.then((answer) => answer.text()).catch(() => {});
// For the module: starts the second part, once for all callers. If it did not load, the next call loads it again and
// bypasses the browser's cache.
let later;
globalThis.loadLater = () => {
later ??= (rest ?? loadModule())
.then((answer) => WebAssembly.instantiateStreaming(answer, { ...imports, _: wasm }))
.catch((error) => {
later = rest = undefined;
cache = "reload";
throw error;
});
return later;
};
