// The connection of a page, which can be lost or slow.

export const NO_CONNECTION = "There is no connection. What you typed is still here: try again when you are online.";

/** Loses the connection while something is done, until the page says so. */
export async function withoutConnection(page, act, says = NO_CONNECTION) {
  await page.context().setOffline(true);
  await act();
  await page.getByText(says).waitFor({ timeout: 15_000 });
  await page.context().setOffline(false);
}

/** Makes the answer to each request of the API late by this many milliseconds, and returns the paths that were sent to. */
export async function slowAnswers(page, milliseconds) {
  const sent = [];
  await page.route("**/api/**", async (route) => {
    if (route.request().method() === "POST") sent.push(new URL(route.request().url()).pathname);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    await route.continue().catch(() => {}); // the page may be closed by now
  });
  return sent;
}
