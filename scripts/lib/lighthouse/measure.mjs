// Measures the first steps of the pages with Lighthouse on a simulated phone: medians of five runs. Prints a table.
//
//   READMIT_URL=http://… node measure.mjs [--write-docs]

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const RUNS = 5;
const PATHS = ["/", "/sign-in"];
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

async function run(url) {
  const chrome = await launch({
    chromePath: process.env.CHROME_PATH || "/usr/bin/chromium",
    chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  try {
    const onlyCategories = ["performance", "accessibility", "best-practices"];
    const { lhr } = await lighthouse(url, { port: chrome.port, onlyCategories, logLevel: "error" });
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    return lhr;
  } finally {
    chrome.kill();
  }
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
for (const path of PATHS) {
  const results = [];
  for (let round = 1; round <= RUNS; round += 1) {
    process.stderr.write(`${path}, run ${round} of ${RUNS}\n`);
    results.push(await run(new URL(path, process.env.READMIT_URL).href));
  }
  for (const fault of new Set(results.flatMap(faults))) process.stderr.write(`${path}: ${fault}\n`);
  columns.push(FIGURES.map(([, , read]) => median(results.map(read))));
}

const shown = (value) => (value >= 10 ? value.toFixed(0) : value.toFixed(2).replace(/\.00$/, ""));
const rows = FIGURES.map(
  ([name, goal], place) => `| ${name} | ${columns.map((column) => shown(column[place])).join(" | ")} | ${goal} |`,
);
const table = [
  `| | ${PATHS.map((path) => `\`${path}\``).join(" | ")} | goal |`,
  `| --- |${" ---: |".repeat(PATHS.length)} --- |`,
  ...rows,
].join("\n");
console.log(table);

if (process.argv.includes("--write-docs")) {
  const [before, after] = readFileSync(DOCUMENT, "utf8").split(NEXT_MARK);
  const part = `## The pages on a phone

Measured by \`./scripts/bench --pages --write-docs\`: Lighthouse on its simulated mobile phone with a slow line, medians of
${RUNS} runs, against the programs that are deployed.

${table}
`;
  const loop = after === undefined ? "" : `\n${NEXT_MARK}${after}`;
  writeFileSync(DOCUMENT, `${before.split(MARK)[0].trimEnd()}\n\n${MARK}\n\n${part}${loop}`);
}
