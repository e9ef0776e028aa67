// An account has the rules of its fine-grained policy, its own or its groups', by precedence, or else those of the domain.
// The page shows them before a password is typed.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { useBrowser } from "./support/browser.js";
import { agePassword, applyOverlappingPolicies } from "./support/directory.js";
import { expectHeading } from "./support/heading.js";
import { identify, prove } from "./support/reset.js";

const open = useBrowser();
const skip = applyOverlappingPolicies ? false : "the demonstration has one policy";

describe("password rules of an account", { skip }, () => {
  test("the page shows the policy with precedence, or the domain's", async () => {
    // 14 characters come before 18.
    applyOverlappingPolicies("alice");
    await agePassword("bo", 30);
    assert.equal(await minimumLengthShownTo("alice"), 14);
    assert.equal(await minimumLengthShownTo("bo"), 10);
  });
});

/** Returns how many characters the page demands. */
async function minimumLengthShownTo(user) {
  const page = await open();
  await identify(page, user);
  await prove(page, /Email/, "email");
  await expectHeading(page, "Choose a new password");
  assert.equal(await page.getByLabel("New password", { exact: true }).inputValue(), "", "nothing is typed yet");
  const rule = await page.getByText(/have at least \d+ characters/).innerText();
  assert.deepEqual(page.faults, []);
  return Number(rule.match(/\d+/));
}
