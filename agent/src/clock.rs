//! The one place where the agent reads the clock.

use jiff::Timestamp;

/// Returns the current time.
#[expect(clippy::disallowed_methods, reason = "the edge: everything else takes moments as parameters")]
pub fn now() -> Timestamp {
    Timestamp::now()
}
