//! The one place that reads the clock.

use jiff::Timestamp;

/// The time of the system.
#[expect(clippy::disallowed_methods, reason = "the edge of the program: everything else is given a moment")]
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}
