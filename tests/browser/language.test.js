// The page speaks the reader's language.

import assert from "node:assert/strict";
import { test } from "node:test";

import { assertAccessible } from "./support/accessibility.js";
import { useBrowser } from "./support/browser.js";
import { expectValue } from "./support/field.js";
import { address } from "./support/instance.js";

const open = useBrowser();

test("a Swedish browser gets Swedish, and may choose English", async () => {
  const page = await open({ locale: "sv-SE" });
  await page.goto(address("/?user=ingen"));
  await page.getByRole("heading", { name: "Kom in på ditt konto igen" }).waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "sv");
  // The company's name comes with the configuration.
  await page.waitForFunction(() => document.title.startsWith("Kom in på ditt konto igen – "));
  await expectValue(page.getByLabel("Användarnamn"), "ingen");
  await page.getByRole("link", { name: "Fråga helpdesken" }).waitFor();
  assert.equal(await page.getByRole("link", { name: "+46 8 465 004 00" }).getAttribute("href"), "tel:+46846500400");
  await assertAccessible(page, "identify in Swedish");

  const start = page.waitForRequest(/\/api\/reset\/start/);
  await page.getByRole("button", { name: "Fortsätt" }).click();
  await page.getByRole("heading", { name: "Bekräfta att det är du" }).waitFor();
  assert.equal((await start).headers()["accept-language"], "sv", "codes come in the language of the page");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: "Confirm it’s you" }).waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await page.getByRole("link", { name: "Ask the help desk" }).waitFor();
  assert.deepEqual(page.faults, []);
});

test("a chosen language is kept on other pages and later visits", async () => {
  const page = await open();
  await page.goto(address("/"));
  await page.getByRole("button", { name: "Svenska" }).click();
  await page.getByRole("heading", { name: "Kom in på ditt konto igen" }).waitFor();
  await page.waitForLoadState("networkidle");
  await page.reload({ waitUntil: "networkidle" });
  await page.getByRole("heading", { name: "Kom in på ditt konto igen" }).waitFor();
  await page.goto(address("/sign-in"));
  await page.getByRole("heading", { name: "Logga in" }).waitFor();
  const later = await page.context().newPage();
  await later.goto(address("/"), { waitUntil: "networkidle" });
  await later.getByRole("heading", { name: "Kom in på ditt konto igen" }).waitFor();
  await later.goto(address("/?lang=en"));
  await later.getByRole("heading", { name: "Get back into your account" }).waitFor();
  assert.deepEqual(page.faults, []);
});

test("a browser of another language gets the company's first one", async () => {
  const page = await open({ locale: "la" });
  await page.goto(address("/?purpose=unlock-account"));
  await page.getByRole("heading", { name: "Get back into your account" }).waitFor();
  assert.ok(await page.getByRole("radio", { name: /locked out/ }).isChecked());
  assert.deepEqual(page.faults, []);
});

test("a page that cannot start says so in the reader's language", async () => {
  const page = await open({ locale: "sv-SE" });
  await page.route("**/assets/page-*.wasm", (route) => route.abort());
  await page.goto(address("/"));
  await page.getByRole("heading", { name: "Sidan kan inte starta" }).waitFor();
  await page.getByText("Webbläsaren kunde inte läsa in hela sidan").waitFor();
});
