// The first step of a page, which the document shows before the program runs.

import { FIRST_PART } from "./slow-network.js";

/** The parts that a first step has. */
export const PARTS = ["h1", ".lead", "#user", ".product"];

/** Holds the program of a page back until it is released. */
export async function hold(page) {
  let release;
  const released = new Promise((resolve) => {
    release = resolve;
  });
  await page.route(FIRST_PART, (route) => released.then(() => route.continue()));
  return release;
}

/** Returns where parts of the page are, by their selectors. A part that is not shown is left out. */
export function places(page, parts) {
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
