//! What comes from outside: the environment, the clock, the terminal.

use anyhow::Context;
use jiff::Timestamp;

/// The AWS clients, by AWS's own variables.
pub(crate) fn clients() -> anyhow::Result<aws_clients::Clients> {
    let environment = aws_clients::Environment::read(variable).context(
        "AWS is not configured: set AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, for a role, \
         AWS_SESSION_TOKEN (`aws configure export-credentials --format env` prints them)",
    )?;
    Ok(aws_clients::connect(environment))
}

/// What was given on the command line, or else what the environment says.
pub(crate) fn setting(given: Option<&String>, option: &str, name: &str) -> anyhow::Result<String> {
    let value = given.cloned().or_else(|| variable(name));
    value.with_context(|| format!("give {option} or set {name}; the stack's outputs name the table"))
}

/// The present moment.
#[expect(clippy::disallowed_methods, reason = "the one place where this program reads the clock")]
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// One line for the person at the terminal.
#[expect(clippy::print_stdout, reason = "what this program has to say")]
pub(crate) fn say(line: &str) {
    println!("{line}");
}

/// What went wrong, for the person at the terminal.
#[expect(clippy::print_stderr, reason = "what this program has to say when it fails")]
pub(crate) fn complain(error: &str) {
    eprintln!("readmit-admin: {error}");
}

#[expect(clippy::disallowed_methods, reason = "the one place where this program reads its environment")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
