// A user sees at a glance whether a forgotten password would be a problem, and what happened to the account.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { assertAccessibleEverywhere } from "./support/accessibility.js";
import { addMobile, addRecoveryCodes, proveByRecoveryCode, signInAs } from "./support/account.js";
import { useBrowser } from "./support/browser.js";
import { FIRST_PASSWORD, createUser } from "./support/directory.js";
import { expectHeading } from "./support/heading.js";
import { ageMethods } from "./support/instance.js";

const open = useBrowser();

describe("olle has just registered", () => {
  test("he sees what a reset needs and what happened, and signs out everywhere", async () => {
    await createUser("olle");
    const page = await open();
    await signInAs(page, "olle", FIRST_PASSWORD);
    await expectHeading(page, "Before you go on");
    await addMobile(page, "+46 70 174 06 49");
    await expectHeading(page, "Security information");
    const status = page.locator(".status");
    await status.getByText("You cannot reset your password by yourself yet: for safety, new methods count after a day.").waitFor();
    await status.getByText("Your password was set 30 days ago.").waitFor();
    const [code] = await addRecoveryCodes(page);
    await expectHeading(page, "Security information");

    ageMethods(2);
    await activities(page, ["Added: Saved recovery code", "Added: Text message", "1 code asked for", "Signed in"]);
    await status.getByText("You can reset your password by yourself, with 2 methods.").waitFor();
    assert.match(await page.getByRole("listitem").filter({ hasText: "Signed in" }).innerText(), /Chrome, Linux/);
    await assertAccessibleEverywhere(page, "status and activity");

    const other = await open();
    await signInAs(other, "olle", FIRST_PASSWORD);
    await expectHeading(other, "One more check");
    await proveByRecoveryCode(other, code);
    await expectHeading(other, "Security information");
    await page.getByRole("button", { name: "Sign out everywhere" }).click();
    await page.getByText("You are signed out.").waitFor();
    await other.reload();
    await other.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
    assert.deepEqual(page.faults, []);
  });
});

/** Reloads the page until it lists these activities: they are noted a moment after they happened. */
async function activities(page, expected) {
  const section = page.locator("section").filter({ has: page.getByRole("heading", { name: "Recent activity" }) });
  for (let attempt = 0; attempt < 20; attempt += 1) {
    await page.reload();
    await expectHeading(page, "Security information");
    const shown = await section.locator(".activity .label").allInnerTexts();
    if (JSON.stringify(shown) === JSON.stringify(expected)) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  assert.deepEqual(await section.locator(".activity .label").allInnerTexts(), expected);
}
