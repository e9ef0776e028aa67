// One browser for a file of tests, and pages that fail their test on anything that a developer would see in red.

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

/** Starts one browser before the file's tests and gives a way to open pages in it. */
export function useBrowser() {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());
  return (options) => open(browser, options);
}

/** Opens a page of its own for one test; `page.faults` is what went wrong in it. */
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

// The browser itself reports each refusal of the API, such as a wrong code or that nobody is signed in, as a resource that failed to load.
function isExpected(message) {
  return message.text().startsWith("Failed to load resource") && message.location().url.includes("/api/");
}
