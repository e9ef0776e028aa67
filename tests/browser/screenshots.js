// Takes the pictures of the README: `npm run screenshots` against a running instance, into docs/screenshots/.

import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { launch, open } from "./support/browser.js";
import { expectHeading } from "./support/heading.js";
import { address } from "./support/instance.js";
import { identify, prove } from "./support/visitor.js";

const folder = fileURLToPath(new URL("../../docs/screenshots/", import.meta.url));
mkdirSync(folder, { recursive: true });
const browser = await launch();
const phone = { width: 390, height: 780, deviceScaleFactor: 1, reducedMotion: "reduce" };

async function take(page, name) {
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.activeElement.blur());
  await page.screenshot({ path: `${folder}${name}.png`, fullPage: true });
}

const light = await open(browser, phone);
await light.goto(address("/?user=cleo"));
await expectReady(light);
await take(light, "identify");

const dark = await open(browser, { ...phone, colorScheme: "dark" });
await identify(dark, "cleo");
await prove(dark, /Text message/, "sms");
await expectHeading(dark, "Choose a new password");
await dark.getByLabel("New password", { exact: true }).fill("Fem gröna bord, 2 stolar");
await take(dark, "choose-password");
await browser.close();

async function expectReady(page) {
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.locator(".brand").getByText(/./).waitFor();
}
