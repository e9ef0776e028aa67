//! The only place that reads the clock.

use jiff::Timestamp;

/// Returns the time of the system clock.
#[expect(clippy::disallowed_methods, reason = "the edge of the program: everything else is given a moment")]
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}
