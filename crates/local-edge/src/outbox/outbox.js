// Reloads the page when the list has changed.
const { count, newest } = document.body.dataset;

async function look() {
  try {
    const answer = await fetch("/outbox.json", { cache: "no-store" });
    const messages = await answer.json();
    if (String(messages.length) !== count || (messages[0]?.at ?? "") !== newest) {
      location.reload();
      return;
    }
  } catch {
    // The machine may be restarting: look again.
  }
  setTimeout(look, 1000);
}

setTimeout(look, 1000);
