// The first screen works as soon as the first part of a page is loaded. The rest loads meanwhile; a user who is faster
// waits for it at the button.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";

import { assertAccessible } from "./support/accessibility.js";
import { useBrowser } from "./support/browser.js";
import { expectHeading } from "./support/heading.js";
import { address } from "./support/instance.js";
import { PAGES } from "./support/pages.js";

const open = useBrowser();
const LATER = "**/assets/later-*.wasm";
const OFFLINE = "There is no connection. What you typed is still here: try again when you are online.";

// Another name each time, because limits are counted for a name.
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
  goesOn: (page) => expectHeading(page, "Confirm it’s you"),
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
  describe(`the second part of ${at.path}`, () => {
    test("a button waits for it and then does its work", async () => {
      const page = await open();
      const rest = await delayRest(page);
      const sent = postsTo(page, at.sends);
      await page.goto(address(at.path));
      await at.type(page);
      await rest.isAskedFor;
      await at.button(page).click();
      await waitForBusy(page, at, true);
      await page.getByLabel("User name", { exact: true }).press("Enter"); // changes nothing
      await assertAccessible(page, `${at.path}, waiting`);
      await at.isTyped(page);
      assert.deepEqual(sent, []);
      rest.release();
      await at.goesOn(page);
      assert.equal(sent.length, 1);
      assert.deepEqual(page.faults, []);
    });

    test("nothing typed is lost if it does not load", async () => {
      const page = await open();
      await page.route(LATER, (route) => route.abort());
      await assertErrorAndRetry(page, at);
      assert.ok(page.faults.every((fault) => /net::ERR_FAILED/.test(fault)), String(page.faults));
    });

    test("a changed file does not run", async () => {
      const page = await open();
      await page.route(LATER, async (route) => {
        const response = await route.fetch();
        // An empty section at the end: it is still a valid module with the same code.
        await route.fulfill({ response, body: Buffer.concat([await response.body(), Buffer.from([0, 2, 1, 120])]) });
      });
      await assertErrorAndRetry(page, at);
      assert.ok(page.faults.length > 0);
      assert.ok(page.faults.every((fault) => /integrity/.test(fault)), String(page.faults));
    });
  });
}

for (const path of PAGES) {
  test(`the first step of ${path} has no text of later steps`, async () => {
    const page = await open();
    await page.route("**/assets/texts-more-*", (route) => route.abort());
    await page.goto(address(path));
    await page.locator("#page h1").waitFor();
    // An empty form is refused.
    if (await page.getByRole("textbox").count()) {
      await page.locator("button.primary").click();
      await page.locator(".alert").first().waitFor();
    }
    const spoken = page.locator("h1, h2, .lead, label, legend, .label, .hint, .place, button, .alert p");
    const empty = await spoken.evaluateAll((elements) =>
      elements.filter((element) => element.checkVisibility() && !element.textContent.trim()).map((element) => element.outerHTML),
    );
    assert.deepEqual(empty, []);
  });
}

test("a signed-in user sees an error if it does not load, and tries again", async () => {
  const page = await open();
  const session = { next: "security-info", idleUntil: "2126-01-01T00:00:00Z", expiresAt: "2126-01-01T00:00:00Z" };
  await page.route("**/api/session", (route) => route.fulfill({ json: { session, name: "Anna" } }));
  await page.route(LATER, (route) => route.abort());
  await page.goto(address("/security-info"));
  await expectHeading(page, "Something went wrong");
  await page.getByText(OFFLINE).waitFor();
  await assertAccessible(page, "nothing after the first step");
  await page.unrouteAll();
  await page.getByRole("button", { name: "Try again" }).click();
  await expectHeading(page, "Sign in");
});

/** Asserts that an error is shown at the button, and that the next press loads the rest. */
async function assertErrorAndRetry(page, at) {
  const sent = postsTo(page, at.sends);
  await page.goto(address(at.path));
  await at.type(page);
  await at.button(page).click();
  await page.getByRole("alert").getByText(OFFLINE).waitFor();
  await waitForBusy(page, at, false);
  await at.isTyped(page);
  await assertAccessible(page, `${at.path}, not loaded`);
  assert.deepEqual(sent, []);
  await page.unrouteAll();
  await at.button(page).click();
  await at.goesOn(page);
}

/** Delays the rest of the page until it is released. */
async function delayRest(page) {
  let release;
  const released = new Promise((resolve) => {
    release = resolve;
  });
  await page.route(LATER, (route) => released.then(() => route.continue()));
  return { isAskedFor: page.waitForRequest(LATER), release };
}

/** Returns the POST requests to a path from now on. */
function postsTo(page, path) {
  const sent = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && new URL(request.url()).pathname === path) sent.push(request);
  });
  return sent;
}

async function waitForBusy(page, at, isBusy) {
  await page.locator(`button[type=submit][aria-disabled=${isBusy}]`).and(at.button(page)).waitFor();
}
