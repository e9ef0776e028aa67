// WebKitGTK behind WebDriver, with the part of playwright's page and locator that the stories of every browser use.
// Playwright itself drives only a WebKit that it built.

import { spawn } from "node:child_process";
import { createServer } from "node:net";

import { Builder, By, Capabilities } from "selenium-webdriver";

import { startHttps } from "./https.js";
import { address } from "./instance.js";

const BROWSER = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";
/** The shortest wait in milliseconds: WebKit draws without a graphics card, and beside other tests. */
const MAX_WAIT_MS = 30_000;
const ROLES = { button: "button", heading: "h1", radio: "input[type=radio]" };

/** Starts WebKit's driver on a screen of its own, and returns a function that opens pages, and one that ends it. */
export async function startWebKit() {
  const port = await freePort();
  const command = ["-a", "-s", "-screen 0 1400x1000x24", "WebKitWebDriver", `--port=${port}`];
  const server = spawn("xvfb-run", command, {
    detached: true,
    stdio: "ignore",
    env: { ...process.env, LC_ALL: "en_GB.UTF-8" },
  });
  const site = await startHttps(new URL(address()));
  const drivers = [];
  const open = async ({ width = 1280, height = 900 } = {}) => {
    // The driver has one browser at a time.
    await Promise.all(drivers.splice(0).map((driver) => driver.quit()));
    const driver = await connect(`http://127.0.0.1:${port}`);
    drivers.push(driver);
    await driver.manage().window().setRect({ x: 0, y: 0, width, height });
    return new Page(driver, site.origin);
  };
  const close = async () => {
    await Promise.all(drivers.map((driver) => driver.quit()));
    process.kill(-server.pid);
    site.close();
  };
  return { open, close };
}

function connect(url) {
  const options = { binary: BROWSER, args: ["--automation"] };
  const capabilities = new Capabilities({
    browserName: "MiniBrowser",
    acceptInsecureCerts: true,
    "webkitgtk:browserOptions": options,
  });
  const builder = new Builder().disableEnvironmentOverrides().usingServer(url).withCapabilities(capabilities);
  return until(() => builder.build(), "WebKit's driver");
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Repeats an attempt until it gives a value, and returns that. */
async function until(attempt, what, wait = 0) {
  const deadline = Date.now() + Math.max(wait, MAX_WAIT_MS);
  let last;
  while (Date.now() < deadline) {
    try {
      const value = await attempt();
      if (value) return value;
    } catch (error) {
      last = error; // an element that the page has just replaced, or a driver that has just started
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited for ${what}`, { cause: last });
}

class Page {
  constructor(driver, origin) {
    this.driver = driver;
    this.origin = origin;
  }

  goto(url) {
    const { pathname, search, hash } = new URL(url);
    return this.driver.get(this.origin + pathname + search + hash);
  }

  reload() {
    return this.driver.navigate().refresh();
  }

  goBack() {
    return this.driver.navigate().back();
  }

  goForward() {
    return this.driver.navigate().forward();
  }

  evaluate(script) {
    return this.driver.executeScript(`return (${script})()`);
  }

  waitForFunction(script) {
    return until(() => this.evaluate(script), script);
  }

  waitForTimeout(milliseconds) {
    return this.driver.sleep(milliseconds);
  }

  locator(selector) {
    return new Locator(this, selector, () => this.driver.findElements(By.css(selector)));
  }

  getByRole(role, { name, exact = false } = {}) {
    return this.#named(ROLES[role], name, exact);
  }

  getByLabel(name, { exact = false } = {}) {
    return this.#named("input", name, exact);
  }

  getByText(text) {
    const find = async () => {
      const elements = await this.driver.findElements(By.css("#page *"));
      const texts = await Promise.all(elements.map((element) => element.getText()));
      return elements.filter((_, place) => matches(texts[place], text, false)).reverse();
    };
    return new Locator(this, `the text ${text}`, find);
  }

  #named(selector, name, exact) {
    const find = async () => {
      const elements = await this.driver.findElements(By.css(selector));
      // The driver computes no name from the content of a heading, and none of what is hidden.
      const nameOf = async (element) => (await element.getAccessibleName().catch(() => "")) || element.getText();
      const names = await Promise.all(elements.map(nameOf));
      return elements.filter((_, place) => matches(names[place], name, exact));
    };
    return new Locator(this, `${selector} named ${name}`, find);
  }
}

function matches(text, wanted, exact) {
  if (wanted === undefined) return true;
  if (wanted instanceof RegExp) return wanted.test(text);
  const plain = text.replaceAll(/\s+/g, " ").trim();
  return exact ? plain === wanted : plain.toLowerCase().includes(wanted.toLowerCase());
}

class Locator {
  constructor(page, what, find) {
    this.page = page;
    this.what = what;
    this.find = find;
  }

  or(other) {
    const find = async () => [...(await this.find()), ...(await other.find())];
    return new Locator(this.page, `${this.what}, or ${other.what}`, find);
  }

  async #visible() {
    const elements = await this.find();
    const shown = await Promise.all(elements.map((element) => element.isDisplayed()));
    return elements.filter((_, place) => shown[place]);
  }

  #first(wait) {
    return until(async () => (await this.#visible())[0], this.what, wait);
  }

  async waitFor({ timeout } = {}) {
    await this.#first(timeout);
  }

  async isVisible() {
    return (await this.#visible()).length > 0;
  }

  async click() {
    await until(async () => {
      await (await this.#first()).click();
      return true;
    }, this.what);
  }

  /** Chooses a radio button by its label, as users do: the button itself may be drawn by styles. */
  async check() {
    await until(async () => {
      const [element] = await this.find();
      if (await element.isSelected()) return true;
      const label = await this.page.driver.executeScript("return arguments[0].labels[0]", element);
      await label.click();
      return element.isSelected();
    }, this.what);
  }

  async fill(text) {
    // The program may take over the field of the document meanwhile, but keeps what was typed. Until then, the document's
    // field for a password is disabled.
    const element = await until(async () => {
      const field = await this.#first();
      if (!(await field.isEnabled())) return undefined;
      await field.clear();
      return field;
    }, this.what);
    await element.sendKeys(text);
  }

  async innerText() {
    return (await this.#first()).getText();
  }
}
