// Actions of a user who resets. Everything is found as the user finds it: by its text.

import { expectHeading } from "./heading.js";
import { address, newCode, outbox } from "./instance.js";

/** Opens the page, types the user name and chooses the purpose. */
export async function identify(page, user, purpose = /forgot my password/, where = address) {
  await page.goto(where());
  await page.getByLabel("User name", { exact: true }).fill(user);
  await page.getByRole("radio", { name: purpose }).check();
  await page.getByRole("button", { name: "Continue" }).click();
  await expectHeading(page, "Confirm it’s you");
}

/** Asks for a code by a method, and waits until it may if the last one was too recent. */
export async function askForCode(page, method) {
  const tooSoon = page.getByText(/You can ask for another one in \d+ second/);
  const code = page.getByRole("heading", { level: 1, name: "Enter the code" });
  await page.getByRole("radio", { name: method }).check();
  for (let tries = 0; tries < 3; tries += 1) {
    await page.getByRole("button", { name: "Continue" }).click();
    await code.or(tooSoon).waitFor({ timeout: 15_000 });
    if (await code.isVisible()) break;
    const [seconds] = (await tooSoon.innerText()).match(/\d+/);
    await page.waitForTimeout((Number(seconds) + 1) * 1000);
  }
  await expectHeading(page, "Enter the code");
}

/** Asks for a code and returns it from the message. */
export async function receiveCode(page, method, channel) {
  const before = (await outbox()).length;
  await askForCode(page, method);
  return newCode(before, channel);
}

/** Proves a gate by a code. */
export async function prove(page, method, channel) {
  const code = await receiveCode(page, method, channel);
  await page.getByLabel(/digit code/).fill(code);
}

/** Chooses a password and sets it. */
export async function choosePassword(page, password) {
  await expectHeading(page, "Choose a new password");
  await page.getByLabel("New password", { exact: true }).fill(password);
  await page.getByLabel("The same password again").fill(password);
  await page.getByRole("button", { name: "Set password" }).click();
}

/** Answers with rules that every password meets, so that the page lets every password through to the agent. */
export async function withoutRules(page) {
  await page.route("**/api/reset/verify-code", async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    const rules = { minimumLength: 1, complexity: false, minimumStrength: "very-weak" };
    if (body.account) Object.assign(body.account.rules, rules);
    await route.fulfill({ response, json: body });
  });
}
