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

/** Makes every registered method of every user older by this many days. */
export function ageMethods(days) {
  const script = fileURLToPath(new URL("age_methods.py", import.meta.url));
  const { status, stderr } = spawnSync(setting("READMIT_PYTHON"), [script, String(days)], { encoding: "utf8" });
  if (status !== 0) throw new Error(`age_methods.py failed: ${stderr}`);
}

/** Returns the messages captured so far, newest first. */
export async function outbox() {
  const response = await fetch(address("/outbox.json"));
  return response.json();
}

/** Waits for a message by a channel whose text matches, after the first `before` messages of all channels. */
export async function newMessage(before, channel, what = /./) {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    const messages = await outbox();
    const fresh = messages.slice(0, messages.length - before).find((message) => message.channel === channel && what.test(message.body));
    if (fresh) return fresh;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no message came by ${channel}`);
}

/** Waits for the code in a message after the first `before` messages. */
export async function newCode(before, channel) {
  const deadline = Date.now() + 15_000;
  while (Date.now() < deadline) {
    const messages = await outbox();
    const fresh = messages.slice(0, messages.length - before).find((message) => message.channel === channel);
    const code = fresh?.body.match(/\b\d{6}\b/)?.[0];
    if (code) return code;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no code came by ${channel}`);
}
