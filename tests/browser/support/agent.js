// The agent of the running Readmit, which may be away for a while.

import { spawnSync } from "node:child_process";

import { address, setting } from "./instance.js";

/** Stops the agent where it stands, and waits until the cloud knows that it is away: a minute and a half. */
export async function goAway() {
  await until(true); // one that has only just started has not been seen yet
  process.kill(agent(), "SIGSTOP");
  await until(false);
}

async function until(wanted) {
  const deadline = Date.now() + 150_000;
  while ((await isAvailable()) !== wanted) {
    if (Date.now() > deadline) throw new Error(`writeback does not become ${wanted ? "available" : "unavailable"}`);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

/** Lets the agent go on. */
export function comeBack() {
  process.kill(agent(), "SIGCONT");
}

async function isAvailable() {
  const response = await fetch(address("/api/config"));
  const { writeback } = await response.json();
  return writeback.available;
}

function agent() {
  const command = `run --config ${setting("READMIT_AGENT_CONFIG")}`;
  const { stdout } = spawnSync("pgrep", ["-f", command], { encoding: "utf8" });
  const [process] = stdout.trim().split("\n").map(Number);
  if (!process) throw new Error(`no agent runs: ${command}`);
  return process;
}
