// Each account has its own rules: a fine-grained policy of its own or of its groups, of several the one that comes first,
// or else the domain's. The page shows them before a password is typed.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { useBrowser } from "./support/browser.js";
import { age, applyOverlappingPolicies } from "./support/directory.js";
import { expectHeading } from "./support/heading.js";
import { identify, prove } from "./support/visitor.js";

const open = useBrowser();
const skip = applyOverlappingPolicies ? false : "the demonstration has one policy";

describe("who has which rules", { skip }, () => {
  test("alice, under two policies, sees those of the first; bo, under none, sees the domain's", async () => {
    // 14 characters come before 18.
    applyOverlappingPolicies("alice");
    await age("bo", 30);
    assert.equal(await shownTo("alice"), 14);
    assert.equal(await shownTo("bo"), 10);
  });
});

/** How many characters the page demands. */
async function shownTo(user) {
  const page = await open();
  await identify(page, user);
  await prove(page, /E-mail/, "email");
  await expectHeading(page, "Choose a new password");
  assert.equal(await page.getByLabel("New password", { exact: true }).inputValue(), "", "nothing is typed yet");
  const rule = await page.getByText(/have at least \d+ characters/).innerText();
  assert.deepEqual(page.faults, []);
  return Number(rule.match(/\d+/));
}
