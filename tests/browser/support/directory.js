// The directory behind the running Readmit, as its administrator and its users see it: the demonstration, or a domain
// controller of ./scripts/samba-lab.

import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { setting } from "./instance.js";

/** The first password of every user. */
export const FIRST_PASSWORD = "Start-Passw0rd!";

/** The password of bo, who is in two stories, after the first of them. */
export const SECOND_PASSWORD_OF_BO = "Fem gröna bord, 2 stolar";

const DAY = 24 * 60 * 60;
/** The milliseconds until a change is synced: the agent looks for changes every ten seconds. */
const SYNC = 12_000;
const ANSWERS = ["ok", "wrong", "locked", "disabled"];

const demonstration = {
  signIn(user, password) {
    const command = ["demo-sign-in", "--config", setting("READMIT_AGENT_CONFIG"), "--user", user];
    const { status, stderr } = spawnSync(setting("READMIT_AGENT"), command, { input: password, encoding: "utf8" });
    const answer = ANSWERS[status];
    if (!answer) throw new Error(`demo-sign-in failed: ${stderr}`);
    return answer;
  },
  lock: (user) => change(user, { is_locked: true }),
  createUser: (user, groups, { mobile = null, mail = null } = {}) =>
    edit((people) => {
      // From a user whose password no story changes.
      const { passwords } = people.find((person) => person.account_name === "gus");
      const id = randomUUID();
      people.push({
        ...{ id, account_name: user, display_name: user, mobile, mail, language: null, groups, passwords },
        ...{ is_disabled: false, is_protected: false, is_locked: false, password_set_at_ms: Date.now() - 30 * DAY * 1000 },
      });
    }),
  expirePassword: (user) => change(user, { password_state: "expired" }),
  requirePasswordChange: (user) => change(user, { password_state: "must-change" }),
  agePassword: (user, days) =>
    change(user, { password_set_at_ms: Date.now() - days * DAY * 1000, minimum_age_seconds: DAY }),
};

const samba = {
  signIn: (user, password) => lab(["sign-in", user], password).trim(),
  lock: (user) => lab(["lock", user]),
  createUser(user, groups) {
    lab(["person", user, FIRST_PASSWORD, "30"]);
    for (const group of groups.filter((name) => name !== "Readmit Users")) lab(["tool", "group", "addmembers", group, user]);
  },
  expirePassword: (user) => lab(["backdate", user, "60"]), // the domain's passwords are good for 42 days
  requirePasswordChange: (user) =>
    lab(["tool", "user", "setpassword", user, `--newpassword=${FIRST_PASSWORD}`, "--must-change-at-next-login"]),
  agePassword: (user, days) => lab(["backdate", user, String(days)]),
  applyOverlappingPolicies(user) {
    const policy = (...command) => lab(["tool", "domain", "passwordsettings", "pso", ...command]);
    policy("create", "pso-long", "20", "--min-pwd-length=18", "--min-pwd-age=0");
    policy("apply", "pso-long", user);
    policy("apply", "pso-strict", user); // made with the domain: 14 characters, precedence 10
  },
};

const directory = process.env.READMIT_SAMBA_LAB ? samba : demonstration;

/** Tries a password at the directory: `ok`, `wrong`, `locked` or `disabled`. */
export const signIn = directory.signIn;

/** Locks an account, as three wrong passwords would. */
export const lock = directory.lock;

/** Applies two policies to a user, of which the one with precedence demands 14 characters. Only a real domain has them. */
export const { applyOverlappingPolicies } = directory;

/** Makes a password this many days old, sets the minimum age to a day, and waits for the next sync. */
export async function agePassword(user, days) {
  directory.agePassword(user, days);
  await new Promise((resolve) => setTimeout(resolve, SYNC));
}

/** Makes a password this many days old and sets the minimum age to a day, without waiting for a sync. */
export const agePasswordWithoutSync = directory.agePassword;

/** Creates a user without phone and mail address, in the enabled group and these, and waits for the next sync. */
export async function createUser(user, ...groups) {
  directory.createUser(user, ["Readmit Users", ...groups]);
  await new Promise((resolve) => setTimeout(resolve, SYNC));
}

/** Creates users of the demonstration with a phone and a mail address, and waits for the next sync. */
export async function createReachableUsers(...users) {
  for (const [index, user] of users.entries()) {
    const mobile = `+4670174${String(7000 + 100 * (process.pid % 20) + index).padStart(4, "0")}`;
    demonstration.createUser(user, ["Readmit Users"], { mobile, mail: `${user}@home.example` });
  }
  await new Promise((resolve) => setTimeout(resolve, SYNC));
}

/** Lets a password expire. */
export const { expirePassword } = directory;

/** Requires a user to change the password at the next sign-in. */
export const { requirePasswordChange } = directory;

function lab(command, input = "") {
  const { status, stdout, stderr } = spawnSync(setting("READMIT_SAMBA_LAB"), command, { input, encoding: "utf8" });
  if (status !== 0) throw new Error(`samba-lab ${command.join(" ")} failed: ${stderr}`);
  return stdout;
}

function change(user, changes) {
  edit((people) => Object.assign(people.find((person) => person.account_name === user), changes));
}

function edit(change) {
  const file = join(dirname(setting("READMIT_AGENT_CONFIG")), "directory", "directory.json");
  const people = JSON.parse(readFileSync(file, "utf8"));
  change(people);
  writeFileSync(`${file}.test`, JSON.stringify(people), { mode: 0o600 });
  renameSync(`${file}.test`, file);
}
