// Somebody with a passkey: nothing to type, and nothing that a false page could take.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { isAccessible } from "./support/accessibility.js";
import { addPasskey, carryAuthenticator, signInAs } from "./support/account.js";
import { useBrowser } from "./support/browser.js";
import { FIRST_PASSWORD, hire, signIn } from "./support/directory.js";
import { expectHeading } from "./support/heading.js";
import { ageMethods, namedAddress } from "./support/instance.js";
import { choosePassword, identify } from "./support/visitor.js";

const open = useBrowser();

describe("kim has nothing but a passkey", () => {
  test("it is the second factor of a sign-in, and proves enough for a reset", async () => {
    const password = "Åtta röda hus, 3 träd";
    await hire("kim");
    const page = await open();
    await carryAuthenticator(page);
    await signInAs(page, "kim", FIRST_PASSWORD, namedAddress);
    await expectHeading(page, "Before you go on");
    await addPasskey(page);
    await expectHeading(page, "Security information");
    await isAccessible(page, "security information");
    await page.getByRole("button", { name: "Sign out" }).click();
    ageMethods(2); // one of the last 24 hours does not count alone

    await identify(page, "kim", /forgot my password/, namedAddress);
    await page.getByRole("radio", { name: /Passkey/ }).check();
    await page.getByRole("button", { name: "Continue" }).click();
    await choosePassword(page, password);
    await expectHeading(page, "Your password is changed");
    assert.equal(signIn("kim", password), "ok");

    await signInAs(page, "kim", password, namedAddress);
    await expectHeading(page, "One more proof");
    await page.getByRole("radio", { name: /Passkey/ }).check();
    await page.getByRole("button", { name: "Continue" }).click();
    await expectHeading(page, "Security information");
    assert.deepEqual(page.faults, []);
  });
});
