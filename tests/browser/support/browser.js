// One browser for a file of tests, and pages that note every error that the developer tools would show.

import { existsSync } from "node:fs";
import { after, before } from "node:test";

import { chromium } from "playwright-core";

const EXECUTABLES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

// Nothing but the page itself talks to the network.
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts Chromium. */
export async function launch() {
  const executablePath = EXECUTABLES.find(existsSync);
  if (!executablePath) throw new Error("no Chromium here: apt-get install chromium");
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

/** Starts one browser before the tests of a file, and returns a function that opens pages in it. */
export function useBrowser() {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());
  return (options) => open(browser, options);
}

/** Opens a page for one test; `page.faults` has the errors of the page. */
export async function open(browser, { width = 1280, height = 900, locale = "en-GB", ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, locale, ...options });
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(`uncaught: ${error.message}`));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !isExpected(message)) {
      page.faults.push(`${message.type()}: ${message.text()}`);
    }
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`content-security-policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  return page;
}

// The browser reports each refusal of the API, such as a wrong code, as a resource that failed to load.
function isExpected(message) {
  return message.text().startsWith("Failed to load resource") && message.location().url.includes("/api/");
}
