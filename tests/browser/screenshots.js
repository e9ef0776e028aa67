// Takes the pictures of docs/book/src/pages.md: `npm run screenshots` against a running instance of the
// demonstration, into docs/book/src/screenshots/. With pngquant at hand they take a third of the room.

import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { addMobile, addRecoveryCodes, chooseKind, codeOf, proveByRecoveryCode, signInAs } from "./support/account.js";
import { launch, open } from "./support/browser.js";
import { FIRST_PASSWORD, createUser } from "./support/directory.js";
import { expectHeading } from "./support/heading.js";
import { ageMethods, namedAddress, newMessage, newNotice, outbox } from "./support/instance.js";
import { askForCode, identify } from "./support/reset.js";

const folder = fileURLToPath(new URL("../../docs/book/src/screenshots/", import.meta.url));
const SIZES = { 390: 780, 768: 1024, 1280: 800 };
const USER = "ulla";
const PASSWORD = "Fem gröna bord, 2 stolar";

mkdirSync(folder, { recursive: true });
const browser = await launch();
const page = await open(browser, { deviceScaleFactor: 1 });
await createUser(USER);
await takeAccount();
await takeReset();
await takeMails();
await browser.close();
compress();

/** Takes the pages of a user who can sign in, from the first time to half a year later. */
async function takeAccount() {
  await page.goto(namedAddress("/sign-in"));
  await take("sign-in");
  await signInAs(page, USER, FIRST_PASSWORD, namedAddress);
  await expectHeading(page, "Before you go on");
  await take("register");
  await addMobile(page, "+46 70 174 06 46");
  await expectHeading(page, "Security information");
  await chooseKind(page, /Authenticator app/);
  await expectHeading(page, "Add an authenticator app");
  await take("authenticator-app");
  await page.getByLabel(/digit code/).fill(codeOf((await page.locator(".secret").innerText()).replaceAll(/\s/g, "")));
  await expectHeading(page, "Security information");
  const seen = (await outbox()).length;
  const [code] = await addRecoveryCodes(page);
  await expectHeading(page, "Security information");
  await take("security-information");
  await page.getByRole("link", { name: "Change password" }).click();
  await expectHeading(page, "Change password");
  await page.getByLabel("New password", { exact: true }).fill(PASSWORD);
  await take("change-password");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expectHeading(page, "Sign in");

  ageMethods(181);
  await signInAs(page, USER, FIRST_PASSWORD, namedAddress);
  await expectHeading(page, "One more check");
  await take("second-factor");
  await proveByRecoveryCode(page, code);
  await expectHeading(page, "Is this still you?");
  await take("confirm");

  const { body } = await newNotice(seen, "+46701740646", /recovery codes/);
  await page.goto(body.match(/http\S+#freeze=\S+/)[0]);
  await page.getByRole("heading", { name: "This was not me" }).waitFor();
  await take("freeze");
}

/** Takes the pages of a user who has forgotten the password. */
async function takeReset() {
  await page.goto(namedAddress(`/?user=${USER}`));
  await take("identify");
  await identify(page, USER, /forgot my password/, namedAddress);
  await take("prove");
  const seen = (await outbox()).length;
  await askForCode(page, /Text message/);
  await take("code");
  const { body } = await newMessage(seen, "sms", /is your code/);
  await page.getByLabel(/digit code/).fill(body.match(/\b\d{6}\b/)[0]);
  await expectHeading(page, "Choose a new password");
  await page.getByLabel("New password", { exact: true }).fill(PASSWORD);
  await take("choose-password");
  await page.getByLabel("The same password again").fill(PASSWORD);
  await page.getByRole("button", { name: "Set password" }).click();
  await expectHeading(page, "Your password is changed");
  await take("done");
}

/** Takes a mail of each kind: a code, the notice of a reset, and why an account cannot be reset. */
async function takeMails() {
  let seen = (await outbox()).length;
  await identify(page, "eva", /forgot my password/, namedAddress);
  await askForCode(page, /Email/);
  await takeMail("mail-explanation", await newMessage(seen, "email", /switched off/));

  seen = (await outbox()).length;
  await identify(page, "anna", /forgot my password/, namedAddress);
  await askForCode(page, /Email/);
  const code = await newMessage(seen, "email", /\b\d{6}\b/);
  await setPassword(code.body.match(/\b\d{6}\b/)[0], `${PASSWORD} ${Date.now()}`);
  await takeMail("mail-notice", await newMessage(seen + 1, "email", /password/));
  await takeMail("mail-code", code);
}

/** Types the code and the new password of a reset. */
async function setPassword(code, password) {
  await page.getByLabel(/digit code/).fill(code);
  await expectHeading(page, "Choose a new password");
  await page.getByLabel("New password", { exact: true }).fill(password);
  await page.getByLabel("The same password again").fill(password);
  await page.getByRole("button", { name: "Set password" }).click();
  await expectHeading(page, "Your password is changed");
}

/** Takes a mail as programs show it that show HTML. */
async function takeMail(name, { html }) {
  const mail = await open(browser, { deviceScaleFactor: 1 });
  await mail.setContent(html);
  await takeAtSizes(mail, name, { 390: 300, 768: 300 });
  await mail.context().close();
}

/** Takes one page at three widths, in light and in dark. */
async function take(name) {
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.locator(".brand").getByText(/./).waitFor();
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.activeElement.blur());
  await takeAtSizes(page, name, SIZES);
}

async function takeAtSizes(page, name, sizes) {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const [width, height] of Object.entries(sizes)) {
      await page.setViewportSize({ width: Number(width), height });
      await enlarge(page, Number(width), height);
      writeFileSync(`${folder}${name}-${width}-${colorScheme}.png`, await picture(page));
    }
  }
}

/** Makes the window as high as the page, because the background does not scroll. A higher window has higher margins. */
async function enlarge(page, width, height) {
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  if (whole <= height) return;
  await page.setViewportSize({ width, height: whole });
  await enlarge(page, width, whole);
}

/** Returns a picture of the page once it is drawn: Chromium draws what a larger window uncovers some frames later. */
async function picture(page) {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  let last = await page.screenshot();
  for (let next = await page.screenshot(); !next.equals(last); next = await page.screenshot()) last = next;
  return last;
}

function compress() {
  const pictures = readdirSync(folder).map((name) => join(folder, name));
  const { error } = spawnSync("pngquant", ["48", "--nofs", "--ext", ".png", "--force", "--strip", "--", ...pictures]);
  if (error) console.error(`not compressed: ${error.message}`);
}
