//! Converts the times of Active Directory: ticks of 100 ns since 1601.

const TICKS_PER_SECOND: i64 = 10_000_000;
const SECONDS_FROM_1601_TO_1970: i64 = 11_644_473_600;

/// Converts a time to whole seconds since 1970, rounded up. Returns `None` for 0 ("not set") and less.
pub(super) const fn to_unix(ticks: i64) -> Option<i64> {
    if ticks <= 0 {
        return None;
    }
    Some(ceil_seconds(ticks) - SECONDS_FROM_1601_TO_1970)
}

/// Converts an age to whole seconds, rounded up. An age is stored as a negative number of ticks; anything else means
/// none.
pub(super) const fn age_seconds(ticks: i64) -> i64 {
    // The lowest number means "never ends", which no minimum age is.
    if ticks >= 0 || ticks == i64::MIN { 0 } else { ceil_seconds(-ticks) }
}

/// Converts a maximum age to whole seconds. Returns `None` for the lowest number, which means "never", and for 0 and
/// more, which are not ages.
pub(super) const fn end_seconds(ticks: i64) -> Option<i64> {
    match age_seconds(ticks) {
        0 => None,
        seconds => Some(seconds),
    }
}

const fn ceil_seconds(ticks: i64) -> i64 {
    ticks / TICKS_PER_SECOND + if ticks % TICKS_PER_SECOND > 0 { 1 } else { 0 }
}

#[cfg(test)]
pub(super) const fn from_unix(seconds: i64) -> i64 {
    (seconds + SECONDS_FROM_1601_TO_1970) * TICKS_PER_SECOND
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_times_are_converted() {
        assert_eq!(to_unix(116_444_736_000_000_000), Some(0));
        assert_eq!(to_unix(116_444_736_000_000_001), Some(1));
        assert_eq!(to_unix(from_unix(1_800_000_000)), Some(1_800_000_000));
        assert_eq!(to_unix(0), None);
        assert_eq!(to_unix(-1), None);
    }

    #[test]
    fn directory_ages_become_seconds() {
        assert_eq!(age_seconds(-864_000_000_000), 86_400);
        assert_eq!(age_seconds(-1), 1);
        assert_eq!(age_seconds(0), 0);
        assert_eq!(age_seconds(i64::MIN), 0);
        assert_eq!(end_seconds(-36_288_000_000_000), Some(42 * 86_400));
        assert_eq!([0, 1, i64::MIN].map(end_seconds), [None; 3]);
    }
}
