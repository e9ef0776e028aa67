// One browser for a file of tests, and pages that note every error that the developer tools would show.

import { existsSync } from "node:fs";
import { after, before } from "node:test";

import playwright from "playwright-core";

// Nothing but the page itself talks to the network.
const CHROMIUM_ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// playwright drives Debian's Firefox by WebDriver BiDi, which it does not call stable yet.
const BROWSERS = {
  chromium: {
    type: playwright.chromium,
    paths: ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"],
    options: { args: CHROMIUM_ARGUMENTS },
  },
  firefox: {
    type: playwright._bidiFirefox,
    paths: ["/usr/bin/firefox-esr", "/usr/bin/firefox"],
    options: { channel: "moz-firefox" },
  },
};

/** The browser of the stories: `chromium`, `firefox` or `webkit`. */
export const BROWSER = process.env.READMIT_BROWSER || "chromium";

/** Starts a browser that playwright drives. */
export async function launch(name = BROWSER) {
  const { type, paths, options } = BROWSERS[name];
  const executablePath = paths.find(existsSync);
  if (!executablePath) throw new Error(`no ${name} here; looked for ${paths.join(", ")}`);
  return type.launch({ executablePath, ...options });
}

/** Starts one browser before the tests of a file, and returns a function that opens pages in it. */
export function useBrowser() {
  let browser;
  before(async () => {
    if (BROWSER === "webkit") {
      const { startWebKit } = await import("./webkit.js");
      browser = await startWebKit();
    } else {
      browser = await launch();
    }
  });
  after(() => browser?.close());
  return (options) => (BROWSER === "webkit" ? browser.open(options) : open(browser, options));
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

// The browser reports each refusal of the API, such as a wrong code, as a resource that failed to load, and without a
// reason a fetch that a navigation ended.
function isExpected(message) {
  const isRefusal = message.text().startsWith("Failed to load resource") && message.location().url.includes("/api/");
  return isRefusal || /^Fetch API cannot load \S+\.\s*$/.test(message.text());
}
