import assert from "node:assert/strict";

/** Asserts that the screen with this heading is shown, and that its heading or its field has the focus. */
export async function expectHeading(page, text) {
  await page.getByRole("heading", { level: 1, name: text, exact: true }).waitFor({ timeout: 15_000 });
  const focused = await page.waitForFunction(() => ["H1", "INPUT"].includes(document.activeElement.tagName));
  assert.ok(focused);
}
