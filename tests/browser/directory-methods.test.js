// What the directory gave is shown, and offers nothing that cannot be done.

import assert from "node:assert/strict";
import { test } from "node:test";

import { chooseKind, signInAs } from "./support/account.js";
import { assertAccessible } from "./support/accessibility.js";
import { useBrowser } from "./support/browser.js";
import { FIRST_PASSWORD, createReachableUsers } from "./support/directory.js";
import { expectHeading } from "./support/heading.js";
import { prove } from "./support/reset.js";

const open = useBrowser();

test("a number of the directory can be used, and is not offered to be preferred", async () => {
  await createReachableUsers("vera");
  const page = await open();
  await signInAs(page, "vera", FIRST_PASSWORD);
  await expectHeading(page, "One more proof");
  await prove(page, /Text message/, "sms");
  await page.getByRole("heading", { level: 1 }).waitFor();
  const yes = page.getByRole("button", { name: /^Yes, still mine/ });
  const list = page.getByRole("heading", { name: "Security information" });
  await yes.first().or(list).waitFor();
  while (await yes.count()) {
    await yes.first().click();
    await page.waitForTimeout(1000);
  }
  await expectHeading(page, "Security information");
  await page.getByText("Kept by your company; ask your help desk to change it.").first().waitFor();
  assert.equal(await page.getByRole("button", { name: /^Offer first/ }).count(), 0);
  await page.getByText("number ending in", { exact: false }).first().waitFor({ state: "attached" });
  await assertAccessible(page, "security information, of the directory");

  // A form that adds a method is a step of its own for Back, Forward and a reload.
  await chooseKind(page, /Authenticator app/);
  await expectHeading(page, "Add an authenticator app");
  await page.goBack();
  await expectHeading(page, "Security information");
  await page.goForward();
  await expectHeading(page, "Add an authenticator app");
  await page.reload();
  await expectHeading(page, "Add an authenticator app");
  assert.match(await page.title(), /^Add an authenticator app/);
  await page.goBack();
  await expectHeading(page, "Security information");
  assert.deepEqual(page.faults, []);
});
