// The first step works as soon as the first part of a page is there. The rest comes meanwhile, and whoever is faster
// waits for it where the button was pressed.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";

import { isAccessible } from "./support/accessibility.js";
import { useBrowser } from "./support/browser.js";
import { expectHeading } from "./support/heading.js";
import { address } from "./support/instance.js";

const open = useBrowser();
const LATER = "**/assets/later-*.wasm";
const OFFLINE = "There is no connection. What you typed is still here: try again when you are online.";

// Somebody else each time, since what may be done with one name is counted.
let nobody;
beforeEach(() => {
  nobody = `nobody-${Date.now()}`;
});

const reset = {
  path: "/",
  sends: "/api/reset/start",
  button: (page) => page.getByRole("button", { name: /Continue|not a robot/ }),
  async type(page) {
    await page.getByLabel("User name", { exact: true }).fill(nobody);
    await page.getByRole("radio", { name: /locked out/ }).check();
  },
  async isTyped(page) {
    assert.equal(await page.getByLabel("User name", { exact: true }).inputValue(), nobody);
    assert.ok(await page.getByRole("radio", { name: /locked out/ }).isChecked());
  },
  goesOn: (page) => expectHeading(page, "Prove that it is you"),
};

const signIn = {
  path: "/sign-in",
  sends: "/api/sign-in",
  button: (page) => page.getByRole("button", { name: /Sign in|One moment/ }),
  async type(page) {
    await page.getByLabel("User name", { exact: true }).fill(nobody);
    await page.getByLabel("Password", { exact: true }).fill("not the right one");
  },
  async isTyped(page) {
    assert.equal(await page.getByLabel("User name", { exact: true }).inputValue(), nobody);
    assert.equal(await page.getByLabel("Password", { exact: true }).inputValue(), "not the right one");
  },
  goesOn: (page) => page.getByText(/You are not signed in/).waitFor({ timeout: 15_000 }),
};

for (const at of [reset, signIn]) {
  describe(`what comes after the first step of ${at.path}`, () => {
    test("a press waits for it and then goes on", async () => {
      const page = await open();
      const rest = await hold(page);
      const sent = orders(page, at.sends);
      await page.goto(address(at.path));
      await at.type(page);
      await rest.isAskedFor;
      await at.button(page).click();
      await busy(page, at, true);
      await page.getByLabel("User name", { exact: true }).press("Enter"); // changes nothing
      await isAccessible(page, `${at.path}, waiting`);
      await at.isTyped(page);
      assert.deepEqual(sent, []);
      rest.release();
      await at.goesOn(page);
      assert.equal(sent.length, 1);
      assert.deepEqual(page.faults, []);
    });

    test("where it does not come, nothing typed is lost", async () => {
      const page = await open();
      await page.route(LATER, (route) => route.abort());
      await isToldAndTriedAgain(page, at);
      assert.ok(page.faults.every((fault) => /net::ERR_FAILED/.test(fault)), String(page.faults));
    });

    test("what somebody changed is not run", async () => {
      const page = await open();
      await page.route(LATER, async (route) => {
        const response = await route.fetch();
        // An empty section at the end: still a module, and still the same one to whoever does not look closely.
        await route.fulfill({ response, body: Buffer.concat([await response.body(), Buffer.from([0, 2, 1, 120])]) });
      });
      await isToldAndTriedAgain(page, at);
      assert.ok(page.faults.length > 0);
      assert.ok(page.faults.every((fault) => /integrity/.test(fault)), String(page.faults));
    });
  });
}

for (const path of ["/", "/#cancel=token", "/sign-in", "/sign-in#freeze=token"]) {
  test(`the first step of ${path} says nothing that comes later`, async () => {
    const page = await open();
    await page.route("**/assets/texts-more-*", (route) => route.abort());
    await page.goto(address(path));
    await page.locator("#page h1").waitFor();
    // Whoever types nothing is told so.
    if (await page.getByRole("textbox").count()) {
      await page.locator("button.primary").click();
      await page.getByRole("alert").waitFor();
    }
    const spoken = page.locator("h1, h2, .lead, label, legend, .label, .hint, .place, button, .alert p");
    const empty = await spoken.evaluateAll((elements) =>
      elements.filter((element) => element.checkVisibility() && !element.textContent.trim()).map((element) => element.outerHTML),
    );
    assert.deepEqual(empty, []);
  });
}

test("somebody who is signed in is told, and tries again", async () => {
  const page = await open();
  const session = { next: "security-info", idleUntil: "2126-01-01T00:00:00Z", expiresAt: "2126-01-01T00:00:00Z" };
  await page.route("**/api/session", (route) => route.fulfill({ json: { session, name: "Anna" } }));
  await page.route(LATER, (route) => route.abort());
  await page.goto(address("/security-info"));
  await expectHeading(page, "Something went wrong");
  await page.getByText(OFFLINE).waitFor();
  await isAccessible(page, "nothing after the first step");
  await page.unrouteAll();
  await page.getByRole("button", { name: "Try again" }).click();
  await expectHeading(page, "Sign in");
});

/** Says so where the person is; the next press loads it anew. */
async function isToldAndTriedAgain(page, at) {
  const sent = orders(page, at.sends);
  await page.goto(address(at.path));
  await at.type(page);
  await at.button(page).click();
  await page.getByRole("alert").getByText(OFFLINE).waitFor();
  await busy(page, at, false);
  await at.isTyped(page);
  await isAccessible(page, `${at.path}, not loaded`);
  assert.deepEqual(sent, []);
  await page.unrouteAll();
  await at.button(page).click();
  await at.goesOn(page);
}

/** Keeps what comes after the first step on its way. */
async function hold(page) {
  let release;
  const released = new Promise((resolve) => {
    release = resolve;
  });
  await page.route(LATER, (route) => released.then(() => route.continue()));
  return { isAskedFor: page.waitForRequest(LATER), release };
}

/** What is sent there from now on. */
function orders(page, path) {
  const sent = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && new URL(request.url()).pathname === path) sent.push(request);
  });
  return sent;
}

async function busy(page, at, is) {
  await page.locator(`button[type=submit][aria-disabled=${is}]`).and(at.button(page)).waitFor();
}
