//! Access to the environment, the clock and the terminal.

use anyhow::Context;
use jiff::Timestamp;

/// Returns the AWS clients, configured by AWS's own variables.
pub(crate) fn clients() -> anyhow::Result<aws_clients::Clients> {
    let environment = aws_clients::Environment::read(variable).context(
        "AWS is not configured: set AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, for a role, \
         AWS_SESSION_TOKEN (`aws configure export-credentials --format env` prints them)",
    )?;
    Ok(aws_clients::connect(environment))
}

/// Returns the value of a command line option or, if it was not given, of an environment variable.
pub(crate) fn setting(argument: Option<&String>, option: &str, name: &str) -> anyhow::Result<String> {
    let value = argument.cloned().or_else(|| variable(name));
    value.with_context(|| format!("give {option} or set {name}; the stack's outputs name the table"))
}

/// Returns the present moment.
#[expect(clippy::disallowed_methods, reason = "the one place where this program reads the clock")]
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

#[expect(clippy::print_stdout, reason = "what this program has to say")]
pub(crate) fn print_line(line: &str) {
    println!("{line}");
}

#[expect(clippy::print_stderr, reason = "what this program has to say when it fails")]
pub(crate) fn print_error(error: &str) {
    eprintln!("readmit-admin: {error}");
}

#[expect(clippy::disallowed_methods, reason = "the one place where this program reads its environment")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
