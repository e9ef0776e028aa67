// The page keeps its shape: long names, large text, the colors of the system, and a script that does not come.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { assertAccessible, assertFits, assertWholeWords } from "./support/accessibility.js";
import { useBrowser } from "./support/browser.js";
import { expectHeading } from "./support/heading.js";
import { address } from "./support/instance.js";
import { askForCode, identify } from "./support/reset.js";

const open = useBrowser();

describe("the page fits", () => {
  test("with a long name on a small phone", async () => {
    const page = await open({ width: 320, height: 640 });
    await identify(page, `anna_katarina_lindqvist_${Date.now()}@studenter.hochschulverwaltung.example`);
    await assertFits(page, "prove");
    await askForCode(page, /Email/);
    await assertFits(page, "code");
    assert.deepEqual(page.faults, []);
  });

  test("with the words of every language on a small phone", async () => {
    for (const locale of ["en-GB", "sv-SE", "de-DE"]) {
      const page = await open({ width: 320, height: 640, locale });
      await page.goto(address(`/?user=nobody-${Date.now()}`));
      await page.locator("header .company").waitFor();
      await assertWholeWords(page, `identify, ${locale}`);
      await page.locator("button.primary").click();
      await page.locator(".choice .phone").waitFor();
      await assertWholeWords(page, `methods, ${locale}`);
      await page.locator(".choice", { has: page.locator(".phone") }).click();
      await page.locator("button.primary").click();
      await page.locator("#code").waitFor();
      await assertWholeWords(page, `code, ${locale}`);
      await page.goto(address("/sign-in"));
      await page.locator("header .company").waitFor();
      await assertWholeWords(page, `sign in, ${locale}`);
      assert.deepEqual(page.faults, []);
    }
  });

  test("with text of twice the size", async () => {
    const page = await open({ width: 390, height: 780 });
    // The content-security-policy allows no style element, but this.
    const enlarge = () => page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
    await identify(page, `nobody-${Date.now()}`);
    await enlarge();
    await assertFits(page, "prove");
    await askForCode(page, /Email/);
    await assertFits(page, "code");
    await page.goto(address("/sign-in"));
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await enlarge();
    await assertFits(page, "sign-in");
    assert.deepEqual(page.faults, []);
  });

  test("in the colors of the system", async () => {
    const page = await open({ width: 390, height: 780, forcedColors: "active" });
    await identify(page, `nobody-${Date.now()}`);
    const card = await page.locator("#page .card").boundingBox();
    for (const button of await page.locator("button").all()) {
      const box = await button.boundingBox();
      assert.ok(box.x > card.x && box.x + box.width < card.x + card.width, await button.innerText());
    }
    const border = (selector) =>
      page.locator(selector).evaluate((place) => {
        const { borderTopStyle, borderTopWidth } = getComputedStyle(place);
        return `${borderTopStyle} ${borderTopWidth}`;
      });
    assert.notEqual(await border(".place.past"), await border(".place[aria-current]"), "past and current look alike");
    assert.deepEqual(page.faults, []);
  });
});

test("the time left is shown when it runs out", async () => {
  const page = await open();
  await identify(page, `nobody-${Date.now()}`);
  const timer = page.getByRole("timer");
  assert.equal(await timer.innerText(), "");
  await page.clock.setFixedTime(Date.now() + 11 * 60_000);
  await timer.filter({ hasText: /^Time left: [34]:\d\d$/ }).waitFor();
  await page.clock.setFixedTime(Date.now() + 16 * 60_000);
  await expectHeading(page, "Time is up");
  await page.getByText("For your safety, each attempt ends after 15 minutes.").waitFor();
  assert.deepEqual(page.faults, []);
});

describe("a screen reader", () => {
  test("announces which steps are done, and the support code", async () => {
    const page = await open();
    await identify(page, `nobody-${Date.now()}`);
    assert.equal(await page.locator(".place.past").textContent(), "Account, done");
    const code = page.getByRole("contentinfo").getByText(/^Support code: .{8}$/);
    await code.waitFor();
    const shown = await code.innerText();
    await askForCode(page, /Email/);
    assert.equal(await code.innerText(), shown, "it is that of the whole attempt");
    await page.goBack();
    await page.goBack();
    await expectHeading(page, "Get back into your account");
    assert.equal(await code.count(), 0);
    await assertAccessible(page, "identify");
    assert.deepEqual(page.faults, []);
  });
});

test("a page whose script does not load says so after a while", async () => {
  const page = await open();
  await page.route(/\/assets\/.*\.js$/, (route) => route.abort());
  await page.goto(address("/"));
  const says = page.getByRole("heading", { name: "This page cannot start" }).first();
  assert.ok(!(await says.isVisible()));
  await says.waitFor({ timeout: 15_000 });
});
