//! The only place that reads the clock.

use jiff::Timestamp;

/// Returns the system's time.
#[expect(clippy::disallowed_methods, reason = "the edge of the program: everything else is given a moment")]
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}
