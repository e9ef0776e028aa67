// A code is typed, or pasted together with the message that brought it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { useBrowser } from "./support/browser.js";
import { createReachableUsers } from "./support/directory.js";
import { expectHeading } from "./support/heading.js";
import { newMessage, outbox } from "./support/instance.js";
import { askForCode, identify } from "./support/reset.js";

const open = useBrowser();

test("a whole message can be pasted, and its code is taken", async () => {
  await createReachableUsers("inga");
  const page = await open({ permissions: ["clipboard-read", "clipboard-write"] });
  await identify(page, "inga");
  const before = (await outbox()).length;
  await askForCode(page, /Text message/);
  const { body } = await newMessage(before, "sms");
  const field = page.getByLabel(/digit code/);
  // A message that is not about this: it has no code, or more than one.
  for (const [text, shown] of [
    ["111111 or 222222", ""],
    ["Studio54", "54"],
    ["no digits", ""],
    ["٣٢–١", "321"],
  ]) {
    await field.fill("");
    await paste(page, field, text);
    assert.equal(await field.inputValue(), shown, text);
  }
  await field.fill("");
  await paste(page, field, `2026-11-30 08:15\n${body}`);
  await expectHeading(page, "Choose a new password");
  assert.deepEqual(page.faults, []);
});

/** Pastes a text into a field, and waits until the page has taken it. */
async function paste(page, field, text) {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await field.focus();
  const input = await field.elementHandle();
  const taken = input.evaluate((it) => new Promise((done) => it.addEventListener("input", () => done(), { once: true })));
  await page.keyboard.press("ControlOrMeta+V");
  await taken;
}
