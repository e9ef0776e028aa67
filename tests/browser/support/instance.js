// The running Readmit that the stories are told to: its page and its captured messages.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What ./scripts/test tells of the instance. */
export function setting(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: ./scripts/test browser starts an instance and sets it`);
  return value;
}

/** An address of the page, such as `/?user=anna`. */
export function address(path = "/") {
  return new URL(path, setting("READMIT_URL")).href;
}

/** The same by the machine's name: browsers take no passkeys at an address that is a number. */
export function namedAddress(path = "/") {
  const url = new URL(address(path));
  url.hostname = "localhost";
  return url.href;
}

/** Lets everything that anybody has registered be so many days older. */
export function ageMethods(days) {
  const script = fileURLToPath(new URL("age_methods.py", import.meta.url));
  const { status, stderr } = spawnSync(setting("READMIT_PYTHON"), [script, String(days)], { encoding: "utf8" });
  if (status !== 0) throw new Error(`age_methods.py failed: ${stderr}`);
}

/** Messages captured so far, newest first. */
export async function outbox() {
  const response = await fetch(address("/outbox.json"));
  return response.json();
}

/** The newest message by a channel that says this, once there is one beside the first `before` of all channels. */
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

/** The code in the first message that came after there were `before` messages. */
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
