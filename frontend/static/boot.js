// Appended to the glue: starts the module, whose content must have this digest.
fetch("{{wasm.path}}", { integrity: "{{wasm.integrity}}" })
.then((answer) => WebAssembly.instantiateStreaming(answer, __wbg_get_imports()))
.then(({ instance, module }) => __wbg_finalize_init(instance, module))
.catch((error) => {
document.getElementById("page").hidden = true;
document.getElementById("broken").hidden = false;
console.error(error);
});
