// Actions of a user who can sign in. Everything is found as the user finds it: by its text.

import { spawnSync } from "node:child_process";

import { expectHeading } from "./heading.js";
import { address, newCode, outbox } from "./instance.js";

/** Types name and password, and sends them. */
export async function signInAs(page, user, password, where = address) {
  await page.goto(where("/sign-in"));
  await page.getByLabel("User name", { exact: true }).fill(user);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Registers a mobile phone, from the choice of methods. */
export async function addMobile(page, number) {
  await chooseKind(page, /Text message/);
  await expectHeading(page, "Add a phone");
  await page.getByLabel("Mobile number").fill(number);
  const before = (await outbox()).length;
  await page.getByRole("button", { name: "Send code" }).click();
  await expectHeading(page, "Enter the code");
  await page.getByLabel(/digit code/).fill(await newCode(before, "sms"));
}

/** Registers an authenticator app (oathtool), and returns its key. */
export async function addApp(page) {
  await chooseKind(page, /Authenticator app/);
  await expectHeading(page, "Add an authenticator app");
  const key = (await page.locator(".secret").innerText()).replaceAll(/\s/g, "");
  await page.getByLabel(/digit code/).fill(codeOf(key));
  return key;
}

/** Registers a passkey of the browser's virtual authenticator. */
export async function addPasskey(page) {
  await chooseKind(page, /Passkey/);
  await expectHeading(page, "Add a passkey");
  await page.getByRole("button", { name: "Create a passkey" }).click();
}

/** Lets the page show new recovery codes. */
export async function makeRecoveryCodes(page) {
  await chooseKind(page, /Saved recovery code/);
  await expectHeading(page, "Save recovery codes");
  await page.getByRole("button", { name: "Show me the codes" }).click();
  await expectHeading(page, "Your recovery codes");
}

/** Registers recovery codes, and returns them. */
export async function addRecoveryCodes(page) {
  await makeRecoveryCodes(page);
  const codes = await page.locator(".codes li").allInnerTexts();
  await page.getByRole("button", { name: "I have saved them" }).click();
  return codes;
}

/** Proves a factor by a recovery code, from the choice of methods. */
export async function proveByRecoveryCode(page, code) {
  await page.getByRole("radio", { name: /Saved recovery code/ }).check();
  await page.getByRole("button", { name: "Continue" }).click();
  await typeRecoveryCode(page, code);
}

/** Types a recovery code and sends it. */
export async function typeRecoveryCode(page, code) {
  await page.getByLabel("Recovery code").fill(code);
  await page.getByRole("button", { name: "Check the code" }).click();
}

/** Adds a virtual authenticator, which verifies every user, to the page's browser. */
export async function addVirtualAuthenticator(page) {
  const debug = await page.context().newCDPSession(page);
  await debug.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true };
  await debug.send("WebAuthn.addVirtualAuthenticator", {
    options: { ...options, isUserVerified: true, automaticPresenceSimulation: true },
  });
}

/** Chooses the kind of method to register. */
export async function chooseKind(page, kind) {
  await page.getByRole("radio", { name: kind }).check();
  await page.getByRole("button", { name: /^(Continue|Add)$/ }).click();
}

const STEP = 30; // seconds, RFC 6238
/** The last step whose code was used, by key. */
const shown = new Map();

/** Returns the code that an authenticator app shows now. */
export function codeOf(key) {
  return show(key, stepNow());
}

/** Returns the next unused code of an app; a code is accepted once, and one step before its time. */
export async function nextCodeOf(key) {
  const next = Math.max(stepNow(), (shown.get(key) ?? 0) + 1);
  while (next > stepNow() + 1) await new Promise((resolve) => setTimeout(resolve, 500));
  return show(key, next);
}

function stepNow() {
  return Math.floor(Date.now() / 1000 / STEP);
}

function show(key, step) {
  shown.set(key, step);
  const command = ["--totp", "--base32", "--now", `@${step * STEP}`, "-"];
  const { status, stdout, stderr, error } = spawnSync("oathtool", command, { input: key, encoding: "utf8" });
  if (status !== 0) throw new Error(`oathtool failed: ${error ?? stderr}`);
  return stdout.trim();
}
