// Somebody whose password is right, and no longer good enough to go on with.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { servesEveryone } from "./support/accessibility.js";
import { signInAs } from "./support/account.js";
import { useBrowser } from "./support/browser.js";
import { FIRST_PASSWORD, demandChange, expire, hire, signIn } from "./support/directory.js";
import { expectHeading } from "./support/heading.js";

const open = useBrowser();
const PASSWORD = "Sju gula dörrar, 5 lås";

describe("a password that must be changed is changed where one signs in", () => {
  for (const [user, why, happens] of [
    ["ivar", "his password has expired", expire],
    ["jenny", "she must change it at the next sign-in", demandChange],
  ]) {
    test(`${user}: ${why}`, async () => {
      await hire(user);
      happens(user);
      const page = await open({ width: 390, height: 780 });
      await signInAs(page, user, FIRST_PASSWORD);
      await expectHeading(page, "Change password");
      await page.getByText("Your password has expired or must be changed.").waitFor();
      await servesEveryone(page, "change");
      await change(page, "not the right one");
      await page.getByText("The current password is not right.").waitFor({ timeout: 15_000 });
      await change(page, FIRST_PASSWORD);
      await expectHeading(page, "Your password is changed");
      await servesEveryone(page, "changed");

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
