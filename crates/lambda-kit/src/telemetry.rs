//! Telemetry: one JSON object per line on standard output, which the platform collects.

use tracing::level_filters::LevelFilter;

/// Starts telemetry; to be called first in `main`. A second call changes nothing.
///
/// The platform stamps each line with its time. Spans are on level `debug`, which is switched off: they cost nothing,
/// and a line can hold nothing but its own fields.
pub fn init_telemetry() {
    let started = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .without_time()
        .with_target(false)
        .with_current_span(false)
        .with_span_list(false)
        .with_max_level(LevelFilter::INFO)
        .finish();
    // Fails only if a test has set its own subscriber.
    drop(tracing::subscriber::set_global_default(started));
}
