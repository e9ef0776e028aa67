// The accessibility tree of a state: what a screen reader has to say. Each was read once by a person, and is kept in
// ../trees. A change fails its story until it is read and accepted.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("../trees/", import.meta.url));

/** What differs from run to run, and what stands for it. */
const VOLATILE = [
  // Both mean a moment: of today, the page names the time alone.
  [/\b\w+day,? \d{1,2} \w+ \d{4} at \d\d:\d\d\b/g, "<moment>"],
  [/\b\d\d:\d\d\b/g, "<moment>"],
  [/\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b/g, "<date>"],
  [/\(\d+ s\)/g, "(<seconds> s)"],
  [/\b[0-9A-Z]{4}(?:[- ][0-9A-Z]{4}){3,}\b/g, "<code>"],
  [/(\/url: "?)(?:otpauth|data|blob):[^\n]*/g, "$1<address>"],
  [/\blocalhost:\d+/g, "<host>"],
  [/\b127\.0\.0\.1:\d+/g, "<host>"],
];

/**
 * Asserts that the tree of a state is the one that was read. `READMIT_TREES=accept` keeps the tree as it is now: read
 * the difference in `git diff`.
 */
export async function assertTree(page, state) {
  const file = `${FOLDER}${state.replaceAll("’", "").replaceAll("'", "").replaceAll(/[^a-z0-9]+/gi, "-")}.yml`;
  if (process.env.READMIT_TREES === "accept") {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, await settledTree(page));
    return;
  }
  const expected = existsSync(file) ? readFileSync(file, "utf8") : "";
  let tree = await treeOf(page);
  for (let attempt = 0; attempt < 20 && tree !== expected; attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    tree = await treeOf(page);
  }
  assert.equal(tree, expected, `${file}: read the change, then accept it with READMIT_TREES=accept`);
}

/** Returns the tree once it no longer changes. */
async function settledTree(page) {
  let last = "";
  for (let tree = await treeOf(page); tree !== last; tree = await treeOf(page)) {
    last = tree;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  return last;
}

async function treeOf(page) {
  const tree = withoutActivity(await page.locator("body").ariaSnapshot());
  return `${VOLATILE.reduce((text, [volatile, name]) => text.replaceAll(volatile, name), tree)}\n`;
}

/** Leaves out the recent activity, which comes some moments after what happened. Its own story reads it. */
function withoutActivity(tree) {
  const lines = tree.split("\n");
  const begin = lines.findIndex((line) => line.includes('heading "Recent activity"'));
  if (begin < 0) return tree;
  const indent = lines[begin].search(/\S/);
  const isNext = (line, index) => index > begin && line.search(/\S/) <= indent && !/^\s*- (?:paragraph|list)\b/.test(line);
  const end = lines.findIndex(isNext);
  return [...lines.slice(0, begin), ...(end < 0 ? [] : lines.slice(end))].join("\n");
}
