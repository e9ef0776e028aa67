// What was registered long ago is looked through again, and what is kept on paper opens once more.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { fits, isAccessible } from "./support/accessibility.js";
import { addMobile, addRecoveryCodes, signInAs } from "./support/account.js";
import { useBrowser } from "./support/browser.js";
import { FIRST_PASSWORD, hire, signIn } from "./support/directory.js";
import { expectHeading } from "./support/heading.js";
import { ageMethods, newCode, outbox } from "./support/instance.js";
import { choosePassword, identify } from "./support/visitor.js";

const open = useBrowser();

describe("lena registered half a year ago", () => {
  test("she is asked whether it is still hers, and a code from her drawer resets her password", async () => {
    const password = "Tolv lila moln, 6 vindar";
    await hire("lena");
    const page = await open();
    await signInAs(page, "lena", FIRST_PASSWORD);
    await addMobile(page, "+46 70 174 06 43");
    await expectHeading(page, "Security information");
    const codes = await addRecoveryCodes(page);
    assert.equal(codes.length, 10);
    await expectHeading(page, "Security information");
    await page.getByRole("button", { name: "Sign out" }).click();
    await expectHeading(page, "Sign in");

    ageMethods(181);
    await signInAs(page, "lena", FIRST_PASSWORD);
    await expectHeading(page, "One more proof");
    const before = (await outbox()).length;
    await page.getByRole("radio", { name: /Text message/ }).check();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByLabel(/^Code of/).fill(await newCode(before, "sms"));
    await expectHeading(page, "Is this still you?");
    await isAccessible(page, "confirm");
    await fits(page, "confirm");
    await page.getByRole("button", { name: /^Yes, still mine/ }).first().click();
    await expectHeading(page, "Security information");
    await page.getByRole("button", { name: "Sign out" }).click();

    await identify(page, "lena");
    await page.getByRole("radio", { name: /Saved recovery code/ }).check();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByLabel("Recovery code").fill(codes[0]);
    await page.getByRole("button", { name: "Check the code" }).click();
    await choosePassword(page, password);
    await expectHeading(page, "Your password is changed");
    assert.equal(signIn("lena", password), "ok");
    assert.deepEqual(page.faults, []);
  });
});
