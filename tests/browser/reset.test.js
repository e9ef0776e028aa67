// A user has forgotten the password.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { assertAccessible, assertFits } from "./support/accessibility.js";
import { useBrowser } from "./support/browser.js";
import { expectHeading } from "./support/heading.js";
import { FIRST_PASSWORD, agePassword, signIn } from "./support/directory.js";
import { address, outbox } from "./support/instance.js";
import { askForCode, choosePassword, identify, receiveCode } from "./support/reset.js";

const open = useBrowser();

describe("anna has forgotten her password", () => {
  test("she resets it by mail, and every step is accessible", async () => {
    await agePassword("anna", 30);
    const password = "Nio glada kor 1 maj";
    const page = await open({ width: 768 });
    const check = async (step) => {
      await assertAccessible(page, step);
      await assertFits(page, step);
    };
    await page.goto(address());
    await page.getByLabel("User name", { exact: true }).waitFor();
    await check("identify");
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText("Enter your user name first.").waitFor();
    await check("identify, complaint");

    await identify(page, "anna");
    await check("prove");
    const code = await receiveCode(page, /Email/, "email");
    await check("code");
    await page.getByLabel(/digit code/).fill(code);
    await expectHeading(page, "Choose a new password");
    await check("password");
    await page.getByLabel("New password", { exact: true }).fill("short");
    await page.getByRole("button", { name: "Set password" }).click();
    await page.getByText("One of the rules is not met yet.").waitFor();
    await check("password, complaint");
    await choosePassword(page, password);
    await expectHeading(page, "Your password is changed");
    await check("done");

    assert.equal(signIn("anna", password), "ok");
    assert.equal(signIn("anna", FIRST_PASSWORD), "wrong");
    assert.deepEqual(page.faults, []);
  });

  test("she resets it by text message, after a wrong code", async () => {
    await agePassword("anna", 30);
    const password = "Tretton-Kanoter-Hemma!";
    const page = await open();
    await identify(page, "anna@demo.example");
    const code = await receiveCode(page, /Text message/, "sms");
    const wrong = code === "000000" ? "111111" : "000000";
    await page.getByLabel(/digit code/).fill(wrong);
    await page.getByText("You have 2 tries left.").waitFor();
    assert.equal(await page.getByLabel(/digit code/).inputValue(), "");
    // The code is typed as it would be pasted from a message.
    await page.getByLabel(/digit code/).fill(` ${code.slice(0, 3)} ${code.slice(3)} `);
    await choosePassword(page, password);
    await expectHeading(page, "Your password is changed");

    assert.equal(signIn("anna", password), "ok");
    assert.deepEqual(page.faults, []);
  });
});

describe("a name reveals nothing to a stranger", () => {
  test("every name sees the same page, and no code is sent", async () => {
    const seen = {};
    for (const user of ["anna", "eva", "fia", "gus", "nobody-at-all"]) {
      const page = await open();
      await identify(page, user);
      const before = (await outbox()).length;
      const methods = await page.getByRole("radio").count();
      const prove = await visibleText(page);
      // Anna is not asked for a code, because hers would be sent.
      if (user !== "anna") {
        await askForCode(page, /Email/);
        seen.code ??= await visibleText(page, user);
        assert.equal(await visibleText(page, user), seen.code, `${user} at the code`);
        await new Promise((resolve) => setTimeout(resolve, 1500));
        // Who may not reset gets a mail that says why.
        const messages = await outbox();
        const codes = messages.slice(0, messages.length - before).filter(({ body }) => /\b\d{6}\b/.test(body));
        assert.deepEqual(codes, [], `a code was sent for ${user}`);
        await page.getByLabel(/digit code/).fill("123456");
        await page.getByText("You have 2 tries left.").waitFor();
      }
      seen.prove ??= prove;
      seen.methods ??= methods;
      assert.equal(prove, seen.prove, `${user} at the methods`);
      assert.equal(methods, seen.methods, `${user}'s methods`);
      assert.deepEqual(page.faults, []);
      await page.context().close();
    }
  });

  test("after two wrong guesses the next reset takes more work, which nobody sees", async () => {
    const guessing = await open();
    await identify(guessing, "guessed-at");
    await askForCode(guessing, /Email/);
    for (const [code, left] of [["123456", "2 tries"], ["123457", "1 try"]]) {
      await guessing.getByLabel(/digit code/).fill(code);
      await guessing.getByText(`You have ${left} left.`).waitFor();
    }
    const page = await open();
    const answers = [];
    page.on("response", (answer) => answer.url().endsWith("/api/reset/start") && answers.push(answer.status()));
    await identify(page, "guessed-at");
    assert.deepEqual(answers, [428, 201]);
    assert.deepEqual(page.faults, []);
  });
});

/** Returns the text of the page without what differs between two visits of one user. */
async function visibleText(page, user = "") {
  const text = await page.locator("main").innerText();
  return text.replaceAll(/\d+:\d+/g, "TIME").replaceAll(/\(\d+ s\)/g, "(WAIT)").replace(user, "NAME");
}
