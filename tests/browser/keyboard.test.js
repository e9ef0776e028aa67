// A whole reset without a mouse.

import assert from "node:assert/strict";
import { test } from "node:test";

import { useBrowser } from "./support/browser.js";
import { expectHeading } from "./support/heading.js";
import { address, newCode, outbox, signIn } from "./support/instance.js";

const open = useBrowser();

test("bo resets his password with the keyboard alone", async () => {
  const password = "Fem gröna bord, 2 stolar";
  const page = await open();
  const { keyboard } = page;
  await page.goto(address());
  await page.getByLabel("User name", { exact: true }).waitFor();
  await tabTo(page, "user");
  await keyboard.type("bo");
  await keyboard.press("Enter");
  await expectHeading(page, "Prove that it is you");

  const before = (await outbox()).length;
  await tabTo(page, "Send code");
  await keyboard.press("Space");
  await expectHeading(page, "Type the code");
  await page.waitForFunction(() => document.activeElement.id === "code");
  await keyboard.type(await newCode(before, "email"));
  await expectHeading(page, "Choose a new password");

  await tabTo(page, "new-password");
  await keyboard.type(password);
  await tabTo(page, "Show");
  await keyboard.press("Enter");
  assert.equal(await page.getByLabel("New password", { exact: true }).getAttribute("type"), "text");
  await tabTo(page, "Set password");
  await keyboard.press("Enter");
  await expectHeading(page, "Your password is changed");

  assert.equal(signIn("bo", password), "ok");
  assert.deepEqual(page.faults, []);
});

/** Presses Tab until the focus is on the element of this id or text, and sees that the focus is visible on the way. */
async function tabTo(page, wanted) {
  for (let presses = 0; presses < 20; presses += 1) {
    await page.keyboard.press("Tab");
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      const shown = element.closest("label.choice") ?? element;
      return { name: element.id || element.textContent, isVisible: getComputedStyle(shown).outlineStyle !== "none" };
    });
    assert.ok(focus.isVisible, `the focus is not visible on ${focus.name}`);
    if (focus.name === wanted) return;
  }
  assert.fail(`Tab does not reach ${wanted}`);
}
