// What the directory gave is shown, and offers nothing that cannot be done.

import assert from "node:assert/strict";
import { test } from "node:test";

import { chooseKind, signInAs } from "./support/account.js";
import { assertAccessible, assertAccessibleEverywhere } from "./support/accessibility.js";
import { useBrowser } from "./support/browser.js";
import { FIRST_PASSWORD, createReachableUsers } from "./support/directory.js";
import { expectHeading } from "./support/heading.js";
import { ageMethods, newNotice, outbox } from "./support/instance.js";
import { prove } from "./support/reset.js";

const open = useBrowser();

test("a number of the directory can be used, but not preferred", async () => {
  await createReachableUsers("vera", "vide");
  const page = await open();
  await signInAs(page, "vera", FIRST_PASSWORD);
  await expectHeading(page, "One more check");
  await page.getByText("number ending in", { exact: false }).first().waitFor({ state: "attached" });
  await prove(page, /Text message/, "sms");
  await page.getByRole("heading", { level: 1 }).waitFor();
  const yes = page.getByRole("button", { name: /^Yes, still mine/ });
  const list = page.getByRole("heading", { name: "Security information" });
  await yes.first().or(list).waitFor();
  for (let left = await yes.count(); left > 0; left -= 1) {
    await yes.first().click();
    await yes.nth(left - 1).waitFor({ state: "detached" });
  }
  await expectHeading(page, "Security information");
  await page.getByText(/^Your company keeps this, and your help desk can change it./).first().waitFor();
  assert.equal(await page.getByRole("button", { name: /^Make default/ }).count(), 0);
  await page.getByText(/^\+4670174\d{4}$/).first().waitFor();
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

test("a disowned number is not used, and the question can be postponed", async () => {
  const page = await open();
  await signInAs(page, "vide", FIRST_PASSWORD);
  await expectHeading(page, "One more check");
  await prove(page, /Email/, "email");
  await expectHeading(page, "Is this still you?");
  await page.getByText("vide@home.example").first().waitFor();
  await assertAccessibleEverywhere(page, "confirm, of the directory");
  await page.getByRole("button", { name: "Ask me later" }).click();
  await expectHeading(page, "Security information");
  const number = await page.locator(".method", { hasText: "Text message" }).locator(".hint").first().innerText();
  assert.match(number, /^\+4670174\d{4}$/);
  await page.reload();
  await expectHeading(page, "Security information");

  ageMethods(2);
  await page.reload();
  await expectHeading(page, "Is this still you?");
  const before = (await outbox()).length;
  await page.getByRole("button", { name: /^No, not any more.*Text message/ }).click();
  await page.getByText("It is not used any more. Tell your help desk").waitFor();
  await newNotice(before, number, /no longer used for your account: a phone number/);
  await page.getByRole("button", { name: /^Yes, still mine.*Email/ }).click();
  await expectHeading(page, "Security information");
  const row = page.locator(".method", { hasText: "Text message" });
  await row.getByText("You said that this is not yours any more").waitFor();
  await row.getByRole("link", { name: "Ask the help desk" }).waitFor();
  await assertAccessible(page, "security information, disowned");

  const other = await open();
  await signInAs(other, "vide", FIRST_PASSWORD);
  await expectHeading(other, "One more check");
  assert.equal(await other.getByRole("radio").count(), 1, "only the address is asked for");
  await page.getByRole("button", { name: /^It is mine after all/ }).click();
  await page.getByText("You said that this is not yours any more").waitFor({ state: "detached" });
  await other.reload();
  await expectHeading(other, "One more check");
  assert.equal(await other.getByRole("radio").count(), 2);
  assert.deepEqual([...page.faults, ...other.faults], []);
});
