import assert from "node:assert/strict";

/** Waits until a field has this value: the document shows the first step before its program fills in what it knows. */
export async function expectValue(field, value) {
  const deadline = Date.now() + 10_000;
  while ((await field.inputValue()) !== value && Date.now() < deadline) await field.page().waitForTimeout(50);
  assert.equal(await field.inputValue(), value);
}
