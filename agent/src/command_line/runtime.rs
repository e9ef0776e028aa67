//! The asynchronous runtime of a command: one thread is enough for a handful of connections.

use anyhow::Context as _;

pub(super) fn block_on<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.context("starting the runtime")?.block_on(work)
}

/// Prints a line of a command's output.
#[expect(clippy::print_stdout, reason = "for the administrator at the terminal")]
pub(super) fn say(line: &str) {
    println!("{line}");
}
