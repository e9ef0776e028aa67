// Appended to the glue: starts the module, whose content must have this digest.
const answer = fetch("{{wasm.path}}", { integrity: "{{wasm.integrity}}" });
__wbg_init({ module_or_path: answer }).catch((error) => {
document.getElementById("page").hidden = true;
document.getElementById("broken").hidden = false;
console.error(error);
});
