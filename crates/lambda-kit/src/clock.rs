//! The clock of the cloud part.

use jiff::Timestamp;

/// Returns the present moment.
#[expect(clippy::disallowed_methods, reason = "the one place where the functions read the clock")]
pub fn now() -> Timestamp {
    Timestamp::now()
}
