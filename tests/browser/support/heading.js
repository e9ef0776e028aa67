import assert from "node:assert/strict";

/** The step of this heading has begun, and its heading, or the field that matters, has the focus. */
export async function expectHeading(page, text) {
  await page.getByRole("heading", { level: 1, name: text, exact: true }).waitFor({ timeout: 15_000 });
  const focused = await page.waitForFunction(() => ["H1", "INPUT"].includes(document.activeElement.tagName));
  assert.ok(focused);
}
