// The running Readmit of the stories: its page and its captured messages.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Reads a setting that ./scripts/test gives about the instance. */
export function setting(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: ./scripts/test browser starts an instance and sets it`);
  return value;
}

/** Returns an address of the page, such as `/?user=anna`. */
export function address(path = "/") {
  return new URL(path, setting("READMIT_URL")).href;
}

/** Returns the same address with the name of the host, because browsers allow no passkeys at an IP address. */
export function namedAddress(path = "/") {
  const url = new URL(address(path));
  url.hostname = "localhost";
  return url.href;
}

/** Makes every registered method of every user, and each answer about one, older by this many days. */
export function ageMethods(days) {
  run("age_methods.py", String(days));
}

function run(name, ...words) {
  const script = fileURLToPath(new URL(name, import.meta.url));
  const { status, stderr } = spawnSync(setting("READMIT_PYTHON"), [script, ...words], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${name} failed: ${stderr}`);
}

/** Returns the messages captured so far, newest first. */
export async function outbox() {
  const response = await fetch(address("/outbox.json"));
  return response.json();
}

/** Waits for a message by a channel whose text matches, after the first `before` messages of all channels. */
export function newMessage(before, channel, what = /./) {
  return nextMessage(before, channel, (message) => message.channel === channel && what.test(message.body));
}

/**
 * Waits for a notice to a phone number, after the first `before` messages. Lets the five minutes pass in which notices of
 * an account wait for each other; several that waited are one message.
 */
export function newNotice(before, phone, what) {
  const isWanted = ({ to, body }) => to === phone && (what.test(body) || /\d changes were made/.test(body));
  return nextMessage(before, `text message to ${phone}`, isWanted, () => run("send_waiting_notices.py"));
}

async function nextMessage(before, how, isWanted, prepare = () => {}) {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    prepare();
    const messages = await outbox();
    const fresh = messages.slice(0, messages.length - before).find(isWanted);
    if (fresh) return fresh;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no message came by ${how}`);
}

/** Waits for the code in a message after the first `before` messages. */
export async function newCode(before, channel) {
  const deadline = Date.now() + 15_000;
  while (Date.now() < deadline) {
    const messages = await outbox();
    // A notice to somebody else may have come after it.
    const codes = messages
      .slice(0, messages.length - before)
      .filter((message) => message.channel === channel)
      .map(({ body }) => body.match(/\b\d{6}\b/)?.[0]);
    const newest = codes.find(Boolean);
    if (newest) return newest;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no code came by ${channel}`);
}
