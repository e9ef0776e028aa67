//! The clock of the cloud part.

use jiff::Timestamp;

/// Returns the time of the system clock. Steps take it as a parameter.
#[expect(clippy::disallowed_methods, reason = "the one place where the functions read the clock")]
pub fn now() -> Timestamp {
    Timestamp::now()
}
