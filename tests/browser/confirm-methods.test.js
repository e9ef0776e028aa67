// Methods that were registered long ago are confirmed, and recovery codes are used up one by one.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";

import { assertAccessibleEverywhere } from "./support/accessibility.js";
import { addMobile, addRecoveryCodes, makeRecoveryCodes, proveByRecoveryCode, signInAs, typeRecoveryCode } from "./support/account.js";
import { useBrowser } from "./support/browser.js";
import { FIRST_PASSWORD, createUser, signIn } from "./support/directory.js";
import { expectHeading } from "./support/heading.js";
import { ageMethods, newNotice, outbox } from "./support/instance.js";
import { choosePassword, identify, prove } from "./support/reset.js";

const open = useBrowser();
const PASSWORD = "Tolv lila moln, 6 vindar";
/** The recovery codes that lena keeps on paper. */
let codes;

describe("lena registered half a year ago", () => {
  test("a sign-in asks her to confirm old methods", async () => {
    await createUser("lena");
    const page = await open({ permissions: ["clipboard-read", "clipboard-write"] });
    await signInAs(page, "lena", FIRST_PASSWORD);
    await expectHeading(page, "Before you go on");
    await addMobile(page, "+46 70 174 06 43");
    await expectHeading(page, "Security information");
    const suggestion = page.getByText(/^One method more than your company asks for/);
    await suggestion.waitFor();
    await makeRecoveryCodes(page);
    codes = await page.locator(".codes li").allInnerTexts();
    assert.equal(codes.length, 10);
    await page.getByText(/^For \S.*, to use at \S+\. Made /).waitFor();
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download" }).click();
    const file = await download;
    assert.equal(file.suggestedFilename(), "recovery-codes.txt");
    const saved = readFileSync(await file.path(), "utf8");
    assert.match(saved, /^For \S.*, to use at /);
    assert.ok(saved.includes(`\n10. ${codes[9]}\n`), saved);
    await page.getByRole("button", { name: "Copy" }).click();
    await page.getByText("Copied.").waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), saved);
    await assertAccessibleEverywhere(page, "recovery codes, with tools");
    await page.getByRole("button", { name: "I have saved them" }).click();
    await expectHeading(page, "Security information");
    assert.equal(await page.getByRole("radio", { name: /Saved recovery code/ }).count(), 0, "ten are left");
    await page.getByRole("button", { name: /^New codes/ }).click();
    await expectHeading(page, "Save recovery codes");
    await page.getByRole("button", { name: "Back" }).click();
    await expectHeading(page, "Security information");
    assert.equal(await suggestion.count(), 0);
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await expectHeading(page, "Sign in");

    ageMethods(181);
    await signInAs(page, "lena", FIRST_PASSWORD);
    await expectHeading(page, "One more check");
    await proveByRecoveryCode(page, codes[0]);
    await expectHeading(page, "Is this still you?");
    await assertAccessibleEverywhere(page, "confirm");
    const yes = page.getByRole("button", { name: /^Yes, still mine/ });
    assert.equal(await yes.count(), 1, "what she has just used is hers");
    await page.getByRole("button", { name: /^Yes, still mine.*Text message/ }).click();
    await expectHeading(page, "Security information");
    await page.getByText("9 codes left").waitFor();
    assert.deepEqual(page.faults, []);
  });

  test("the last recovery code resets her password", async () => {
    for (const code of codes.slice(1, 9)) {
      const visit = await open();
      await identify(visit, "lena");
      await proveByRecoveryCode(visit, code);
      await expectHeading(visit, "Choose a new password");
      await visit.context().close();
    }
    const page = await open();
    const before = (await outbox()).length;
    await identify(page, "lena");
    await proveByRecoveryCode(page, codes[8]);
    await page.getByText("That is not the code. You have 2 tries left.").waitFor();
    await typeRecoveryCode(page, codes[9]);
    await newNotice(before, "+46701740643", /one of your recovery codes was used/);
    await choosePassword(page, PASSWORD);
    await expectHeading(page, "Your password is changed");
    assert.equal(signIn("lena", PASSWORD), "ok");

    await signInAs(page, "lena", PASSWORD);
    await expectHeading(page, "One more check");
    assert.equal(await page.getByRole("radio").count(), 1, "nothing but the phone is left");
    await prove(page, /Text message/, "sms");
    await expectHeading(page, "Security information");
    await page.getByText("0 codes left").waitFor();
    assert.equal((await addRecoveryCodes(page)).length, 10);
    await page.getByText("10 codes left").waitFor();
    assert.deepEqual(page.faults, []);
  });
});
