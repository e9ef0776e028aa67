// The connection is lost, or slow, at every step: nothing that was typed is lost, and nothing is done twice.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";

import { assertAccessible } from "./support/accessibility.js";
import { addMobile, chooseKind, signInAs } from "./support/account.js";
import { useBrowser } from "./support/browser.js";
import { NO_CONNECTION, slowAnswers, withoutConnection } from "./support/connection.js";
import { FIRST_PASSWORD, createReachableUsers, createUser, signIn } from "./support/directory.js";
import { expectHeading } from "./support/heading.js";
import { address, newCode, outbox } from "./support/instance.js";

const open = useBrowser();
const PHONE = { width: 390, height: 780 };
const PASSWORD = "Nio tysta torg, 4 bänkar";
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
const user = (page) => page.getByLabel("User name", { exact: true });

async function typePassword(page) {
  await page.getByLabel("New password", { exact: true }).fill(PASSWORD);
  await page.getByLabel("The same password again").fill(PASSWORD);
}

before(async () => {
  await createReachableUsers("olga", "sara");
  await createUser("pelle");
});

describe("the connection is lost at every step", () => {
  test("of a reset, and it goes on with what was typed", async () => {
    const page = await open(PHONE);
    await page.goto(address(), { waitUntil: "networkidle" });
    await user(page).fill("olga");
    await withoutConnection(page, () => press(page, "Continue"));
    assert.equal(await user(page).inputValue(), "olga");
    await press(page, "Continue");

    await expectHeading(page, "Confirm it’s you");
    const mail = page.getByRole("radio", { name: /Email/ });
    await mail.check();
    await withoutConnection(page, () => press(page, "Continue"));
    assert.ok(await mail.isChecked());
    const seen = (await outbox()).length;
    await press(page, "Continue");

    await expectHeading(page, "Enter the code");
    const code = await newCode(seen, "email");
    const field = page.getByLabel(/digit code/);
    await withoutConnection(page, () => field.fill(code));
    assert.equal(await field.inputValue(), code);
    await assertAccessible(page, "code, without a connection");
    await press(page, "Check the code");

    await expectHeading(page, "Choose a new password");
    await typePassword(page);
    await withoutConnection(page, () => press(page, "Set password"), "Your request has not been sent yet. Nothing is lost.");
    await page.route("**/api/reset", (route) => route.abort());
    await press(page, "Try again");
    await page.getByText("There is no connection right now. We keep trying.").waitFor();
    await page.unroute("**/api/reset");
    await expectHeading(page, "Your password is changed");
    assert.equal(signIn("olga", PASSWORD), "ok");
    assert.deepEqual(page.faults, []);
  });

  test("of an account, and it goes on with what was typed", async () => {
    const page = await open(PHONE);
    await page.goto(address("/change-password"), { waitUntil: "networkidle" });
    await user(page).fill("pelle");
    const password = page.getByLabel("Password", { exact: true });
    await password.fill(FIRST_PASSWORD);
    await withoutConnection(page, () => press(page, "Sign in"));
    assert.deepEqual([await user(page).inputValue(), await password.inputValue()], ["pelle", FIRST_PASSWORD]);
    await press(page, "Sign in");

    await expectHeading(page, "Before you go on");
    await chooseKind(page, /Text message/);
    const number = page.getByLabel("Mobile number");
    await number.fill("+46 70 174 06 31");
    await withoutConnection(page, () => press(page, "Send code"));
    assert.equal(await number.inputValue(), "+46 70 174 06 31");
    await press(page, "Back");
    await addMobile(page, "+46 70 174 06 31");

    await expectHeading(page, "Change password");
    await page.getByLabel("Current password", { exact: true }).fill(FIRST_PASSWORD);
    await typePassword(page);
    await withoutConnection(page, () => press(page, "Change password"));
    await page.getByText("Your request has not been sent yet. Nothing is lost.").waitFor();
    await assertAccessible(page, "change, without a connection");
    await press(page, "Try again");
    await expectHeading(page, "Your password is changed");
    assert.equal(await page.getByText(NO_CONNECTION).count(), 0);
    assert.equal(signIn("pelle", PASSWORD), "ok");
    assert.deepEqual(page.faults, []);
  });
});

test("late answers at every step: each button waits, and sends once", async () => {
  const page = await open(PHONE);
  const sent = await slowAnswers(page, 1500);
  await page.goto(address());
  await user(page).fill("sara");
  await pressTwice(page, "Continue");
  await expectHeading(page, "Confirm it’s you");
  await page.getByRole("radio", { name: /Email/ }).check();
  const seen = (await outbox()).length;
  await pressTwice(page, "Continue");
  await expectHeading(page, "Enter the code");
  await page.getByLabel(/digit code/).fill(await newCode(seen, "email"));
  await page.locator("button[aria-disabled=true]", { hasText: "Checking the code…" }).click({ force: true });
  await expectHeading(page, "Choose a new password");
  await typePassword(page);
  await press(page, "Set password");
  await page.getByText("We are asking your company’s directory.").waitFor();
  await expectHeading(page, "Your password is changed");
  assert.equal(signIn("sara", PASSWORD), "ok");
  const steps = ["start", "send-code", "verify-code", "set-password"].map((step) => `/api/reset/${step}`);
  assert.deepEqual(sent, steps);
  assert.deepEqual(page.faults, []);
});

/** Presses a button, and again while it waits for the answer. */
async function pressTwice(page, name) {
  await press(page, name);
  await page.locator("button.primary[aria-disabled=true]").click({ force: true });
}
