//! The one place where the agent reads the clock.

use jiff::Timestamp;

/// Returns the time of the system clock.
#[expect(clippy::disallowed_methods, reason = "the edge: everything else takes moments as parameters")]
pub fn now() -> Timestamp {
    Timestamp::now()
}
