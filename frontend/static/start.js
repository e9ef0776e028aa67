// Shows the first step of the document until the program takes over, in the language that the program will choose, unless
// the program begins with another step.
try {
const root = document.documentElement;
const wanted = [new URLSearchParams(location.search).get("lang"), localStorage.language, ...navigator.languages];
const directions = {{directions}};
const own = (tag) => Object.keys(directions).find((own) => tag?.toLowerCase().startsWith(own.toLowerCase()));
if (location.pathname === "{{address}}" && !location.hash && !sessionStorage.reset) {
root.lang = wanted.map(own).find(Boolean) ?? "{{language}}";
root.dir = directions[root.lang];
root.dataset.start = "";
}
} catch {
// A browser that keeps nothing for this site shows the loading sign.
}
