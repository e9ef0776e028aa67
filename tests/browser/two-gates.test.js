// A policy that demands two gates of everybody: a passkey counts for both, a recovery code for one.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { assertAccessibleEverywhere } from "./support/accessibility.js";
import { addPasskey, addRecoveryCodes, addVirtualAuthenticator, proveByRecoveryCode, signInAs } from "./support/account.js";
import { DEMONSTRATION_POLICY, applyPolicy } from "./support/administrator.js";
import { useBrowser } from "./support/browser.js";
import { FIRST_PASSWORD, createUser, signIn } from "./support/directory.js";
import { expectHeading } from "./support/heading.js";
import { ageMethods, namedAddress } from "./support/instance.js";
import { choosePassword, identify } from "./support/reset.js";

const open = useBrowser();
// The directory does not matter here, and each change of the policy takes a minute.
const skip = process.env.READMIT_SAMBA_LAB ? "covered with the demonstration" : false;

describe("two gates, and a passkey is enough", { skip }, () => {
  before(async () => {
    const folder = mkdtempSync(join(tmpdir(), "readmit-"));
    const file = join(folder, "two-gates.toml");
    writeFileSync(file, readFileSync(DEMONSTRATION_POLICY, "utf8").replace("required = 1", "required = 2"));
    await applyPolicy(file);
    rmSync(folder, { recursive: true });
  });
  after(() => applyPolicy(DEMONSTRATION_POLICY));

  test("otto registers a passkey, which is enough for a reset", async () => {
    const password = "Fyra vita båtar, 2 hamnar";
    await createUser("otto");
    const page = await open();
    await addVirtualAuthenticator(page);
    await signInAs(page, "otto", FIRST_PASSWORD, namedAddress);
    await expectHeading(page, "Before you go on");
    await page.getByText("Your company asks you to add 2 different methods").waitFor();
    await assertAccessibleEverywhere(page, "register two");
    await addPasskey(page);
    await expectHeading(page, "Security information");
    const codes = await addRecoveryCodes(page);
    await expectHeading(page, "Security information");
    ageMethods(2); // past the trust delay

    await identify(page, "otto", /forgot my password/, namedAddress);
    await proveByRecoveryCode(page, codes[0]);
    await expectHeading(page, "One more check");
    await identify(page, "otto", /forgot my password/, namedAddress);
    await page.getByRole("radio", { name: /Passkey/ }).check();
    await page.getByRole("button", { name: "Continue" }).click();
    await choosePassword(page, password);
    await expectHeading(page, "Your password is changed");
    assert.equal(signIn("otto", password), "ok");
    assert.deepEqual(page.faults, []);
  });
});
