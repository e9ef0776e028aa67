// A user with a passkey types nothing that a false page could take.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { assertAccessible } from "./support/accessibility.js";
import { addPasskey, addVirtualAuthenticator, signInAs } from "./support/account.js";
import { useBrowser } from "./support/browser.js";
import { FIRST_PASSWORD, createUser, signIn } from "./support/directory.js";
import { expectHeading } from "./support/heading.js";
import { ageMethods, namedAddress } from "./support/instance.js";
import { choosePassword, identify } from "./support/reset.js";

const open = useBrowser();

describe("kim has nothing but a passkey", () => {
  test("the passkey is a second factor, and enough for a reset", async () => {
    const password = "Åtta röda hus, 3 träd";
    await createUser("kim");
    const page = await open();
    await addVirtualAuthenticator(page);
    await signInAs(page, "kim", FIRST_PASSWORD, namedAddress);
    await expectHeading(page, "Before you go on");
    await addPasskey(page);
    await expectHeading(page, "Security information");
    await assertAccessible(page, "security information");
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await expectHeading(page, "Sign in");
    ageMethods(2); // past the trust delay

    await identify(page, "kim", /forgot my password/, namedAddress);
    await page.getByRole("radio", { name: /Passkey/ }).check();
    await page.getByRole("button", { name: "Continue" }).click();
    await choosePassword(page, password);
    await expectHeading(page, "Your password is changed");
    assert.equal(signIn("kim", password), "ok");

    await signInAs(page, "kim", password, namedAddress);
    await expectHeading(page, "One more check");
    await page.getByRole("radio", { name: /Passkey/ }).check();
    await page.getByRole("button", { name: "Continue" }).click();
    await expectHeading(page, "Security information");
    assert.deepEqual(page.faults, []);
  });
});
