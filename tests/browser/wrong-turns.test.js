// Every method can be chosen and left again, and a wrong turn leads nowhere that the user cannot leave.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";

import { assertAccessible, assertFits } from "./support/accessibility.js";
import { useBrowser } from "./support/browser.js";
import { expectHeading } from "./support/heading.js";
import { address } from "./support/instance.js";
import { askForCode, identify } from "./support/reset.js";

const open = useBrowser();
const PHONE = { width: 390, height: 780 };
const another = (page) => page.getByRole("button", { name: "Use another method" }).click();

// Another name each time, because limits are counted for a name.
let nobody;
beforeEach(() => {
  nobody = `nobody-${Date.now()}`;
});

describe("the choice of a method", () => {
  test("methods that everybody has come first, and none is marked", async () => {
    const page = await open(PHONE);
    await identify(page, nobody);
    const names = await page.locator("label.choice .label").allInnerTexts();
    assert.deepEqual(new Set(names.slice(0, 2)), new Set(["Text message", "Email"]));
    assert.equal(await page.getByRole("radio", { checked: true }).count(), 0);
    for (const kind of [/Authenticator app/, /Saved recovery code/]) {
      assert.match(await page.locator("label.choice").filter({ hasText: kind }).innerText(), /Only if you set it up here before/);
    }
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText("Choose a method first.").waitFor();
    await page.waitForFunction(() => document.activeElement.type === "radio");
    await assertAccessible(page, "no method chosen");
    await assertFits(page, "no method chosen");
    assert.deepEqual(page.faults, []);
  });

  test("a code that was sent can still be entered after going back", async () => {
    const page = await open(PHONE);
    await identify(page, nobody);
    await askForCode(page, /Email/);
    await another(page);
    await expectHeading(page, "Confirm it’s you");
    assert.match(await page.title(), /^Confirm it’s you/);
    await page.getByText(/A code was sent. It is good until/).waitFor();
    assert.ok(await page.getByRole("radio", { name: /Email/ }).isChecked());
    await assertAccessible(page, "methods, with a code");
    await page.getByRole("button", { name: "Continue" }).click();
    await expectHeading(page, "Enter the code");

    // Also after a method whose code would be at hand.
    await another(page);
    await page.getByRole("radio", { name: /Authenticator app/ }).check();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText("Open your authenticator app").waitFor();
    await another(page);
    await expectHeading(page, "Confirm it’s you");
    await page.getByRole("radio", { name: /Email/ }).check();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText(/we have sent an email/).waitFor();
    assert.deepEqual(page.faults, []);
  });

  test("the time until another code counts down", async () => {
    const page = await open(PHONE);
    await identify(page, nobody);
    await askForCode(page, /Email/);
    const again = await open(PHONE);
    await identify(again, nobody);
    await again.getByRole("radio", { name: /Email/ }).check();
    await again.getByRole("button", { name: "Continue" }).click();
    const wait = again.getByText(/You can ask for another one in \d+ second/);
    const seconds = async () => Number((await wait.innerText()).match(/\d+/)[0]);
    const first = await seconds();
    await again.waitForTimeout(2500);
    assert.ok((await seconds()) < first);
    assert.deepEqual(again.faults, []);
  });
});

describe("a code that no longer counts", () => {
  test("after three wrong codes a new one is offered instead of the field", async () => {
    const page = await open(PHONE);
    await identify(page, nobody);
    await askForCode(page, /Email/);
    for (const code of ["123456", "123457", "123458"]) {
      await page.getByLabel(/digit code/).fill(code);
      await page.getByText(code === "123458" ? /no tries left for it/ : /You have \d tr/).waitFor();
    }
    assert.equal(await page.getByLabel(/digit code/).count(), 0);
    assert.match(await page.locator("button.primary").innerText(), /^Send a new code/);
    await page.waitForFunction(() => document.activeElement.matches("button.primary"));
    await assertAccessible(page, "code, used up");
    await assertFits(page, "code, used up");
    assert.deepEqual(page.faults, []);
  });

  test("after too many guesses at an app another method is offered, not a new code", async () => {
    const page = await open(PHONE);
    await identify(page, nobody);
    await page.getByRole("radio", { name: /Authenticator app/ }).check();
    await page.getByRole("button", { name: "Continue" }).click();
    for (const code of ["123456", "123457", "123458"]) {
      await page.getByLabel(/digit code/).fill(code);
      await page.getByText(code === "123458" ? /no tries left with this method/ : /You have \d tr/).waitFor();
    }
    assert.equal(await page.getByText(/new code/).count(), 0);
    await page.getByRole("button", { name: "Use another method" }).click();
    await expectHeading(page, "Confirm it’s you");
    assert.deepEqual(page.faults, []);
  });
});

describe("a server that does not answer", () => {
  test("the page says that it takes long, and then that nothing came", async () => {
    const page = await open(PHONE);
    await page.route("**/api/reset/challenge", () => {});
    await page.goto(address());
    await page.getByLabel("User name", { exact: true }).fill(nobody);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText("This takes longer than usual.").waitFor({ timeout: 10_000 });
    await page.getByText(/There is no connection./).waitFor({ timeout: 50_000 });
    assert.equal(await page.getByLabel("User name", { exact: true }).inputValue(), nobody);
  });
});
