// The directory behind the running Readmit, as its administrator and the people in it meet it: the demonstration, or a
// domain controller of ./scripts/samba-lab.

import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { setting } from "./instance.js";

/** Everyone's password at first. */
export const FIRST_PASSWORD = "Start-Passw0rd!";

/** What bo, who tells two stories, has after the first. */
export const BOS_NEXT_PASSWORD = "Fem gröna bord, 2 stolar";

const DAY = 24 * 60 * 60;
/** The agent looks for changes every ten seconds. */
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
  hire: (user, groups) =>
    edit((people) => {
      // Of somebody who tells no story of signing in.
      const { passwords } = people.find((person) => person.account_name === "gus");
      const id = randomUUID();
      people.push({
        ...{ id, account_name: user, display_name: user, mobile: null, mail: null, language: null, groups, passwords },
        ...{ is_disabled: false, is_protected: false, is_locked: false, password_set_at_ms: Date.now() - 30 * DAY * 1000 },
      });
    }),
  expire: (user) => change(user, { password_state: "expired" }),
  demandChange: (user) => change(user, { password_state: "must-change" }),
  age: (user, days) =>
    change(user, { password_set_at_ms: Date.now() - days * DAY * 1000, minimum_age_seconds: DAY }),
};

const samba = {
  signIn: (user, password) => lab(["sign-in", user], password).trim(),
  lock: (user) => lab(["lock", user]),
  hire(user, groups) {
    lab(["person", user, FIRST_PASSWORD, "30"]);
    for (const group of groups.filter((name) => name !== "Readmit Users")) lab(["tool", "group", "addmembers", group, user]);
  },
  expire: (user) => lab(["backdate", user, "60"]), // the domain's passwords are good for 42 days
  demandChange: (user) =>
    lab(["tool", "user", "setpassword", user, `--newpassword=${FIRST_PASSWORD}`, "--must-change-at-next-login"]),
  age: (user, days) => lab(["backdate", user, String(days)]),
  applyOverlappingPolicies(user) {
    const policy = (...command) => lab(["tool", "domain", "passwordsettings", "pso", ...command]);
    policy("create", "pso-long", "20", "--min-pwd-length=18", "--min-pwd-age=0");
    policy("apply", "pso-long", user);
    policy("apply", "pso-strict", user); // made with the domain: 14 characters, precedence 10
  },
};

const directory = process.env.READMIT_SAMBA_LAB ? samba : demonstration;

/** What the directory says to somebody who signs in: `ok`, `wrong`, `locked` or `disabled`. */
export const signIn = directory.signIn;

/** Locks somebody out, as three wrong passwords would. */
export const lock = directory.lock;

/** Puts somebody under two policies, of which the first demands 14 characters. Only a real domain has such. */
export const { applyOverlappingPolicies } = directory;

/** Makes somebody's password so many days old, where one must be kept for a day, and waits until the cloud was told. */
export async function age(user, days) {
  directory.age(user, days);
  await new Promise((resolve) => setTimeout(resolve, SYNC));
}

/** The same behind the cloud's back: nobody waits. */
export const ageSilently = directory.age;

/** Makes an account with nothing but a password, in these groups beside that of who may reset; waits until the cloud knows. */
export async function hire(user, ...groups) {
  directory.hire(user, ["Readmit Users", ...groups]);
  await new Promise((resolve) => setTimeout(resolve, SYNC));
}

/** Lets somebody's password run out. */
export const { expire } = directory;

/** Demands that somebody changes the password at the next sign-in. */
export const { demandChange } = directory;

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
