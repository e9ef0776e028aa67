// Every page of a user who can sign in is accessible in every state: at three widths, in light and in dark, in every
// language, and with the accessibility tree that was read. States that need a story of their own are checked in that
// story.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";

import { assertAccessibleEverywhere } from "./support/accessibility.js";
import { addVirtualAuthenticator, chooseKind, codeOf, nextCodeOf, signInAs, typeRecoveryCode } from "./support/account.js";
import { useBrowser } from "./support/browser.js";
import { FIRST_PASSWORD, agePassword, createUser } from "./support/directory.js";
import { expectHeading } from "./support/heading.js";
import { namedAddress, newCode, newNotice, outbox } from "./support/instance.js";
import { assertTree } from "./support/trees.js";

const open = useBrowser();
async function assertState(page, state) {
  await assertTree(page, state);
  await assertAccessibleEverywhere(page, state);
}

const press = (page, name) => page.getByRole("button", { name, exact: true }).first().click();

describe("every page of an account is accessible", () => {
  let page;
  let key;
  before(async () => {
    await createUser("saga");
    page = await open();
    await addVirtualAuthenticator(page);
  });

  test("signing in", async () => {
    await page.goto(namedAddress("/sign-in"));
    await page.getByLabel("User name", { exact: true }).waitFor();
    await assertState(page, "sign in");
    await press(page, "Sign in");
    await page.getByText("Enter your user name and your password first.").waitFor();
    await assertState(page, "sign in, complaint");
    await signInAs(page, "saga", "not the right one", namedAddress);
    await page.getByText(/You are not signed in/).waitFor({ timeout: 15_000 });
    await assertState(page, "sign in, refused");
  });

  test("registering each kind", async () => {
    await signInAs(page, "saga", FIRST_PASSWORD, namedAddress);
    await expectHeading(page, "Before you go on");
    await assertState(page, "register");
    await chooseKind(page, /Text message/);
    await expectHeading(page, "Add a phone");
    await page.getByLabel("Mobile number").fill("12");
    await press(page, "Send code");
    await page.getByText(/Nothing can be sent there/).waitFor();
    await assertState(page, "phone, complaint");
    await press(page, "Back");
    await addPhone();
    await assertState(page, "security information");

    await chooseKind(page, /Email/);
    await expectHeading(page, "Add an email address");
    await assertState(page, "mail");
    await press(page, "Back");
    await expectHeading(page, "Security information");
    await chooseKind(page, /Passkey/);
    await expectHeading(page, "Add a passkey");
    await assertState(page, "passkey");
    await press(page, "Create a passkey");
    await expectHeading(page, "Security information");
    await chooseKind(page, /Authenticator app/);
    await expectHeading(page, "Add an authenticator app");
    await assertState(page, "app");
    key = (await page.locator(".secret").innerText()).replaceAll(/\s/g, "");
    await page.getByLabel(/digit code/).fill(codeOf(key));
    await expectHeading(page, "Security information");
    await chooseKind(page, /Saved recovery code/);
    await expectHeading(page, "Save recovery codes");
    await assertState(page, "recovery codes");
    await press(page, "Show me the codes");
    await expectHeading(page, "Your recovery codes");
    await assertState(page, "recovery codes, shown");
    await press(page, "I have saved them");
    await expectHeading(page, "Security information");
  });

  test("security information", async () => {
    await press(page, /^Rename/);
    await page.getByLabel("Your name for it").fill("My own phone");
    await assertState(page, "naming");
    await press(page, "Save");
    await page.getByText("The name is saved.").waitFor();
    await page.getByText("My own phone", { exact: true }).waitFor();
    await press(page, /^Remove/);
    await page.getByText("Remove this?").waitFor();
    await assertState(page, "removing");
    await press(page, "Keep it as it is");
    await press(page, /^Make default/);
    await page.getByText("This is your default now: it is offered first.").waitFor();
    await assertState(page, "security information, with everything");
  });

  test("changing the password", async () => {
    await page.getByRole("link", { name: "Change password" }).click();
    await expectHeading(page, "Change password");
    await press(page, "Change password");
    await page.getByText("Enter your current password first.").waitFor();
    await assertState(page, "change, complaint");
    await agePassword("saga", 0);
    await page.reload();
    await expectHeading(page, "You cannot change your password yet");
    await assertState(page, "change, too recent");
  });

  test("signing in with a second factor", async () => {
    await press(page, "Sign out");
    await page.getByText("You are signed out.").waitFor();
    await assertState(page, "signed out");
    await signInAs(page, "saga", FIRST_PASSWORD, namedAddress);
    await expectHeading(page, "One more check");
    await assertState(page, "factor");
    await factor(/Saved recovery code/);
    await typeRecoveryCode(page, "0000-0000-0000-0000");
    await page.getByText(/That is not the code/).waitFor();
    await assertState(page, "recovery code, complaint");
    await press(page, "Use another method");
    await factor(/Authenticator app/);
    await assertState(page, "app's code");
    await page.getByLabel(/digit code/).fill(await nextCodeOf(key));
    await expectHeading(page, "Security information");
  });

  test("an idle session", async () => {
    const pass = (minutes) => page.clock.setFixedTime(Date.now() + minutes * 60_000);
    await pass(14);
    await page.getByText("Are you still here? You will be signed out soon.").waitFor();
    await assertState(page, "idle");
    await pass(16);
    await page.getByText("You were signed out because nothing happened for a while.").waitFor();
    await assertState(page, "session ended");
    assert.deepEqual(page.faults, []);
  });

  test("a link that freezes, and an expired one", async () => {
    const { body } = await newNotice(0, "+46701740647", /#freeze=/);
    const phone = await open();
    const link = body.match(/http\S+#freeze=\S+/)[0];
    await phone.goto(`${link.split("=")[0]}=x`);
    await press(phone, "Freeze my account");
    await phone.getByText(/This link can no longer be used/).waitFor();
    await assertState(phone, "freeze, too late");
    await phone.goto("about:blank");
    await phone.goto(link);
    await phone.getByRole("heading", { name: "This was not me" }).waitFor();
    await assertState(phone, "freeze");
    await press(phone, "Freeze my account");
    await phone.getByText(/Your account is frozen/).waitFor();
    await assertState(phone, "frozen");
    assert.deepEqual(phone.faults, []);
  });

  async function addPhone() {
    await chooseKind(page, /Text message/);
    await page.getByLabel("Mobile number").fill("+46 70 174 06 47");
    const earlier = (await outbox()).length;
    await press(page, "Send code");
    await expectHeading(page, "Enter the code");
    const code = await newCode(earlier, "sms");
    await page.getByLabel(/digit code/).fill(code === "000000" ? "111111" : "000000");
    await page.getByText("You have 2 tries left.").waitFor();
    await assertState(page, "phone's code, complaint");
    await page.getByLabel(/digit code/).fill(code);
    await expectHeading(page, "Security information");
  }

  async function factor(kind) {
    await page.getByRole("radio", { name: kind }).check();
    await press(page, "Continue");
    await expectHeading(page, "Enter the code");
  }
});
