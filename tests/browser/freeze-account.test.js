// "This was not me": the user who gets the notice stops an attack without signing in.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { assertAccessibleEverywhere } from "./support/accessibility.js";
import { addMobile, addPasskey, addRecoveryCodes, addVirtualAuthenticator, proveByRecoveryCode, signInAs } from "./support/account.js";
import { unfreeze } from "./support/administrator.js";
import { useBrowser } from "./support/browser.js";
import { FIRST_PASSWORD, createUser, signIn } from "./support/directory.js";
import { expectHeading } from "./support/heading.js";
import { ageMethods, namedAddress, newNotice, outbox } from "./support/instance.js";
import { choosePassword, identify, withoutRules } from "./support/reset.js";

const open = useBrowser();
const PASSWORD = "Nio vita svanar, 8 vikar";
const LINK = /http\S+#freeze=\S+/;

describe("an attacker has mira's recovery codes", () => {
  test("the link of a notice ends the attack and every session", async () => {
    await createUser("mira");
    const [mira, attacker, phone] = [await open(), await open(), await open({ width: 390, height: 780 })];
    await signInAs(mira, "mira", FIRST_PASSWORD);
    await expectHeading(mira, "Before you go on");
    await addMobile(mira, "+46 70 174 06 44");
    await expectHeading(mira, "Security information");
    const codes = await addRecoveryCodes(mira);
    await expectHeading(mira, "Security information");
    ageMethods(2); // one of the last 24 hours does not count alone

    let seen = (await outbox()).length;
    await withoutRules(attacker);
    await identify(attacker, "mira");
    await proveByRecoveryCode(attacker, codes[0]);
    await expectHeading(attacker, "Choose a new password");
    const notice = await newNotice(seen, "+46701740644", /one of your recovery codes was used/);
    await openLink(phone, notice, "This was not me");
    await phone.getByText("Nothing has happened yet: this page asks you first.").waitFor();
    // Looking has changed nothing: the attacker still reaches the directory, and she is still signed in.
    await choosePassword(attacker, FIRST_PASSWORD);
    await attacker.getByText("This password is easy to guess.").waitFor({ timeout: 15_000 });
    await mira.reload();
    await expectHeading(mira, "Security information");

    seen = (await outbox()).length;
    await phone.getByRole("button", { name: "Freeze my account" }).click();
    await phone.getByText("Your account is frozen. Nobody can change anything here now.").waitFor();
    const { body } = await newNotice(seen, "+46701740644", /your account was frozen/);
    assert.doesNotMatch(body, LINK, "what is frozen cannot be frozen again");
    await choosePassword(attacker, PASSWORD);
    await expectHeading(attacker, "Time is up");
    assert.equal(signIn("mira", FIRST_PASSWORD), "ok");
    await mira.reload();
    await mira.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();

    // Codes open nothing any more, nor does the password.
    await identify(attacker, "mira");
    await proveByRecoveryCode(attacker, codes[1]);
    await attacker.getByText("That is not the code. You have 2 tries left.").waitFor();
    await signInAs(mira, "mira", FIRST_PASSWORD);
    await expectHeading(mira, "Your account is frozen");
    await mira.getByText("Ask your help desk to lift the freeze. They make sure first that it is you.").waitFor();
    assert.equal(await mira.getByRole("button", { name: "Lift it with my passkey" }).count(), 0);
    await assertAccessibleEverywhere(mira, "lift freeze");

    seen = (await outbox()).length;
    unfreeze("mira");
    await newNotice(seen, "+46701740644", /your account was unfrozen/);
    await mira.reload();
    await expectHeading(mira, "One more check");
    await identify(mira, "mira");
    await proveByRecoveryCode(mira, codes[1]);
    await choosePassword(mira, PASSWORD);
    await expectHeading(mira, "Your password is changed");
    assert.equal(signIn("mira", PASSWORD), "ok");
    for (const page of [mira, attacker, phone]) assert.deepEqual(page.faults, []);
  });
});

describe("nina has a passkey", () => {
  test("her passkey lifts the freeze once it is older than a day", async () => {
    await createUser("nina");
    const nina = await open();
    await addVirtualAuthenticator(nina);
    await signInAs(nina, "nina", FIRST_PASSWORD, namedAddress);
    await expectHeading(nina, "Before you go on");
    await addMobile(nina, "+46 70 174 06 45");
    await expectHeading(nina, "Security information");
    const seen = (await outbox()).length;
    await addPasskey(nina);
    await expectHeading(nina, "Security information");
    const notice = await newNotice(seen, "+46701740645", /added to your account: a passkey/);
    const phone = await open({ width: 390, height: 780, locale: "sv-SE" });
    await openLink(phone, notice, "Det var inte jag");
    await phone.getByRole("button", { name: "Frys mitt konto" }).click();
    await phone.getByText(/Ditt konto är fryst/).waitFor();
    await nina.waitForTimeout(1000); // what begins in the same second is over, too

    ageMethods(2);
    await signInAs(nina, "nina", FIRST_PASSWORD, namedAddress);
    await expectHeading(nina, "Your account is frozen");
    await assertAccessibleEverywhere(nina, "lift freeze by passkey");
    await nina.getByRole("button", { name: "Lift it with my passkey" }).click();
    await nina.getByText("Your account is no longer frozen.").waitFor();
    await expectHeading(nina, "Security information");
    for (const page of [nina, phone]) assert.deepEqual(page.faults, []);
  });
});

/** Opens the link of a notice. */
async function openLink(page, notice, heading) {
  await page.goto(notice.body.match(LINK)[0]);
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
}
