// Users who are locked out: one knows the password, one may not change it yet.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { assertAccessible, assertFits } from "./support/accessibility.js";
import { useBrowser } from "./support/browser.js";
import { expectHeading } from "./support/heading.js";
import { FIRST_PASSWORD, lock, signIn } from "./support/directory.js";
import { identify, prove, receiveCode } from "./support/reset.js";

const open = useBrowser();

/** Returns the words of a moment in 23 hours: its weekday, or the time of day if that is today. */
function in23Hours() {
  const now = new Date();
  const moment = new Date(now.getTime() + 23 * 60 * 60 * 1000);
  const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "long" }).format(moment);
  return moment.getDate() === now.getDate() ? /You can change yours from \d+:\d\d/ : new RegExp(`You can change yours from ${weekday}`);
}

describe("cleo is locked out", () => {
  test("she unlocks her account on a small phone and keeps her password", async () => {
    lock("cleo");
    assert.equal(signIn("cleo", FIRST_PASSWORD), "locked");
    const page = await open({ width: 320, height: 640 });
    await identify(page, "cleo", /locked out/);
    await assertFits(page, "prove");
    const code = await receiveCode(page, /Text message/, "sms");
    await assertFits(page, "code");
    await page.getByLabel(/digit code/).fill(code);
    await expectHeading(page, "Your account is unlocked");
    await assertFits(page, "done");
    await assertAccessible(page, "unlocked");

    assert.equal(signIn("cleo", FIRST_PASSWORD), "ok");
    assert.deepEqual(page.faults, []);
  });
});

describe("dag changed his password an hour ago", () => {
  test("he sees when he may change it again, and unlocks instead", async () => {
    lock("dag");
    const page = await open({ width: 320, height: 640 });
    await identify(page, "dag");
    await prove(page, /Text message/, "sms");
    await expectHeading(page, "You cannot change your password yet");
    await page.getByText(in23Hours()).waitFor();
    await assertFits(page, "too recent");
    await assertAccessible(page, "too recent");
    await page.getByRole("button", { name: "Unlock instead" }).click();
    await expectHeading(page, "Your account is unlocked");

    assert.equal(signIn("dag", FIRST_PASSWORD), "ok");
    assert.deepEqual(page.faults, []);
  });
});
