// What a person does who can sign in. Everything is found as the person finds it: by what it says.

import { spawnSync } from "node:child_process";

import { expectHeading } from "./heading.js";
import { address, newCode, outbox } from "./instance.js";

/** Types name and password, and sends them. */
export async function signInAs(page, user, password) {
  await page.goto(address("/sign-in"));
  await page.getByLabel("User name", { exact: true }).fill(user);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Registers a mobile phone, where a way to register is chosen. */
export async function addMobile(page, number) {
  await page.getByRole("radio", { name: /Text message/ }).check();
  await choose(page);
  await expectHeading(page, "Add a phone");
  await page.getByLabel("Mobile number").fill(number);
  const before = (await outbox()).length;
  await page.getByRole("button", { name: "Send code" }).click();
  await expectHeading(page, "Type the code");
  await page.getByLabel(/^Code of/).fill(await newCode(before, "sms"));
}

/** Registers an authenticator app, which is oathtool, and gives its key. */
export async function addApp(page) {
  await page.getByRole("radio", { name: /Authenticator app/ }).check();
  await choose(page);
  await expectHeading(page, "Add an authenticator app");
  const key = (await page.locator(".secret").innerText()).replaceAll(/\s/g, "");
  await page.getByLabel(/^Code of/).fill(codeOf(key));
  return key;
}

/** Presses the button that goes on from a choice of kinds. */
async function choose(page) {
  await page.getByRole("button", { name: /^(Continue|Add)$/ }).click();
}

/** The code that an authenticator app shows now. */
export function codeOf(key) {
  const { status, stdout, stderr, error } = spawnSync("oathtool", ["--totp", "--base32", "-"], { input: key, encoding: "utf8" });
  if (status !== 0) throw new Error(`oathtool failed: ${error ?? stderr}`);
  return stdout.trim();
}

/** The next code that this app shows: no code counts twice. */
export async function nextCodeOf(key) {
  const now = codeOf(key);
  for (;;) {
    const next = codeOf(key);
    if (next !== now) return next;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
