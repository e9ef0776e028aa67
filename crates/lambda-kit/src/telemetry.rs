//! Telemetry: one JSON object per line on standard output, which the platform collects.

use std::io;

use tracing::{Subscriber, level_filters::LevelFilter};
use tracing_subscriber::fmt::MakeWriter;

/// Starts telemetry; to be called first in `main`. A second call changes nothing.
pub fn init_telemetry() {
    // Fails only if a test has set its own subscriber.
    drop(tracing::subscriber::set_global_default(json_lines(io::stdout)));
}

/// Returns what writes the lines.
///
/// Each has its time as `timestamp`: Lambda takes a line without one for level `INFO`, whatever its `level` says
/// (<https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html>). Spans are on level `debug`,
/// which is switched off: they cost nothing, and a line can hold nothing but its own fields.
fn json_lines<W>(writer: W) -> impl Subscriber + Send + Sync
where
    W: for<'writer> MakeWriter<'writer> + Send + Sync + 'static,
{
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_target(false)
        .with_current_span(false)
        .with_span_list(false)
        .with_max_level(LevelFilter::INFO)
        .with_writer(writer)
        .finish()
}

#[cfg(test)]
pub(crate) use tests::written;

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use jiff::Timestamp;
    use serde_json::Value;

    use super::json_lines;

    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl std::io::Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    /// Returns the lines that are logged meanwhile.
    pub(crate) fn written(log: impl FnOnce()) -> Vec<Value> {
        let lines = Lines::default();
        let writer = lines.clone();
        tracing::subscriber::with_default(json_lines(move || writer.clone()), log);
        let bytes = lines.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    #[test]
    fn line_has_what_lambda_reads_its_level_and_time_from() {
        let lines = written(|| tracing::error!(step = "show-config", "failed"));

        let [line] = &*lines else { panic!("{lines:?}") };
        assert_eq!((&line["level"], &line["message"]), (&"ERROR".into(), &"failed".into()), "{line}");
        assert!(line["timestamp"].as_str().unwrap().parse::<Timestamp>().is_ok(), "{line}");
    }

    #[test]
    fn spans_add_nothing_to_a_log_line() {
        let lines = written(|| {
            let _span = tracing::debug_span!("loading", account = "a").entered();
            tracing::info!(status = 200, "answered");
            tracing::debug!("not written");
        });

        let [line] = &*lines else { panic!("{lines:?}") };
        let members: Vec<&String> = line.as_object().unwrap().keys().collect();
        assert_eq!(members, ["level", "message", "status", "timestamp"]);
    }
}
