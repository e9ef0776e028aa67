// Accessibility, as far as a program can check it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Asserts that nothing violates WCAG 2.2 AA, in light and in dark. */
export async function assertAccessible(page, step) {
  for (const colorScheme of ["dark", "light"]) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // Evaluated by the debugger, which the content-security-policy does not bind.
    await page.evaluate(axe);
    const violations = await page.evaluate(async (values) => {
      const results = await globalThis.axe.run(document, { runOnly: { type: "tag", values } });
      return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
    }, TAGS);
    assert.deepEqual(violations, [], `${step}, ${colorScheme}`);
  }
}

/** Asserts that nothing overflows to the right, and that every control is large enough for a finger. */
export async function assertFits(page, step) {
  const { width, contentWidth, small } = await page.evaluate(() => {
    const targets = [...document.querySelectorAll("button, a, label.choice, input:not([type=radio], [aria-hidden])")];
    return {
      width: document.documentElement.clientWidth,
      contentWidth: document.documentElement.scrollWidth,
      small: targets
        .map((target) => [target.textContent || target.id, target.getBoundingClientRect()])
        .filter(([, box]) => box.width > 0 && (box.height < 43.5 || box.width < 43.5))
        .map(([name, box]) => `${name}: ${Math.round(box.width)} × ${Math.round(box.height)}`),
    };
  });
  assert.ok(contentWidth <= width, `${step}: ${contentWidth} of ${width} pixels`);
  assert.deepEqual(small, [], step);
}

/** Asserts that lines end between words, or at a soft hyphen, in all that is larger than running text. */
export async function assertWholeWords(page, step) {
  const broken = await page.evaluate(() => {
    const texts = [...document.querySelectorAll("h1, .label, label, button, .place")].flatMap((element) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const nodes = [];
      while (walker.nextNode()) nodes.push(walker.currentNode);
      return element.checkVisibility() ? nodes : [];
    });
    // The hyphen that ends a line belongs to the letter after it, which is its last box.
    const lineOf = (node, index) => {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + 1);
      return Math.round([...range.getClientRects()].at(-1)?.top);
    };
    const isBroken = (node, { 0: word, index }) => lineOf(node, index) !== lineOf(node, index + word.length - 1);
    const words = (node) => [...node.data.matchAll(/[\p{L}\p{N}]+/gu)].filter((word) => isBroken(node, word));
    return texts.flatMap(words).map(([word]) => word);
  });
  assert.deepEqual(broken, [], step);
}

const WIDTHS = [390, 768, 1280];

/** Asserts accessibility at the widths of a phone, a tablet and a desktop, and that the texts of every language fit. */
export async function assertAccessibleEverywhere(page, step) {
  const before = page.viewportSize();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: before.height });
    await assertAccessible(page, `${step}, ${width}`);
    // English is the first language, and the last one here: the story continues in it.
    const languages = await page.locator("button.language").allTextContents();
    for (const language of languages.toReversed()) {
      await page.getByRole("button", { name: language, exact: true }).click();
      await assertFits(page, `${step}, ${width}, ${language}`);
    }
  }
  await page.setViewportSize(before);
}
