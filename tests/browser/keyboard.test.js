// A whole reset without a mouse.

import assert from "node:assert/strict";
import { test } from "node:test";

import { useBrowser } from "./support/browser.js";
import { SECOND_PASSWORD_OF_BO, agePassword, signIn } from "./support/directory.js";
import { expectHeading } from "./support/heading.js";
import { address, newCode, outbox } from "./support/instance.js";

const open = useBrowser();

test("a password is reset with the keyboard alone", async () => {
  await agePassword("bo", 30);
  const page = await open();
  const { keyboard } = page;
  await page.goto(address());
  await page.getByLabel("User name", { exact: true }).waitFor();
  await tabTo(page, "user");
  await keyboard.type("bo");
  await keyboard.press("Enter");
  await expectHeading(page, "Confirm it’s you");

  const before = (await outbox()).length;
  await tabTo(page, /^Text message/);
  await arrowTo(page, /^Email/);
  await tabTo(page, "Continue");
  await keyboard.press("Space");
  await expectHeading(page, "Enter the code");
  await page.waitForFunction(() => document.activeElement.id === "code");
  await keyboard.type(await newCode(before, "email"));
  await expectHeading(page, "Choose a new password");

  await typePassword(page, "Sommar2026");
  await page.getByText("Your password must have at least the strength “fair”.").waitFor();
  await page.waitForFunction(() => document.activeElement.id === "new-password");
  // The password is still shown.
  await keyboard.press("Control+A");
  await keyboard.type(SECOND_PASSWORD_OF_BO);
  await tabTo(page, "Set password");
  await keyboard.press("Enter");
  await expectHeading(page, "Your password is changed");

  assert.equal(signIn("bo", SECOND_PASSWORD_OF_BO), "ok");
  assert.deepEqual(page.faults, []);
});

/** Types a password, shows it so that it need not be repeated, and sets it. */
async function typePassword(page, password) {
  await tabTo(page, "new-password");
  await page.keyboard.type(password);
  await tabTo(page, "Show");
  await page.keyboard.press("Enter");
  assert.equal(await page.getByLabel("New password", { exact: true }).getAttribute("type"), "text");
  await tabTo(page, "Set password");
  await page.keyboard.press("Enter");
}

/** Presses the arrow down until the choice with this text has the focus. */
async function arrowTo(page, target) {
  for (let presses = 0; presses < 10; presses += 1) {
    await page.keyboard.press("ArrowDown");
    if (target.test(await page.evaluate(() => document.activeElement.closest("label").textContent))) return;
  }
  assert.fail(`the arrow does not reach ${target}`);
}

/** Presses Tab until the element with this id or text has the focus, and asserts that the focus stays visible. */
async function tabTo(page, target) {
  // A field with an error has the focus already.
  if (await page.evaluate((id) => document.activeElement.id === id, String(target))) return;
  for (let presses = 0; presses < 20; presses += 1) {
    await page.keyboard.press("Tab");
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      const shown = element.closest("label.choice") ?? element;
      return { name: element.id || shown.textContent, isVisible: getComputedStyle(shown).outlineStyle !== "none" };
    });
    assert.ok(focus.isVisible, `the focus is not visible on ${focus.name}`);
    if (target instanceof RegExp ? target.test(focus.name) : focus.name === target) return;
  }
  assert.fail(`Tab does not reach ${target}`);
}
