// A reset goes on where it was: after a reload, Back and Forward, in a tab that the browser dropped, in a second one.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";

import { assertAccessible, assertFits } from "./support/accessibility.js";
import { useBrowser } from "./support/browser.js";
import { FIRST_PASSWORD, createReachableUsers, signIn } from "./support/directory.js";
import { expectValue } from "./support/field.js";
import { expectHeading } from "./support/heading.js";
import { address, newCode, outbox } from "./support/instance.js";
import { askForCode, choosePassword, identify } from "./support/reset.js";

const open = useBrowser();
const PHONE = { width: 390, height: 780 };
const PASSWORD = "Elva blanka spadar, 9 hinkar";

describe("runa reads her mail on the phone that shows the page", () => {
  before(() => createReachableUsers("runa", "siv"));

  test("a reload at every step loses nothing, to the end", async () => {
    const page = await open(PHONE);
    await identify(page, "runa");
    await page.reload();
    await expectHeading(page, "Confirm it’s you");
    await assertAccessible(page, "methods, after a reload");

    const seen = (await outbox()).length;
    await askForCode(page, /Email/);
    await page.reload();
    await expectHeading(page, "Enter the code");
    assert.match(await page.title(), /^Enter the code/);
    const code = await newCode(seen, "email");
    const messages = (await outbox()).length;
    await page.getByLabel(/digit code/).fill(code);
    await expectHeading(page, "Choose a new password");
    assert.equal((await outbox()).length, messages, "one code was enough");
    await page.reload();
    await expectHeading(page, "Choose a new password");
    await assertFits(page, "password, after a reload");
    assert.equal(new URL(page.url()).search + new URL(page.url()).hash, "", "nothing is in the address");

    await choosePassword(page, PASSWORD);
    await expectHeading(page, "Your password is changed");
    await page.reload();
    await expectHeading(page, "Your password is changed");
    assert.equal(signIn("runa", PASSWORD), "ok");
    assert.deepEqual(page.faults, []);
  });

  test("Back leads to the step before, and Forward to the code again", async () => {
    const page = await open(PHONE);
    const seen = (await outbox()).length;
    await identify(page, "siv");
    await askForCode(page, /Text message/);
    await page.goBack();
    await expectHeading(page, "Confirm it’s you");
    await page.goBack();
    await expectHeading(page, "Get back into your account");
    assert.equal(await page.getByLabel("User name", { exact: true }).inputValue(), "siv");
    await assertAccessible(page, "identify, with a reset that has begun");
    await page.goForward();
    await expectHeading(page, "Confirm it’s you");
    await page.goForward();
    await expectHeading(page, "Enter the code");
    await page.getByLabel(/digit code/).fill(await newCode(seen, "sms"));
    await expectHeading(page, "Choose a new password");

    // The proof is given: Back passes it by, and the way on is offered.
    await page.goBack();
    await expectHeading(page, "Get back into your account");
    await page.getByRole("button", { name: "Go on" }).click();
    await expectHeading(page, "Choose a new password");
    await page.goBack();
    await expectHeading(page, "Get back into your account");
    await page.goForward();
    await expectHeading(page, "Choose a new password");
    assert.equal(signIn("siv", FIRST_PASSWORD), "ok");
    assert.deepEqual(page.faults, []);
  });
});

describe("a reset goes on", () => {
  test("in a second tab that is opened from the first", async () => {
    const page = await open(PHONE);
    await identify(page, `nobody-${Date.now()}`);
    await askForCode(page, /Email/);
    const [second] = await Promise.all([
      page.context().waitForEvent("page"),
      page.evaluate((url) => void window.open(url), address()),
    ]);
    await expectHeading(second, "Enter the code");
    await second.goBack();
    await expectHeading(second, "Get back into your account");
    assert.deepEqual(page.faults, []);
  });

  test("in a tab that visits the page again, if the user wants it", async () => {
    const page = await open(PHONE);
    const nobody = `nobody-${Date.now()}`;
    await identify(page, nobody);
    await page.goto(address("/sign-in"), { waitUntil: "networkidle" });
    await page.goto(address());
    await page.getByRole("button", { name: "Go on" }).click();
    await expectHeading(page, "Confirm it’s you");
    await page.waitForLoadState("networkidle");
    await page.goto(address());
    await page.getByRole("heading", { name: "Get back into your account" }).waitFor();
    await page.waitForLoadState("networkidle");
    await page.goto(address("/?user=somebody-else"));
    await page.getByRole("heading", { name: "Get back into your account" }).waitFor();
    await expectValue(page.getByLabel("User name", { exact: true }), "somebody-else");
    assert.equal(await page.getByRole("button", { name: "Go on" }).count(), 0);
    assert.deepEqual(page.faults, []);
  });

  test("with the same name from the beginning, if it has ended", async () => {
    const page = await open(PHONE);
    const nobody = `nobody-${Date.now()}`;
    await identify(page, nobody);
    await page.evaluate(() => {
      const kept = JSON.parse(sessionStorage.getItem("reset"));
      sessionStorage.setItem("reset", JSON.stringify({ ...kept, expiresAt: kept.expiresAt - 16 * 60_000 }));
    });
    await page.reload();
    await page.getByRole("heading", { name: "Get back into your account" }).waitFor();
    await expectValue(page.getByLabel("User name", { exact: true }), nobody);
    assert.equal(await page.evaluate(() => sessionStorage.getItem("reset")), null);
    assert.deepEqual(page.faults, []);
  });

  test("from the beginning, if what is stored cannot be read", async () => {
    const page = await open(PHONE);
    await page.goto(address(), { waitUntil: "networkidle" }); // a reload stops what still loads, and says so
    await page.evaluate(() => sessionStorage.setItem("reset", '{"token":1'));
    await page.reload();
    await page.getByRole("heading", { name: "Get back into your account" }).waitFor();
    assert.deepEqual(page.faults, []);
  });
});
