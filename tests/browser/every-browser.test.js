// The main stories, in Chromium, Firefox (./scripts/test firefox) and WebKit (./scripts/test webkit).

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";

import { addApp, addMobile, nextCodeOf, signInAs } from "./support/account.js";
import { BROWSER, useBrowser } from "./support/browser.js";
import { FIRST_PASSWORD, createReachableUsers, createUser, lock, signIn } from "./support/directory.js";
import { expectHeading } from "./support/heading.js";
import { newCode, outbox } from "./support/instance.js";
import { askForCode, choosePassword, identify, prove, receiveCode } from "./support/reset.js";

const open = useBrowser();
const PHONE = { width: 390, height: 780 };
const PASSWORD = "Sju lata humlor, 3 tak";
// The browsers share an instance, but no users.
const [VERA, VIDAR, WILMA] = ["vera", "vidar", "wilma"].map((name) => `${name}-${BROWSER}`);
const NUMBER_OF_WILMA = { chromium: "+46 70 174 06 43", firefox: "+46 70 174 06 44", webkit: "+46 70 174 06 45" }[BROWSER];

describe("vera and vidar can be reached", () => {
  before(() => createReachableUsers(VERA, VIDAR));

  test("vera resets by mail, after a wrong code and a short password", async () => {
    const page = await open();
    await identify(page, VERA);
    const code = await receiveCode(page, /Email/, "email");
    await page.getByLabel(/digit code/).fill(code === "000000" ? "111111" : "000000");
    await page.getByText("You have 2 tries left.").waitFor();
    await page.getByLabel(/digit code/).fill(code);
    await expectHeading(page, "Choose a new password");
    await page.getByLabel("New password", { exact: true }).fill("short");
    await page.getByRole("button", { name: "Set password" }).click();
    await page.getByText("One of the rules is not met yet.").waitFor();
    await choosePassword(page, PASSWORD);
    await expectHeading(page, "Your password is changed");
    assert.equal(signIn(VERA, PASSWORD), "ok");
    assert.deepEqual(page.faults ?? [], []);
  });

  test("vidar loses nothing by a reload and by Back", async () => {
    const page = await open(PHONE);
    await identify(page, VIDAR);
    const seen = (await outbox()).length;
    await askForCode(page, /Text message/);
    await page.reload();
    await expectHeading(page, "Enter the code");
    const code = await newCode(seen, "sms");
    await page.goBack();
    await expectHeading(page, "Confirm it’s you");
    await page.goForward();
    await expectHeading(page, "Enter the code");
    await page.getByLabel(/digit code/).fill(code);
    await choosePassword(page, PASSWORD);
    await expectHeading(page, "Your password is changed");
    await page.reload();
    await expectHeading(page, "Your password is changed");
    assert.equal(signIn(VIDAR, PASSWORD), "ok");
    assert.deepEqual(page.faults ?? [], []);
  });

  test("vidar is locked out, and unlocks his account", async () => {
    lock(VIDAR);
    const page = await open(PHONE);
    await identify(page, VIDAR, /locked out/);
    await prove(page, /Email/, "email");
    await expectHeading(page, "Your account is unlocked");
    assert.equal(signIn(VIDAR, PASSWORD), "ok");
    assert.deepEqual(page.faults ?? [], []);
  });
});

describe("wilma is new", () => {
  test("she registers two methods, and signs in with one", async () => {
    await createUser(WILMA, "Readmit Administrators");
    const page = await open();
    await signInAs(page, WILMA, FIRST_PASSWORD);
    await expectHeading(page, "Before you go on");
    await addMobile(page, NUMBER_OF_WILMA);
    await expectHeading(page, "Before you go on");
    const key = await addApp(page);
    await expectHeading(page, "Security information");
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await expectHeading(page, "Sign in");
    await signInAs(page, WILMA, FIRST_PASSWORD);
    await expectHeading(page, "One more check");
    await page.getByRole("radio", { name: /Authenticator app/ }).check();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByLabel(/digit code/).fill(await nextCodeOf(key));
    await expectHeading(page, "Security information");
    assert.deepEqual(page.faults ?? [], []);
  });
});
