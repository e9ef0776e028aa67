// An error stands at its field, in view above a keyboard on the screen, and the field has the focus.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";

import { addMobile, chooseKind, signInAs } from "./support/account.js";
import { assertAccessible } from "./support/accessibility.js";
import { useBrowser } from "./support/browser.js";
import { FIRST_PASSWORD, createReachableUsers, createUser, signIn } from "./support/directory.js";
import { expectValue } from "./support/field.js";
import { expectHeading } from "./support/heading.js";
import { address } from "./support/instance.js";
import { askForCode, identify, prove } from "./support/reset.js";

const open = useBrowser();
/** A phone with its keyboard open. */
const SMALL = { width: 390, height: 460 };
const PASSWORD = "Tolv runda bord, 4 lampor";

describe("an error stands at its field", () => {
  test("for a missing name and a wrong code", async () => {
    const page = await open(SMALL);
    await page.goto(address());
    await page.getByRole("button", { name: "Continue" }).click();
    await assertErrorAt(page, page.getByLabel("User name", { exact: true }), "Enter your user name first.");
    await identify(page, `nobody-${Date.now()}`);
    await askForCode(page, /Email/);
    assert.match(await page.title(), /^Enter the code/);
    const field = page.getByLabel(/digit code/);
    await field.fill("123");
    await page.keyboard.press("Enter");
    await assertErrorAt(page, field, "The code has 6 digits.");
    await field.fill("123456");
    await page.getByText("You have 2 tries left.").waitFor();
    await assertErrorAt(page, field, "That is not the code. You have 2 tries left.");
    assert.deepEqual(page.faults, []);
  });

  test("for a password that is repeated only in part", async () => {
    await createReachableUsers("tor");
    const page = await open(SMALL);
    await identify(page, "tor");
    await prove(page, /Email/, "email");
    await expectHeading(page, "Choose a new password");
    const first = page.getByLabel("New password", { exact: true });
    await first.fill("short");
    await page.keyboard.press("Enter");
    await assertErrorAt(page, first, /One of the rules is not met yet. Your password must have at least \d+ characters./);
    await first.fill(PASSWORD);
    assert.equal(await first.getAttribute("aria-invalid"), "false", "the error is gone as soon as it is corrected");
    await page.waitForFunction(() => document.title.startsWith("Choose a new password"));
    const again = page.getByLabel("The same password again");
    await again.fill(PASSWORD.slice(0, 4));
    assert.equal(await again.getAttribute("aria-invalid"), "false", "it is still being typed");
    await page.keyboard.press("Enter");
    await assertErrorAt(page, again, "The two are not the same.");
    assert.ok(!(await again.getAttribute("aria-describedby")).includes("rules"), "the rules are read once");
    await page.getByText(/^\d of \d rules met. Strength: /).waitFor({ state: "attached" });
    await assertAccessible(page, "password, not repeated");
    assert.deepEqual(page.faults, []);
  });
});

describe("an error of a signed-in user stands at its field", () => {
  let page;
  before(() => createUser("yrsa"));

  test("for a wrong password", async () => {
    page = await open(SMALL);
    await page.goto(address("/sign-in"));
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    const name = page.getByLabel("User name", { exact: true });
    await assertErrorAt(page, name, "Enter your user name and your password first.");
    await name.fill("yrsa");
    await page.getByRole("link", { name: "I forgot my password" }).click();
    await page.getByRole("heading", { name: "Get back into your account" }).waitFor();
    await expectValue(page.getByLabel("User name", { exact: true }), "yrsa"); // it is carried over

    await signInAs(page, "yrsa", "not the right one");
    await page.getByText(/^You are not signed in/).waitFor({ timeout: 15_000 });
    await assertErrorAt(page, page.getByLabel("Password", { exact: true }), /^You are not signed in/);
  });

  test("for a number and an address to which nothing is sent", async () => {
    await signInAs(page, "yrsa", FIRST_PASSWORD);
    await expectHeading(page, "Before you go on");
    await chooseKind(page, /Text message/);
    await expectHeading(page, "Add a phone");
    const number = page.getByLabel("Mobile number");
    const send = page.getByRole("button", { name: "Send code" });
    await send.click();
    await assertErrorAt(page, number, "Enter the number or address first.");
    await number.fill("+81 90 1234 5678");
    await send.click();
    await page.getByText(/your company sends no codes to a number like this/).waitFor();
    await assertErrorAt(page, number, /your company sends no codes to a number like this/);
    await page.getByRole("button", { name: "Back" }).click();
    await expectHeading(page, "Before you go on");
    await chooseKind(page, /Email/);
    const mail = page.getByLabel("Email address");
    await mail.fill("yrsa at home");
    await send.click();
    await page.getByText(/it is not an email address/).waitFor();
    await assertErrorAt(page, mail, /it is not an email address/);
    await mail.fill("yrsa@home.example");
    await send.click();
    await expectHeading(page, "Enter the code");
    assert.match(await page.title(), /^Enter the code/);
    await page.getByRole("button", { name: "Use another method" }).click();
    await expectHeading(page, "Add an email address");
    assert.match(await page.title(), /^Add an email address/);
    assert.deepEqual(page.faults, []);
  });

  test("for a wrong current password, and the new one is kept", async () => {
    await page.goto(address("/change-password"));
    await expectHeading(page, "Before you go on");
    await addMobile(page, "+46 70 174 06 58");
    await expectHeading(page, "Change password");
    const current = page.getByLabel("Current password", { exact: true });
    await current.fill("not the right one");
    await page.getByLabel("New password", { exact: true }).fill(PASSWORD);
    await page.getByLabel("The same password again").fill(PASSWORD);
    await page.getByRole("button", { name: "Change password" }).click();
    await page.getByText("The current password is not right.").waitFor({ timeout: 15_000 });
    await assertErrorAt(page, current, /^The current password is not right/);
    assert.equal(await page.getByLabel("New password", { exact: true }).inputValue(), PASSWORD);
    await current.fill(FIRST_PASSWORD);
    await page.getByRole("button", { name: "Change password" }).click();
    await expectHeading(page, "Your password is changed");
    await page.getByText("You are signed out everywhere.").waitFor();
    assert.equal(await page.getByRole("navigation").count(), 0, "nothing says that a session goes on");
    await assertAccessible(page, "changed");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expectHeading(page, "Sign in");
    await expectValue(page.getByLabel("User name", { exact: true }), "yrsa");
    assert.equal(signIn("yrsa", PASSWORD), "ok");
    assert.deepEqual(page.faults, []);
  });
});

/** Asserts that a field has the focus and this error, which is tied to it and in view. */
async function assertErrorAt(page, field, text) {
  const id = await field.getAttribute("id");
  const error = page.locator(`#${id}-error`).filter({ hasText: text });
  await error.waitFor();
  await page.waitForFunction((name) => document.activeElement.id === name, id);
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  assert.ok((await field.getAttribute("aria-describedby")).split(" ").includes(`${id}-error`));
  const box = await error.boundingBox();
  assert.ok(box.y >= 0 && box.y + box.height <= page.viewportSize().height, `${id}: the error is out of view`);
  assert.equal(await page.locator(".alert:not(:empty)").count(), 1, "one message at a time");
  await page.waitForFunction(() => document.title.startsWith("Error: "));
}
