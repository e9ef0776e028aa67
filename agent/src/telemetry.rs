//! Structured log lines on standard error: JSON, one event a line, names of events in the past tense.

use tracing_subscriber::{EnvFilter, filter::LevelFilter};

/// Starts to write log lines to standard error. Libraries log warnings and errors only, because their debug lines may
/// contain what was sent.
pub(crate) fn start() {
    let filter = EnvFilter::builder()
        .with_default_directive(LevelFilter::WARN.into())
        .parse_lossy("warn,readmit_agent=info,ldap3=error,aws_smithy_runtime=error,hyper_util=error");
    let lines = tracing_subscriber::fmt().json().flatten_event(true).with_env_filter(filter);
    if lines.with_writer(std::io::stderr).try_init().is_err() {
        tracing::debug!("logging_started_before");
    }
}
