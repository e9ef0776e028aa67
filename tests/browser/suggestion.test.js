// A user lets the page suggest a password, at a reset and at a change.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { assertAccessibleEverywhere } from "./support/accessibility.js";
import { addMobile, signInAs } from "./support/account.js";
import { useBrowser } from "./support/browser.js";
import { FIRST_PASSWORD, agePassword, createUser, signIn } from "./support/directory.js";
import { expectHeading } from "./support/heading.js";
import { address } from "./support/instance.js";
import { identify, prove } from "./support/reset.js";

const open = useBrowser();
const SUGGESTION = /^[A-Z][a-z]+(-[a-z]+){3,}-[1-9]\d\d$/;

describe("a suggested password", () => {
  test("anna resets with the suggestion, which is in the clipboard", async () => {
    await agePassword("anna", 30);
    const page = await open({ width: 390, height: 780 });
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const fetched = [];
    page.on("request", (request) => fetched.push(request.url()));
    await identify(page, "anna");
    await prove(page, /Email/, "email");
    await expectHeading(page, "Choose a new password");
    const isFetched = () => fetched.some((url) => url.includes("/assets/suggestion-words-"));
    assert.equal(isFetched(), false, "the words load when they are needed");

    const suggest = page.getByRole("button", { name: "Suggest a password" });
    await suggest.focus();
    await page.keyboard.press("Enter");
    const first = await suggestion(page);
    assert.equal(isFetched(), true);
    await assertAccessibleEverywhere(page, "suggestion");
    await suggest.focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction((before) => document.querySelector(".suggested").textContent !== before, first);
    const password = await suggestion(page);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("status").filter({ hasText: "Copied:" }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), password);
    for (const field of [page.getByLabel("New password", { exact: true }), page.getByLabel("The same password again")]) {
      assert.equal(await field.inputValue(), password);
    }
    assert.equal(await page.locator(".rule:not(.met):not(.later)").count(), 0, "it meets every rule that is shown");
    await page.getByRole("button", { name: "Set password" }).click();
    await expectHeading(page, "Your password is changed");
    assert.equal(signIn("anna", password), "ok");
    assert.deepEqual(page.faults, []);
  });

  test("sune changes to a suggestion in Swedish, which another password hides", async () => {
    await createUser("sune");
    const page = await open();
    await signInAs(page, "sune", FIRST_PASSWORD);
    await expectHeading(page, "Before you go on");
    await page.goto(address("/change-password"));
    await expectHeading(page, "Before you go on");
    await addMobile(page, "+46 70 174 06 77");
    await expectHeading(page, "Change password");
    await page.getByRole("button", { name: "Svenska" }).click();
    await page.getByRole("button", { name: "Föreslå ett lösenord" }).click();
    const password = await suggestion(page);
    const field = page.getByLabel("Nytt lösenord", { exact: true });
    await field.fill("Sommar26");
    await page.getByText("bygga på något annat än ”sommar”").waitFor();
    assert.equal(await page.getByText(password).count(), 0, "what is typed is no suggestion any more");
    await page.getByRole("button", { name: "Föreslå ett lösenord" }).click();
    const other = await suggestion(page);
    await page.getByLabel("Nuvarande lösenord", { exact: true }).fill(FIRST_PASSWORD);
    await page.getByRole("button", { name: "Byt lösenord" }).click();
    await page.getByText("Ditt lösenord är bytt").first().waitFor({ timeout: 15_000 });
    assert.equal(signIn("sune", other), "ok");
    assert.deepEqual(page.faults, []);
  });
});

/** Returns the suggestion on the screen. */
async function suggestion(page) {
  const shown = page.getByRole("status").locator(".suggested").filter({ hasText: SUGGESTION });
  await shown.waitFor();
  return shown.innerText();
}
