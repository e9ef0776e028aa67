// The running Readmit that the stories are told to: its page, its captured messages, its demonstration directory.

import { spawnSync } from "node:child_process";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

function setting(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: ./scripts/test browser starts an instance and sets it`);
  return value;
}

/** An address of the page, such as `/?user=anna`. */
export function address(path = "/") {
  return new URL(path, setting("READMIT_URL")).href;
}

/** Everyone's password at first. */
export const FIRST_PASSWORD = "Start-Passw0rd!";

const ANSWERS = ["ok", "wrong", "locked", "disabled"];

/** What the directory says to somebody who signs in: `ok`, `wrong`, `locked` or `disabled`. */
export function signIn(user, password) {
  const command = ["demo-sign-in", "--config", setting("READMIT_AGENT_CONFIG"), "--user", user];
  const { status, stderr } = spawnSync(setting("READMIT_AGENT"), command, { input: password, encoding: "utf8" });
  const answer = ANSWERS[status];
  if (!answer) throw new Error(`demo-sign-in failed: ${stderr}`);
  return answer;
}

/** Changes somebody in the directory, as an administrator or the passing of time would. */
export function change(user, changes) {
  const file = join(dirname(setting("READMIT_AGENT_CONFIG")), "directory", "directory.json");
  const people = JSON.parse(readFileSync(file, "utf8"));
  Object.assign(people.find((person) => person.account_name === user), changes);
  writeFileSync(`${file}.test`, JSON.stringify(people), { mode: 0o600 });
  renameSync(`${file}.test`, file);
}

/** A password this old may be changed. */
export function monthAgo() {
  return Date.now() - 30 * 24 * 60 * 60 * 1000;
}

/** Messages captured so far, newest first. */
export async function outbox() {
  const response = await fetch(address("/outbox.json"));
  return response.json();
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
