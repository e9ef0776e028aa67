// The pages in a language that is written from right to left.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";

import { assertAccessible, assertFits } from "./support/accessibility.js";
import { codeOf } from "./support/account.js";
import { speakArabic } from "./support/arabic.js";
import { useBrowser } from "./support/browser.js";
import { FIRST_PASSWORD, createUser } from "./support/directory.js";
import { PARTS, boxes, delayProgram } from "./support/first-step.js";
import { address, newCode, outbox } from "./support/instance.js";
import { PAGES } from "./support/pages.js";

const open = useBrowser();
const WIDTHS = [320, 1280];
const HEIGHT = 900;
const USER = "rami";

before(() => createUser(USER));

for (const path of PAGES) {
  test(`the first step of ${path} does not change sides`, async () => {
    for (const width of WIDTHS) {
      const page = await open({ width, height: HEIGHT, locale: "ar-EG", reducedMotion: "reduce" });
      await speakArabic(page, address(path));
      const release = await delayProgram(page);
      await page.goto(address(path), { waitUntil: "commit" });
      await page.locator("h1 [lang=ar]").waitFor();
      assert.deepEqual(await direction(page), ["ar", "rtl"]);
      const start = await boxes(page, PARTS);
      release();
      await page.locator(".start").waitFor({ state: "detached" });
      assert.deepEqual(await boxes(page, PARTS), start);
      await page.unrouteAll({ behavior: "ignoreErrors" });
      await page.context().close();
    }
  });
}

test("a reset runs from right to left, and other text keeps its direction", async () => {
  const page = await open({ height: HEIGHT, locale: "ar-EG" });
  await speakArabic(page, address("/"));
  await page.goto(address("/"));
  await page.locator("header .company").waitFor();
  assert.deepEqual(await direction(page), ["ar", "rtl"]);
  const radio = await margins(page.getByRole("radio").first());
  assert.ok(radio.left < radio.right, "radio buttons are on the left");
  await assertState(page, "identify");

  await page.getByRole("textbox").first().fill(`nobody-${Date.now()}`);
  await page.getByRole("button").first().click();
  await page.locator(".choice .phone").waitFor();
  await assertState(page, "prove");

  await page.locator(".choice", { has: page.locator(".phone") }).click();
  await page.locator("button.primary").click();
  await page.locator("#code").waitFor();
  const nothingCame = page.locator("p.fine").filter({ hasText: "nobody-" });
  assert.match(await nothingCame.innerText(), /\u2068nobody-\d+\u2069/, "the typed name keeps its direction");
  await assertState(page, "code");

  await page.getByRole("button", { name: "English", exact: true }).click();
  await page.getByRole("heading", { name: "Enter the code" }).waitFor();
  assert.deepEqual(await direction(page), ["en", "ltr"]);
  assert.deepEqual(page.faults, []);
});

test("an account runs from right to left", async () => {
  const page = await open({ height: HEIGHT, locale: "ar-EG" });
  for (const path of ["/sign-in", "/change-password"]) await speakArabic(page, address(path));
  await page.goto(address("/sign-in"));
  await page.locator("#user").fill(USER);
  await page.locator("input[type=password]").fill(FIRST_PASSWORD);
  await assertState(page, "sign in");
  await page.locator("button.primary").click();
  await page.locator(".choice .phone").waitFor();
  await assertState(page, "register");

  await choose(page, ".phone");
  const field = page.locator("#destination");
  await field.fill("+46 70 174 06 49");
  await assertState(page, "phone");
  const earlier = (await outbox()).length;
  await page.locator("button.primary").click();
  await page.locator("#code").fill(await newCode(earlier, "sms"));
  await page.locator(".status").waitFor();

  await choose(page, ".clock");
  const key = (await page.locator(".secret").innerText()).replaceAll(/\s/g, "");
  await assertState(page, "app");
  await page.locator("#code").fill(codeOf(key));
  await page.locator(".status").waitFor();
  await choose(page, ".lock");
  await page.locator("button.primary").click();
  await page.locator(".codes").waitFor();
  await assertState(page, "recovery codes");
  await page.locator("button.primary").click();
  await page.locator(".status").waitFor();
  await assertState(page, "security information");

  await page.locator("nav a").nth(1).click();
  await page.locator("#new-password").fill("Fem gröna bord, 2 stolar");
  await page.locator(".switch").first().click();
  await assertState(page, "change password");
  assert.deepEqual(page.faults, []);
});

/** Chooses the kind of method with this picture, to register it. */
async function choose(page, picture) {
  await page.locator(".choice", { has: page.locator(picture) }).click();
  await page.locator("button.primary").click();
}

/** Returns the language of the document and its direction. */
function direction(page) {
  return page.locator("html").evaluate((root) => [root.lang, root.dir]);
}

/** Returns the distances of an element from both edges of the card around it. */
async function margins(locator) {
  return locator.evaluate((element) => {
    const card = element.closest(".card").getBoundingClientRect();
    const box = element.getBoundingClientRect();
    return { left: box.left - card.left, right: card.right - box.right };
  });
}

/** Asserts that a state is accessible and fits, and takes pictures of it if READMIT_PICTURES names a folder. */
async function assertState(page, state) {
  await assertAccessible(page, `${state} from right to left`);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHT });
    await assertFits(page, `${state} from right to left, ${width}`);
    const folder = process.env.READMIT_PICTURES;
    if (!folder) continue;
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `right-to-left-${state.replaceAll(" ", "-")}-${width}.png`), fullPage: true });
  }
}
