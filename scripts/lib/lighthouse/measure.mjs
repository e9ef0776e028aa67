// Measures the first steps of the pages with Lighthouse on a simulated phone: medians of five runs. Prints a table.
//
//   READMIT_URL=http://… node measure.mjs [--write-docs]

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

import { PAGES } from "../../../tests/browser/support/pages.js";

const RUNS = 5;
// How Lighthouse slows a phone down: by a model, or the browser itself.
const METHODS = [["simulate", "simulated"], ["devtools", "slowed down"]];
const DOCUMENT = fileURLToPath(new URL("../../../docs/bench.md", import.meta.url));
const MARK = "<!-- the pages -->";
const NEXT_MARK = "<!-- the loop -->";

// Name, goal (the least score of 100, or the most seconds), and where Lighthouse has it.
const FIGURES = [
  ["performance", "at least 98", ({ categories }) => categories.performance.score * 100],
  ["accessibility", "100", ({ categories }) => categories.accessibility.score * 100],
  ["best practices", "100", ({ categories }) => categories["best-practices"].score * 100],
  ["largest contentful paint, s", "at most 1.5", ({ audits }) => audits["largest-contentful-paint"].numericValue / 1000],
  ["time to interactive, s", "at most 1.8", ({ audits }) => audits.interactive.numericValue / 1000],
  ["total blocking time, ms", "", ({ audits }) => audits["total-blocking-time"].numericValue],
  ["cumulative layout shift", "", ({ audits }) => audits["cumulative-layout-shift"].numericValue],
];

/** Measures once. Lighthouse sometimes misses the navigation, and then asks to be run again. */
async function run(url, throttlingMethod, attempts = 3) {
  const chrome = await launch({
    chromePath: process.env.CHROME_PATH || "/usr/bin/chromium",
    chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  try {
    const onlyCategories = ["performance", "accessibility", "best-practices"];
    const options = { port: chrome.port, onlyCategories, throttlingMethod, logLevel: "error" };
    const { lhr } = await lighthouse(url, options);
    if (!lhr.runtimeError) return lhr;
    if (attempts === 1) throw new Error(lhr.runtimeError.message);
    process.stderr.write(`${lhr.runtimeError.message}\n`);
  } finally {
    chrome.kill();
  }
  return run(url, throttlingMethod, attempts - 1);
}

function median(values) {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
}

/** Names what kept a score below 100, so that a figure can be acted upon. */
function faults({ audits, categories }) {
  return ["accessibility", "best-practices"].flatMap((category) =>
    categories[category].auditRefs
      .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
      .map(({ id }) => `${category}: ${audits[id].title}`),
  );
}

const columns = [];
const cases = PAGES.flatMap((path) => METHODS.map(([method, name]) => ({ path, method, title: `\`${path}\`, ${name}` })));
for (const { path, method, title } of cases) {
  const results = [];
  for (let round = 1; round <= RUNS; round += 1) {
    process.stderr.write(`${title}, run ${round} of ${RUNS}\n`);
    results.push(await run(new URL(path, process.env.READMIT_URL).href, method));
  }
  for (const fault of new Set(results.flatMap(faults))) process.stderr.write(`${path}: ${fault}\n`);
  columns.push(FIGURES.map(([, , read]) => median(results.map(read))));
}

const shown = (value) => (value >= 10 ? value.toFixed(0) : value.toFixed(2).replace(/\.00$/, ""));
const rows = FIGURES.map(
  ([name, goal], place) => `| ${name} | ${columns.map((column) => shown(column[place])).join(" | ")} | ${goal} |`,
);
const table = [
  `| | ${cases.map(({ title }) => title).join(" | ")} | goal |`,
  `| --- |${" ---: |".repeat(cases.length)} --- |`,
  ...rows,
].join("\n");
console.log(table);

if (process.argv.includes("--write-docs")) {
  const [before, after] = readFileSync(DOCUMENT, "utf8").split(NEXT_MARK);
  const part = `## The pages on a phone

Measured by \`./scripts/bench --pages --write-docs\`: Lighthouse as a mobile phone on a slow line, medians of ${RUNS} runs,
against the programs that are deployed. The simulation counts what a local line had loaded before the first paint as if
the paint had waited for it, so it also counts the program; a browser that is really slowed down paints before.

${table}
`;
  const loop = after === undefined ? "" : `\n${NEXT_MARK}${after}`;
  writeFileSync(DOCUMENT, `${before.split(MARK)[0].trimEnd()}\n\n${MARK}\n\n${part}${loop}`);
}
