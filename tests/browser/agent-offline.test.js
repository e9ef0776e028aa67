// All agents are offline: the page says so at once, an order may be deferred, and a notice tells its outcome.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { assertAccessible, assertFits } from "./support/accessibility.js";
import { pauseAgent, resumeAgent } from "./support/agent.js";
import { useBrowser } from "./support/browser.js";
import { FIRST_PASSWORD, agePassword, lock, signIn } from "./support/directory.js";
import { expectHeading } from "./support/heading.js";
import { address, newMessage, outbox } from "./support/instance.js";
import { choosePassword, identify, prove } from "./support/reset.js";

const open = useBrowser();
const PASSWORD = "Elva-Lugna-Broar-27";

describe("all agents are offline", () => {
  before(async () => {
    await agePassword("anna", 30);
    lock("cleo");
    await pauseAgent();
  });
  after(() => resumeAgent());

  test("a deferred order is carried out, or cancelled by its link", async () => {
    const anna = await open({ width: 320, height: 640 });
    await anna.goto(address());
    await anna.getByText("Your company’s directory cannot be reached right now.").waitFor();
    await anna.getByText(/Last reached: .*\d\d:\d\d/).waitFor();
    await assertAccessible(anna, "away");
    await assertFits(anna, "away");
    await identify(anna, "anna");
    await prove(anna, /Email/, "email");
    await expectHeading(anna, "Choose a new password");
    await anna.getByText("You can go on all the same: your request can wait for it.").waitFor();
    let seen = (await outbox()).length;
    await choosePassword(anna, PASSWORD);
    await deferOrder(anna, "Setting your password");
    const notice = await newMessage(seen, "email");
    assert.match(notice.body, /we keep trying to set your new password/);

    const cleo = await open();
    await identify(cleo, "cleo", /locked out/);
    await prove(cleo, /Text message/, "sms");
    await deferOrder(cleo, "Unlocking your account");
    // She cancels it, changes her mind, and defers it again.
    await cleo.getByRole("button", { name: "Stop trying" }).click();
    await expectHeading(cleo, "Nothing was changed");
    await assertAccessible(cleo, "stopped");
    seen = (await outbox()).length;
    await cleo.getByRole("button", { name: "Try again" }).click();
    await deferOrder(cleo, "Unlocking your account"); // she is asked again
    const [link] = (await newMessage(seen, "sms", /#cancel=/)).body.match(/http\S+#cancel=\S+/);

    const elsewhere = await open();
    await elsewhere.goto(link);
    await elsewhere.getByRole("heading", { level: 1, name: "Stop trying?" }).waitFor();
    await assertAccessible(elsewhere, "cancel");
    await cleo.waitForTimeout(4000);
    await cleo.getByText(/We keep trying until/).waitFor(); // opening the link has changed nothing
    seen = (await outbox()).length;
    await elsewhere.getByRole("button", { name: "Cancel the request" }).click();
    await elsewhere.getByText("The request is cancelled. Nothing was changed.").waitFor();
    await expectHeading(cleo, "Nothing was changed");
    await newMessage(seen, "sms", /nothing was changed: the request was cancelled/);

    seen = (await outbox()).length;
    resumeAgent();
    await anna.getByRole("heading", { name: "Your password is changed" }).waitFor({ timeout: 90_000 });
    await newMessage(seen, "email", /Your password was changed/);
    assert.equal(signIn("anna", PASSWORD), "ok");
    assert.equal(signIn("cleo", FIRST_PASSWORD), "locked");
    for (const page of [anna, cleo, elsewhere]) assert.deepEqual(page.faults, []);
  });
});

/** Defers the order when the page offers it. */
async function deferOrder(page, heading) {
  await expectHeading(page, heading);
  await page.getByRole("button", { name: "Keep trying for 30 minutes and tell me" }).click();
  await page.getByText(/We keep trying until \d\d:\d\d/).waitFor();
  await expectHeading(page, heading); // the button has gone, and the heading has the focus
  await assertAccessible(page, "keeps trying");
  await assertFits(page, "keeps trying");
}
