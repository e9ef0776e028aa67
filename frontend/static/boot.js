// Appended to the glue: starts the module, whose content must have this digest. Meanwhile the texts that the module is
// most likely to ask for come into the browser's cache.
const texts = (language) => document.getElementById("texts-" + language);
const [path, integrity] = (texts(navigator.language.slice(0, 2)) ?? texts("en")).content.split(" ");
fetch(path, { integrity }).catch(() => {});
fetch("{{wasm.path}}", { integrity: "{{wasm.integrity}}" })
.then((answer) => WebAssembly.instantiateStreaming(answer, __wbg_get_imports()))
.then(({ instance, module }) => __wbg_finalize_init(instance, module))
.catch((error) => {
document.getElementById("page").hidden = true;
document.getElementById("broken").hidden = false;
console.error(error);
});
