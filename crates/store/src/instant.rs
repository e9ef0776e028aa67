//! Moments as nanoseconds since 1970: short and exact.

use jiff::Timestamp;

use crate::StoreError;

/// A moment in nanoseconds since 1970; the last one is in the year 2262.
pub(crate) type Instant = i64;

/// Converts a moment to nanoseconds; fails after the year 2262.
pub(crate) fn write(at: Timestamp) -> Result<Instant, StoreError> {
    i64::try_from(at.as_nanosecond()).map_err(StoreError::unavailable("writing a moment"))
}

/// Converts nanoseconds to a moment, which exists for every number.
pub(crate) fn read(nanoseconds: Instant) -> Timestamp {
    Timestamp::from_nanosecond(i128::from(nanoseconds)).unwrap_or(Timestamp::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{read, write};

    #[test]
    fn every_number_converts_to_a_moment() {
        for nanoseconds in [i64::MIN, -1, 0, 1, i64::MAX] {
            assert_eq!(write(read(nanoseconds)).unwrap(), nanoseconds);
        }
        assert!(write(Timestamp::MAX).is_err());
    }
}
