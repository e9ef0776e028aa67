// The directory says no. The page judges most passwords before they are sent, so here it is told of no rules, as if they
// had become stricter since the last sync; what is shown then is what the directory itself answered.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { isAccessible } from "./support/accessibility.js";
import { useBrowser } from "./support/browser.js";
import { BOS_NEXT_PASSWORD, FIRST_PASSWORD, age, ageSilently, signIn } from "./support/directory.js";
import { expectHeading } from "./support/heading.js";
import { choosePassword, identify, prove } from "./support/visitor.js";

const open = useBrowser();

describe("the directory refuses what bo chooses", () => {
  test("each refusal has its sentence, and he need not prove himself again", async () => {
    const current = [FIRST_PASSWORD, BOS_NEXT_PASSWORD].find((password) => signIn("bo", password) === "ok");
    await age("bo", 30);
    const page = await open();
    await withoutRules(page);
    await identify(page, "bo");
    await prove(page, /E-mail/, "email");
    const refused = async (choice, sentence) => {
      await choosePassword(page, choice);
      await page.getByText(sentence).waitFor({ timeout: 15_000 });
      await isAccessible(page, String(sentence));
    };
    await refused("Ab1!", /This password is too short. Your directory wants at least \d+ characters./);
    await refused("onlysmallletters", /Your directory wants more kinds of characters./);
    await refused(current, "You have used this password before. Choose one that is new.");
    ageSilently("bo", 0);
    await choosePassword(page, "Fyra-Gula-Segel-83");
    await expectHeading(page, "You cannot change your password yet");
    await page.getByText(/You can change yours from \w+day/).waitFor();
    await isAccessible(page, "too recent");

    assert.equal(signIn("bo", current), "ok");
    assert.deepEqual(page.faults, []);
  });
});

/** Every password will do, says the cloud. */
async function withoutRules(page) {
  await page.route("**/api/reset/verify-code", async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    if (body.account) Object.assign(body.account.rules, { minimumLength: 1, complexity: false });
    await route.fulfill({ response, json: body });
  });
}
