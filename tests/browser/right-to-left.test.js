// A language that is written from right to left. None is offered yet: this one is English in Arabic letters, put into the
// page on its way to the browser.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { assertAccessible } from "./support/accessibility.js";
import { useBrowser } from "./support/browser.js";
import { address } from "./support/instance.js";

const open = useBrowser();

// What texts-compiler writes for Arabic: direction and plural rule.
const HEADER = "rtl\nz1o1t1f8m\u0089x3f8m";
const LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنه";
const MARKED = /(\u0001.)|([\u0002\u0003].)|([a-z])/giu;

/** Returns a compiled text in Arabic letters: marks stay, and each value keeps its own direction. */
function pseudo(text) {
  return text.replace(MARKED, (all, value, mark, letter) => {
    if (letter) return LETTERS[letter.toLowerCase().charCodeAt(0) - 97];
    return value ? `\u2068${value}\u2069` : mark;
  });
}

/** Offers the language to a page and makes it the reader's. */
async function speakArabic(page) {
  const document = await (await fetch(address("/"))).text();
  const [, named] = document.match(/id="texts-en" content="([^"]+)"/);
  const { header, texts } = await read(named);
  const more = put("texts-more-ar", (await read(header[2])).whole.map(pseudo));
  const first = put("texts-ar", [`${HEADER}\n${more.named}`, ...texts.map(pseudo)]);
  for (const { path, body } of [first, more]) {
    await page.route(address(path), (route) => route.fulfill({ body, contentType: "text/plain; charset=utf-8" }));
  }
  await page.route(address("/"), async (route) => {
    const response = await route.fetch();
    const body = (await response.text())
      .replace("</title>", `</title><meta id="texts-ar" content="${first.named}">`)
      .replace('id="languages" content="', 'id="languages" content="ar العربية,');
    return route.fulfill({ response, body });
  });
  await page.route("**/api/config", async (route) => {
    const response = await route.fetch();
    const config = await response.json();
    return route.fulfill({ response, json: { ...config, languages: ["ar", ...config.languages] } });
  });
}

/** Reads a file of texts, named by path and digest. */
async function read(named) {
  const whole = (await (await fetch(address(named.split(" ")[0]))).text()).split("\0");
  const [header, ...texts] = whole;
  return { header: header.split("\n"), texts, whole };
}

/** Returns a new file of texts: its path, its body, and its name with the digest. */
function put(name, texts) {
  const [path, body] = [`/assets/${name}.txt`, texts.join("\0")];
  return { path, body, named: `${path} sha256-${createHash("sha256").update(body).digest("base64")}` };
}

/** Returns the distances of an element from both edges of the card around it. */
async function margins(locator) {
  return locator.evaluate((element) => {
    const card = element.closest(".card").getBoundingClientRect();
    const box = element.getBoundingClientRect();
    return { left: box.left - card.left, right: card.right - box.right };
  });
}

test("Arabic runs from right to left, and other text keeps its direction", async () => {
  const page = await open({ locale: "ar-EG" });
  await speakArabic(page);
  await page.goto(address("/"));
  const root = page.locator("html");
  await page.locator("header .company").waitFor();
  assert.deepEqual([await root.getAttribute("lang"), await root.getAttribute("dir")], ["ar", "rtl"]);
  const radio = await margins(page.getByRole("radio").first());
  assert.ok(radio.left < radio.right, "radio buttons are on the left");
  await assertAccessible(page, "identify from right to left");
  await picture(page, "identify");

  await page.getByRole("textbox").first().fill(`nobody-${Date.now()}`);
  await page.getByRole("button").first().click();
  await page.locator(".choice .phone").waitFor();
  await assertAccessible(page, "prove from right to left");
  await picture(page, "prove");

  await page.locator(".choice", { has: page.locator(".phone") }).click();
  await page.locator("button.primary").click();
  await page.locator("#code").waitFor();
  const nothingCame = page.locator("p.fine").filter({ hasText: "nobody-" });
  assert.match(await nothingCame.innerText(), /\u2068nobody-\d+\u2069/, "the typed name keeps its direction");
  await assertAccessible(page, "code from right to left");
  await picture(page, "code");

  await page.getByRole("button", { name: "English", exact: true }).click();
  await page.getByRole("heading", { name: "Enter the code" }).waitFor();
  assert.equal(await root.getAttribute("dir"), "ltr");
  assert.deepEqual(page.faults, []);
});

/** Takes a picture of the page, if READMIT_PICTURES names a folder. */
async function picture(page, name) {
  const folder = process.env.READMIT_PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `right-to-left-${name}.png`), fullPage: true });
}
