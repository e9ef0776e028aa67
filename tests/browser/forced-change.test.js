// Users whose password is right, but has expired or must be changed.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { assertAccessibleEverywhere } from "./support/accessibility.js";
import { signInAs } from "./support/account.js";
import { useBrowser } from "./support/browser.js";
import { FIRST_PASSWORD, createUser, expirePassword, requirePasswordChange, signIn } from "./support/directory.js";
import { expectHeading } from "./support/heading.js";

const open = useBrowser();
const PASSWORD = "Sju gula dörrar, 5 lås";

describe("an expired password is changed at sign-in", () => {
  for (const [user, reason, arrange] of [
    ["ivar", "his password has expired", expirePassword],
    ["jenny", "she must change it at the next sign-in", requirePasswordChange],
  ]) {
    test(`${user}: ${reason}`, async () => {
      await createUser(user);
      arrange(user);
      const page = await open({ width: 390, height: 780 });
      await signInAs(page, user, FIRST_PASSWORD);
      await expectHeading(page, "Change password");
      await page.getByText("Your password has expired or must be changed.").waitFor();
      await assertAccessibleEverywhere(page, "change");
      await change(page, "not the right one");
      await page.getByText("The current password is not right.").waitFor({ timeout: 15_000 });
      await change(page, FIRST_PASSWORD);
      await expectHeading(page, "Your password is changed");
      await assertAccessibleEverywhere(page, "changed");

      assert.equal(signIn(user, PASSWORD), "ok");
      await signInAs(page, user, PASSWORD);
      await expectHeading(page, "Before you go on");
      assert.deepEqual(page.faults, []);
    });
  }
});

async function change(page, current) {
  await page.getByLabel("Current password", { exact: true }).fill(current);
  await page.getByLabel("New password", { exact: true }).fill(PASSWORD);
  await page.getByLabel("The same password again").fill(PASSWORD);
  await page.getByRole("button", { name: "Change password" }).click();
}
