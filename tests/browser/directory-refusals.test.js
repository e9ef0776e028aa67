// The directory refuses passwords. The page checks most rules before it sends a password, so here the cloud gives it no
// rules, as if they had become stricter since the last sync; the refusal then comes from the directory itself.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { assertAccessible } from "./support/accessibility.js";
import { useBrowser } from "./support/browser.js";
import { FIRST_PASSWORD, SECOND_PASSWORD_OF_BO, agePassword, agePasswordWithoutSync, signIn } from "./support/directory.js";
import { expectHeading } from "./support/heading.js";
import { choosePassword, identify, prove, withoutRules } from "./support/reset.js";

const open = useBrowser();

describe("the directory refuses what bo chooses", () => {
  test("each refusal has its text and needs no new proof", async () => {
    const current = [FIRST_PASSWORD, SECOND_PASSWORD_OF_BO].find((password) => signIn("bo", password) === "ok");
    await agePassword("bo", 30);
    const page = await open();
    await withoutRules(page);
    await identify(page, "bo");
    await prove(page, /Email/, "email");
    const refused = async (choice, sentence) => {
      await choosePassword(page, choice);
      await page.getByText(sentence).waitFor({ timeout: 15_000 });
      await assertAccessible(page, String(sentence));
    };
    await refused("Ab1!", /This password is too short. Your directory wants at least \d+ characters./);
    await refused("onlysmallletters", /Your directory wants more kinds of characters./);
    await refused("Sommar2026", "This password is easy to guess.");
    await refused("Caffeebecher-1", "This password is known from data leaks, so others try it.");
    agePasswordWithoutSync("bo", 0);
    await choosePassword(page, "Fyra-Gula-Segel-83");
    await expectHeading(page, "You cannot change your password yet");
    await page.getByText(/You can change yours from (\w+day|\d\d:\d\d)/).waitFor(); // the day, or a time of today
    await assertAccessible(page, "too recent");

    assert.equal(signIn("bo", current), "ok");
    assert.deepEqual(page.faults, []);
  });
});
