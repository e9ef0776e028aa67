// Actions of an administrator: the commands under scripts/.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

import { setting } from "./instance.js";

/** Unfreezes an account. */
export function unfreeze(user) {
  run("accounts", "unfreeze", user);
}

/** The policy of the demonstration. */
export const DEMONSTRATION_POLICY = path("infra/policies/demonstration.toml");

/** The time for which the functions cache a policy, in milliseconds. */
const POLICY_CACHE_TTL = 61_000;

/** Applies a policy file, and waits until it is in force everywhere. */
export async function applyPolicy(file) {
  run("apply-policy", file);
  await new Promise((resolve) => setTimeout(resolve, POLICY_CACHE_TTL));
}

function run(script, ...words) {
  const command = path(`scripts/${script}`);
  const { status, stderr } = spawnSync(command, [...words, "--data", setting("READMIT_DATA")], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${script} ${words.join(" ")} failed: ${stderr}`);
}

function path(name) {
  return fileURLToPath(new URL(`../../../${name}`, import.meta.url));
}
