// The document shows the first step before the program runs, and the program takes it over where it is.

import assert from "node:assert/strict";
import { test } from "node:test";

import { assertAccessible, assertFits } from "./support/accessibility.js";
import { useBrowser } from "./support/browser.js";
import { PARTS, boxes, delayProgram } from "./support/first-step.js";
import { address } from "./support/instance.js";
import { PAGES } from "./support/pages.js";

const open = useBrowser();
// The largest text of this page is its last one.
const SIGN_IN_PARTS = ["#current-password", ".switch", "button.primary", ".beside.links", ".sealed"];

for (const [path, title, lead, parts] of [
  ["/", "Kom in på ditt konto igen", "Det tar ungefär två minuter", PARTS],
  ["/sign-in", "Logga in", "För att se och ändra", [...PARTS, ...SIGN_IN_PARTS]],
]) {
  test(`${path} can be read and typed into before its program is there`, async () => {
    for (const width of [320, 1280]) {
      const page = await open({ width, height: 900, locale: "sv-SE", reducedMotion: "reduce" });
      const release = await delayProgram(page);
      await page.goto(address(path), { waitUntil: "commit" });
      await page.getByRole("heading", { level: 1, name: title, exact: true }).waitFor();
      await page.getByText(lead).waitFor();
      assert.equal(await page.locator("html").getAttribute("lang"), "sv");
      assert.equal(await page.locator("h1 span:visible").count(), 1, "one language");
      await assertAccessible(page, `${path}, before the program`);
      await assertFits(page, `${path}, before the program`);
      const before = await boxes(page, parts);
      const field = page.getByRole("textbox", { name: "Användarnamn" });
      await field.focus();
      await page.keyboard.type("anna");

      release();
      await page.locator("main.step button.primary").waitFor();
      assert.deepEqual(await boxes(page, parts), before, "nothing jumps");
      assert.equal(await field.inputValue(), "anna");
      await page.waitForFunction(() => document.activeElement.id === "user");
      await page.keyboard.type(" andersson");
      assert.equal(await field.inputValue(), "anna andersson");
      assert.deepEqual(page.faults, []);
      await page.context().close();
    }
  });

  test(`${path} uses no processor time until something is typed`, async () => {
    const page = await open();
    const asked = [];
    const isChallenge = (request) => /^GET \/api\/(reset\/challenge|sign-in)$/.test(`${request.method()} ${new URL(request.url()).pathname}`);
    page.on("request", (request) => isChallenge(request) && asked.push(request));
    await page.goto(address(path), { waitUntil: "networkidle" });
    await page.getByLabel("User name", { exact: true }).focus();
    await page.waitForTimeout(500);
    assert.equal(asked.length, 0);
    const answer = page.waitForResponse((response) => isChallenge(response.request()));
    await page.keyboard.type("an");
    await answer;
    assert.equal(asked.length, 1);
  });
}

test("a page has the company's logo, name and colors before its program runs", async () => {
  for (const path of PAGES) {
    const page = await open();
    const release = await delayProgram(page);
    await page.route("**/api/config", (route) => route.abort());
    await page.goto(address(path), { waitUntil: "commit" });
    await page.getByRole("heading", { level: 1 }).waitFor();
    const look = () => page.evaluate(() => ({
      accent: getComputedStyle(document.documentElement).getPropertyValue("--accent"),
      logo: document.querySelector(".logo").getBoundingClientRect().height,
      name: getComputedStyle(document.querySelector(".brand"), "::after").content,
    }));
    assert.deepEqual(await look(), { accent: "#0b6e4f", logo: 32, name: '"Demo Company"' }, path);
    await page.unroute("**/api/config");
    release();
    await page.locator("header bdi.company", { hasText: "Demo Company" }).waitFor();
    assert.equal((await look()).name, "none", `${path}: the name stands once`);
    await page.context().close();
  }
});

test("a page that begins with another step shows no form first", async () => {
  for (const path of ["/#cancel=token", "/sign-in#freeze=token", "/security-info"]) {
    const page = await open();
    await delayProgram(page);
    await page.goto(address(path), { waitUntil: "commit" });
    await page.locator(".loading").waitFor();
    assert.equal(await page.locator("#user").isVisible(), false, path);
    await page.context().close();
  }
});

test("a link that needs the second part says so if it does not load", async () => {
  for (const path of ["/#cancel=token", "/sign-in#freeze=token"]) {
    const page = await open();
    await page.route("**/assets/later-*.wasm", (route) => route.abort());
    await page.goto(address(path));
    await page.getByRole("heading", { name: "This page cannot start" }).waitFor();
    await page.context().close();
  }
});

test("a fresh sign-in page writes nothing on the console", async () => {
  const page = await open();
  const errors = [];
  page.on("console", (message) => errors.push(message.text()));
  const session = page.waitForResponse("**/api/session");
  await page.goto(address("/sign-in"), { waitUntil: "networkidle" });
  assert.equal((await session).status(), 200);
  assert.deepEqual(errors, []);
});

test("an unknown address says so, and links to the pages", async () => {
  const page = await open({ width: 320, height: 700 });
  const response = await page.goto(address("/nothing"));
  assert.equal(response.status(), 404);
  await page.getByRole("heading", { level: 1, name: "There is no such page" }).waitFor();
  await assertAccessible(page, "no such page");
  await assertFits(page, "no such page");
  await page.getByRole("link", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
});
