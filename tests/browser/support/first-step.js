// The first step of a page, which the document shows before the program runs.

import { FIRST_PART } from "./slow-network.js";

/** The parts that a first step has. */
export const PARTS = ["h1", ".lead", "#user", ".product"];

/** Delays the program of a page until the returned function is called. */
export async function delayProgram(page) {
  let release;
  const released = new Promise((resolve) => {
    release = resolve;
  });
  await page.route(FIRST_PART, (route) => released.then(() => route.continue()));
  return release;
}

/** Returns the bounding boxes of parts of the page, by their selectors. A part that is not shown is left out. */
export function boxes(page, parts) {
  return page.evaluate(
    (selectors) =>
      selectors.flatMap((selector) => {
        const shown = [...document.querySelectorAll(selector)].find((element) => element.checkVisibility());
        if (!shown) return [];
        const { x, y, width, height } = shown.getBoundingClientRect();
        return [[selector, ...[x, y, width, height].map(Math.round)]];
      }),
    parts,
  );
}
