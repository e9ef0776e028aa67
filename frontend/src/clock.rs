//! Moments and what is left of a while.
//!
//! A reader's clock may be wrong by hours, so that moments are compared with the server's time: the device's clock,
//! corrected by what the last answer said.

use std::cell::Cell;

use crate::browser;

thread_local! {
    static AHEAD_OF_DEVICE_MS: Cell<f64> = const { Cell::new(0.0) };
}

/// A point in time, in milliseconds since 1970 (UTC).
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub(crate) struct Moment(pub(crate) f64);

impl Moment {
    /// Reads RFC 3339 or the date of an HTTP header.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let milliseconds = browser::parse_date(text);
        milliseconds.is_finite().then_some(Self(milliseconds))
    }

    /// The server's time.
    pub(crate) fn now() -> Self {
        Self(browser::device_time() + AHEAD_OF_DEVICE_MS.get())
    }

    /// Learns the server's time. Headers carry whole seconds: half of one is the best guess for the rest.
    pub(crate) fn learn(server: Self) {
        AHEAD_OF_DEVICE_MS.set(server.0 + 500.0 - browser::device_time());
    }

    pub(crate) fn plus_seconds(self, seconds: u32) -> Self {
        Self(self.0 + f64::from(seconds) * 1000.0)
    }

    /// Whether the moment has come.
    pub(crate) fn has_passed(self, now: Self) -> bool {
        self <= now
    }

    /// Whole seconds until the moment, rounded up; none once it has come.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "casts of floats saturate")]
    pub(crate) fn seconds_left(self, now: Self) -> u32 {
        ((self.0 - now.0) / 1000.0).ceil().max(0.0) as u32
    }
}

/// `14:05` for 845 seconds.
pub(crate) fn minutes_and_seconds(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Whether this many seconds left are worth interrupting a screen reader for: a countdown read aloud every second
/// drowns everything else.
pub(crate) fn is_worth_announcing(seconds: u32) -> bool {
    matches!(seconds, 300 | 120 | 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_rounded_up_and_ends_at_the_moment() {
        let end = Moment(10_000.0);
        assert_eq!(end.seconds_left(Moment(0.0)), 10);
        assert_eq!(end.seconds_left(Moment(1.0)), 10);
        assert_eq!(end.seconds_left(Moment(9_000.0)), 1);
        assert_eq!(end.seconds_left(Moment(9_999.0)), 1);
        assert_eq!(end.seconds_left(Moment(10_000.0)), 0);
        assert_eq!(end.seconds_left(Moment(10_001.0)), 0);
    }

    #[test]
    fn a_moment_has_passed_exactly_when_it_comes() {
        let end = Moment(10_000.0);
        assert!(!end.has_passed(Moment(9_999.0)));
        assert!(end.has_passed(Moment(10_000.0)));
        assert_eq!(Moment(0.0).plus_seconds(10), end);
    }

    #[test]
    fn seconds_have_two_digits() {
        assert_eq!(minutes_and_seconds(845), "14:05");
        assert_eq!(minutes_and_seconds(59), "0:59");
        assert_eq!(minutes_and_seconds(0), "0:00");
    }

    #[test]
    fn only_a_few_moments_are_announced() {
        assert_eq!((0..=900).filter(|seconds| is_worth_announcing(*seconds)).count(), 3);
    }
}
