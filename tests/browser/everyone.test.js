// Every page of somebody who can sign in, in every state, serves everyone: at three widths, in light and in dark, in both
// languages. What takes a story of its own to reach is looked at there.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";

import { servesEveryone } from "./support/accessibility.js";
import { carryAuthenticator, chooseKind, codeOf, nextCodeOf, signInAs, typePaperCode } from "./support/account.js";
import { useBrowser } from "./support/browser.js";
import { FIRST_PASSWORD, age, hire } from "./support/directory.js";
import { expectHeading } from "./support/heading.js";
import { namedAddress, newCode, outbox } from "./support/instance.js";

const open = useBrowser();
const press = (page, name) => page.getByRole("button", { name, exact: true }).first().click();

describe("saga looks at everything", () => {
  let page;
  let key;
  before(async () => {
    await hire("saga");
    page = await open();
    await carryAuthenticator(page);
  });

  test("signing in", async () => {
    await page.goto(namedAddress("/sign-in"));
    await page.getByLabel("User name", { exact: true }).waitFor();
    await servesEveryone(page, "sign in");
    await press(page, "Sign in");
    await page.getByText("Type your user name and your password first.").waitFor();
    await servesEveryone(page, "sign in, complaint");
    await signInAs(page, "saga", "not the right one", namedAddress);
    await page.getByText(/You are not signed in/).waitFor({ timeout: 15_000 });
    await servesEveryone(page, "sign in, refused");
  });

  test("registering each kind", async () => {
    await signInAs(page, "saga", FIRST_PASSWORD, namedAddress);
    await expectHeading(page, "Before you go on");
    await servesEveryone(page, "register");
    await chooseKind(page, /Text message/);
    await expectHeading(page, "Add a phone");
    await page.getByLabel("Mobile number").fill("12");
    await press(page, "Send code");
    await page.getByText(/Nothing can be sent there/).waitFor();
    await servesEveryone(page, "phone, complaint");
    await press(page, "Back");
    await addPhone();
    await servesEveryone(page, "security information");

    await chooseKind(page, /E-mail/);
    await expectHeading(page, "Add a mail address");
    await servesEveryone(page, "mail");
    await press(page, "Back");
    await expectHeading(page, "Security information");
    await chooseKind(page, /Passkey/);
    await expectHeading(page, "Add a passkey");
    await servesEveryone(page, "passkey");
    await press(page, "Create a passkey");
    await expectHeading(page, "Security information");
    await chooseKind(page, /Authenticator app/);
    await expectHeading(page, "Add an authenticator app");
    await servesEveryone(page, "app");
    key = (await page.locator(".secret").innerText()).replaceAll(/\s/g, "");
    await page.getByLabel(/^Code of/).fill(codeOf(key));
    await expectHeading(page, "Security information");
    await chooseKind(page, /Saved recovery code/);
    await expectHeading(page, "Save recovery codes");
    await servesEveryone(page, "recovery codes");
    await press(page, "Show me the codes");
    await expectHeading(page, "Your recovery codes");
    await servesEveryone(page, "recovery codes, shown");
    await press(page, "I have saved them");
    await expectHeading(page, "Security information");
  });

  test("what is registered, and what can be done about it", async () => {
    await press(page, /^Name/);
    await page.getByLabel("Your name for it").fill("My own phone");
    await servesEveryone(page, "naming");
    await press(page, "Save");
    await page.getByText("The name is saved.").waitFor();
    await page.getByText("My own phone", { exact: true }).waitFor();
    await press(page, /^Remove/);
    await page.getByText("Remove this?").waitFor();
    await servesEveryone(page, "removing");
    await press(page, "Keep it as it is");
    await press(page, /^Offer first/);
    await page.getByText("From now on this one is offered first.").waitFor();
    await servesEveryone(page, "security information, with everything");
  });

  test("changing the password", async () => {
    await page.getByRole("link", { name: "Change password" }).click();
    await expectHeading(page, "Change password");
    await press(page, "Change password");
    await page.getByText("Type your current password first.").waitFor();
    await servesEveryone(page, "change, complaint");
    await age("saga", 0);
    await page.reload();
    await expectHeading(page, "You cannot change your password yet");
    await servesEveryone(page, "change, too recent");
  });

  test("signing in with a second factor", async () => {
    await press(page, "Sign out");
    await page.getByText("You are signed out.").waitFor();
    await servesEveryone(page, "signed out");
    await signInAs(page, "saga", FIRST_PASSWORD, namedAddress);
    await expectHeading(page, "One more proof");
    await servesEveryone(page, "factor");
    await factor(/Saved recovery code/);
    await typePaperCode(page, "0000-0000-0000-0000");
    await page.getByText(/That is not the code/).waitFor();
    await servesEveryone(page, "recovery code, complaint");
    await press(page, "Use another way");
    await factor(/Authenticator app/);
    await servesEveryone(page, "app's code");
    await page.getByLabel(/^Code of/).fill(await nextCodeOf(key));
    await expectHeading(page, "Security information");
  });

  test("doing nothing for a quarter of an hour", async () => {
    const pass = (minutes) => page.clock.setFixedTime(Date.now() + minutes * 60_000);
    await pass(14);
    await page.getByText("Are you still here? You will be signed out soon.").waitFor();
    await servesEveryone(page, "idle");
    await pass(16);
    await page.getByText("You were signed out because nothing happened for a while.").waitFor();
    await servesEveryone(page, "session ended");
    assert.deepEqual(page.faults, []);
  });

  test("a link that freezes, and one that does no more", async () => {
    const [{ body }] = (await outbox()).filter((message) => message.body.includes("#freeze="));
    const phone = await open();
    const link = body.match(/http\S+#freeze=\S+/)[0];
    await phone.goto(`${link.split("=")[0]}=x`);
    await press(phone, "Freeze my account");
    await phone.getByText(/This link can no longer be used/).waitFor();
    await servesEveryone(phone, "freeze, too late");
    await phone.goto("about:blank");
    await phone.goto(link);
    await phone.getByRole("heading", { name: "This was not me" }).waitFor();
    await servesEveryone(phone, "freeze");
    await press(phone, "Freeze my account");
    await phone.getByText(/Your account is frozen/).waitFor();
    await servesEveryone(phone, "frozen");
    assert.deepEqual(phone.faults, []);
  });

  async function addPhone() {
    await chooseKind(page, /Text message/);
    await page.getByLabel("Mobile number").fill("+46 70 174 06 47");
    const earlier = (await outbox()).length;
    await press(page, "Send code");
    await expectHeading(page, "Type the code");
    const code = await newCode(earlier, "sms");
    await page.getByLabel(/^Code of/).fill(code === "000000" ? "111111" : "000000");
    await page.getByText("You have 2 guesses left.").waitFor();
    await servesEveryone(page, "phone's code, complaint");
    await page.getByLabel(/^Code of/).fill(code);
    await expectHeading(page, "Security information");
  }

  async function factor(kind) {
    await page.getByRole("radio", { name: kind }).check();
    await press(page, "Continue");
    await expectHeading(page, "Type the code");
  }
});
