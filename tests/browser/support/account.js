// What a person does who can sign in. Everything is found as the person finds it: by what it says.

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

/** Registers a mobile phone, where a way to register is chosen. */
export async function addMobile(page, number) {
  await chooseKind(page, /Text message/);
  await expectHeading(page, "Add a phone");
  await page.getByLabel("Mobile number").fill(number);
  const before = (await outbox()).length;
  await page.getByRole("button", { name: "Send code" }).click();
  await expectHeading(page, "Type the code");
  await page.getByLabel(/^Code of/).fill(await newCode(before, "sms"));
}

/** Registers an authenticator app, which is oathtool, and gives its key. */
export async function addApp(page) {
  await chooseKind(page, /Authenticator app/);
  await expectHeading(page, "Add an authenticator app");
  const key = (await page.locator(".secret").innerText()).replaceAll(/\s/g, "");
  await page.getByLabel(/^Code of/).fill(codeOf(key));
  return key;
}

/** Registers a passkey, which the browser's own authenticator makes. */
export async function addPasskey(page) {
  await chooseKind(page, /Passkey/);
  await expectHeading(page, "Add a passkey");
  await page.getByRole("button", { name: "Create a passkey" }).click();
}

/** Registers recovery codes, and gives them. */
export async function addRecoveryCodes(page) {
  await chooseKind(page, /Saved recovery code/);
  await expectHeading(page, "Save recovery codes");
  await page.getByRole("button", { name: "Show me the codes" }).click();
  await expectHeading(page, "Your recovery codes");
  const codes = await page.locator(".codes li").allInnerTexts();
  await page.getByRole("button", { name: "I have saved them" }).click();
  return codes;
}

/** Proves who it is by one of the saved recovery codes, where ways to prove it are chosen. */
export async function proveByPaper(page, code) {
  await page.getByRole("radio", { name: /Saved recovery code/ }).check();
  await page.getByRole("button", { name: "Continue" }).click();
  await typePaperCode(page, code);
}

/** Types a recovery code where it is asked for. */
export async function typePaperCode(page, code) {
  await page.getByLabel("Recovery code").fill(code);
  await page.getByRole("button", { name: "Check the code" }).click();
}

/** Gives the page's browser an authenticator of its own, which takes whoever asks for the right person. */
export async function carryAuthenticator(page) {
  const debug = await page.context().newCDPSession(page);
  await debug.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true };
  await debug.send("WebAuthn.addVirtualAuthenticator", {
    options: { ...options, isUserVerified: true, automaticPresenceSimulation: true },
  });
}

/** Chooses what to register. */
export async function chooseKind(page, kind) {
  await page.getByRole("radio", { name: kind }).check();
  await page.getByRole("button", { name: /^(Continue|Add)$/ }).click();
}

const STEP = 30; // seconds, RFC 6238
/** The last step of each key of which a code was shown. */
const shown = new Map();

/** The code that an authenticator app shows now. */
export function codeOf(key) {
  return show(key, stepNow());
}

/** The next code of this app: none counts twice, and one whose time has not come yet counts already. */
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
