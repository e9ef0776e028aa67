// A new user who has registered nothing yet.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { assertAccessible, assertFits } from "./support/accessibility.js";
import { addApp, addMobile, nextCodeOf, signInAs } from "./support/account.js";
import { useBrowser } from "./support/browser.js";
import { FIRST_PASSWORD, createUser, signIn } from "./support/directory.js";
import { expectHeading } from "./support/heading.js";
import { ageMethods } from "./support/instance.js";
import { choosePassword, identify, prove } from "./support/reset.js";

const open = useBrowser();

describe("hedda is new, and needs two proofs", () => {
  test("she registers two methods and resets her password with both", async () => {
    const password = "Elva blåa segel, 4 öar";
    // An administrator of Readmit needs two proofs, whatever the policy says.
    await createUser("hedda", "Readmit Administrators");
    const page = await open();
    const check = async (step) => {
      await assertAccessible(page, step);
      await assertFits(page, step);
    };

    await signInAs(page, "hedda", FIRST_PASSWORD);
    await expectHeading(page, "Before you go on");
    await check("register");
    await addMobile(page, "+46 70 174 06 42");
    await expectHeading(page, "Before you go on");
    const key = await addApp(page);
    await expectHeading(page, "Security information");
    await check("security information");
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await expectHeading(page, "Sign in");

    ageMethods(2); // past the trust delay
    await identify(page, "hedda");
    await prove(page, /Text message/, "sms");
    await expectHeading(page, "One more check");
    await page.getByRole("radio", { name: /Authenticator app/ }).check();
    await page.getByRole("button", { name: "Continue" }).click();
    await expectHeading(page, "Enter the code");
    await page.getByLabel(/digit code/).fill(await nextCodeOf(key));
    await choosePassword(page, password);
    await expectHeading(page, "Your password is changed");
    assert.equal(signIn("hedda", password), "ok");

    await signInAs(page, "hedda", password);
    await expectHeading(page, "One more check");
    await check("second factor");
    await page.getByRole("radio", { name: /Authenticator app/ }).check();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByLabel(/digit code/).fill(await nextCodeOf(key));
    await expectHeading(page, "Security information");
    assert.deepEqual(page.faults, []);
  });
});
