// The agent of the running Readmit, which can be paused.

import { spawnSync } from "node:child_process";

import { address, setting } from "./instance.js";

/** Pauses the agent, and waits until the cloud counts it as gone: a minute and a half. */
export async function pauseAgent() {
  await waitForAvailability(true); // the cloud may not have heard from a new agent yet
  process.kill(agent(), "SIGSTOP");
  await waitForAvailability(false);
}

async function waitForAvailability(expected) {
  const deadline = Date.now() + 150_000;
  while ((await isAvailable()) !== expected) {
    if (Date.now() > deadline) throw new Error(`writeback does not become ${expected ? "available" : "unavailable"}`);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

/** Resumes the agent. */
export function resumeAgent() {
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
