// A page that is cut in two is complete on a slow network as soon as one file of the same bytes would be, and its first
// step works sooner. Compared in one run, so that the speed of the machine does not matter.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { useBrowser } from "./support/browser.js";
import { PAGES } from "./support/pages.js";
import { FIRST_PART, slowDown, startProxy } from "./support/slow-network.js";

const open = useBrowser();
const ROUNDS = 3;
// What the later part may cost, in the time of one file.
const MAXIMUM = 1.1;

let two;
let one;
before(async () => {
  [two, one] = await Promise.all([startProxy(false), startProxy(true)]);
});
after(() => [two, one].forEach((proxy) => proxy?.stop()));

for (const path of PAGES) {
  test(`both parts of ${path} load as fast as one file`, async () => {
    const [cut, whole] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      cut.push(await load(two.url + path, [FIRST_PART, /\/later-[^/]*\.wasm$/, /\/texts-more-/]));
      whole.push(await load(one.url + path, [FIRST_PART, /\/texts-more-/]));
    }
    const fastest = (rounds, of) => Math.min(...rounds.map(of));
    const [all, first, file] = [fastest(cut, (ends) => Math.max(...ends)), fastest(cut, ([end]) => end), fastest(whole, (ends) => Math.max(...ends))];
    const said = `first part ${first.toFixed()} ms, both ${all.toFixed()} ms, one file ${file.toFixed()} ms`;
    console.log(`${path}: ${said}`);
    assert.ok(all <= MAXIMUM * file, said);
    assert.ok(first < file, said);
  });
}

/** Opens an address on a slow network, and returns when the files with these names were loaded, in milliseconds. */
async function load(url, names) {
  const page = await open();
  await slowDown(page);
  await page.goto(url, { waitUntil: "commit" });
  const ends = await page.waitForFunction((sources) => {
    const files = performance.getEntriesByType("resource").filter((file) => file.responseEnd > 0);
    // A file that a preload and the program both ask for is there twice.
    const found = sources.map((source) => files.filter((file) => new RegExp(source).test(file.name)));
    return found.every((entries) => entries.length) && found.map((entries) => Math.min(...entries.map((file) => file.responseEnd)));
  }, names.map((name) => name.source));
  const milliseconds = await ends.jsonValue();
  await page.context().close();
  return milliseconds;
}
