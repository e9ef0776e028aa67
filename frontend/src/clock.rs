//! Moments, and the time left until them.
//!
//! The clock of a device may be wrong by hours. Moments are therefore compared with the server's time: the device's
//! clock, corrected by the date of the last answer.

use std::cell::Cell;

use crate::browser;

thread_local! {
    static AHEAD_OF_DEVICE_MS: Cell<f64> = const { Cell::new(0.0) };
}

/// A point in time, in milliseconds since 1970 (UTC).
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub(crate) struct Moment(pub(crate) f64);

impl Moment {
    /// Reads RFC 3339 in UTC, as the contract writes moments: `2026-11-23T10:00:00Z`, with or without a fraction.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
        let (time, fraction) = time.split_once('.').map_or((time, None), |(time, rest)| (time, Some(rest)));
        let [year, month, day] = numbers(date, '-')?;
        let [hours, minutes, seconds] = numbers(time, ':')?;
        let milliseconds = fraction.map_or(Some(0), milliseconds)?;
        let seconds = (days_since_1970(year, month, day) * 24 + hours) * 3600 + minutes * 60 + seconds;
        #[expect(
            clippy::cast_precision_loss,
            reason = "milliseconds fit a float for the next hundred thousand years"
        )]
        Some(Self((seconds * 1000 + milliseconds) as f64))
    }

    /// Returns the server's time.
    pub(crate) fn now() -> Self {
        Self(browser::device_time() + AHEAD_OF_DEVICE_MS.get())
    }

    /// Learns the server's time from the date of a fresh answer. Headers have whole seconds: one second more shows too
    /// little time left rather than too much.
    pub(crate) fn set_server_time(date: &str) {
        let server = browser::parse_date(date);
        if server.is_finite() {
            AHEAD_OF_DEVICE_MS.set(server + 1000.0 - browser::device_time());
        }
    }

    /// Returns by how many milliseconds the server's clock is ahead of the device's.
    #[expect(clippy::cast_possible_truncation, reason = "casts of floats saturate")]
    pub(crate) fn offset_ms() -> i64 {
        AHEAD_OF_DEVICE_MS.get() as i64
    }

    /// Takes what an earlier visit learned of the server's time, until an answer comes.
    pub(crate) fn assume_offset_ms(milliseconds: f64) {
        AHEAD_OF_DEVICE_MS.set(milliseconds);
    }

    /// Returns the whole milliseconds since 1970 (UTC).
    #[expect(clippy::cast_possible_truncation, reason = "casts of floats saturate")]
    pub(crate) const fn milliseconds(self) -> i64 {
        self.0 as i64
    }

    pub(crate) fn plus_seconds(self, seconds: u32) -> Self {
        Self(self.0 + f64::from(seconds) * 1000.0)
    }

    /// Returns whether the moment has come.
    pub(crate) fn has_passed(self, now: Self) -> bool {
        self <= now
    }

    /// Returns the whole seconds until the moment, rounded up; 0 once it has come.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "casts of floats saturate")]
    pub(crate) fn seconds_left(self, now: Self) -> u32 {
        ((self.0 - now.0) / 1000.0).ceil().max(0.0) as u32
    }

    /// Returns the whole days since the moment; 0 if it has not come.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "casts of floats saturate")]
    pub(crate) fn days_since(self, now: Self) -> u32 {
        ((now.0 - self.0) / 86_400_000.0) as u32
    }

    /// Returns the minutes until the moment, to the nearest one.
    pub(crate) fn minutes_left(self, now: Self) -> u32 {
        self.seconds_left(now).saturating_add(30) / 60
    }
}

fn numbers(text: &str, separator: char) -> Option<[i64; 3]> {
    let numbers: Vec<i64> = text.split(separator).map(|number| number.parse().ok()).collect::<Option<_>>()?;
    numbers.try_into().ok()
}

/// Returns the first three digits of a fraction as a whole number: reading a float brings tables of 10 KB into the
/// page.
fn milliseconds(fraction: &str) -> Option<i64> {
    let digits: String = fraction.chars().chain("00".chars()).take(3).collect();
    digits.parse().ok()
}

/// Counts days of the Gregorian calendar. Years begin in March here, so that a leap day is a year's last day.
const fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year / 4 - year / 100 + year / 400;
    year * 365 + leap_days + (month * 153 + 2) / 5 + day - 719_469
}

/// Formats seconds as minutes and seconds: `14:05` for 845.
pub(crate) fn minutes_and_seconds(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Returns whether the time left is shown: only when it may matter, because a countdown draws the eye.
pub(crate) const fn is_worth_showing(seconds: u32) -> bool {
    seconds <= 300
}

/// Returns whether a screen reader announces that this many seconds are left. A countdown read aloud every second
/// would drown everything else.
pub(crate) fn is_worth_announcing(seconds: u32) -> bool {
    matches!(seconds, 300 | 120 | 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_left_is_rounded_up_and_ends_at_the_moment() {
        let end = Moment(10_000.0);
        assert_eq!(end.seconds_left(Moment(0.0)), 10);
        assert_eq!(end.seconds_left(Moment(1.0)), 10);
        assert_eq!(end.seconds_left(Moment(9_000.0)), 1);
        assert_eq!(end.seconds_left(Moment(9_999.0)), 1);
        assert_eq!(end.seconds_left(Moment(10_000.0)), 0);
        assert_eq!(end.seconds_left(Moment(10_001.0)), 0);
    }

    #[test]
    fn days_since_a_moment_are_whole() {
        const DAY: f64 = 86_400_000.0;
        for (now, days) in [(-DAY, 0), (0.0, 0), (DAY - 1.0, 0), (DAY, 1), (3.5 * DAY, 3)] {
            assert_eq!(Moment(0.0).days_since(Moment(now)), days);
        }
    }

    #[test]
    fn moment_has_passed_exactly_when_it_comes() {
        let end = Moment(10_000.0);
        assert!(!end.has_passed(Moment(9_999.0)));
        assert!(end.has_passed(Moment(10_000.0)));
        assert_eq!(Moment(0.0).plus_seconds(10), end);
    }

    #[test]
    fn moments_of_the_contract_are_read() {
        let milliseconds = |text| Moment::parse(text).map(|moment| moment.0);
        assert_eq!(milliseconds("1970-01-01T00:00:00Z"), Some(0.0));
        assert_eq!(milliseconds("2000-02-29T12:00:00Z"), Some(951_825_600_000.0));
        assert_eq!(milliseconds("2026-11-23T10:00:00Z"), Some(1_795_428_000_000.0));
        assert_eq!(milliseconds("2026-11-23T10:00:00.25Z"), Some(1_795_428_000_250.0));
        assert_eq!(milliseconds("2026-11-23T10:00:00.123456789Z"), Some(1_795_428_000_123.0));
        for other in ["", "2026-11-23", "2026-11-23T10:00:00+01:00", "2026-11-23T10:00Z", "x-11-23T10:00:00Z"]
        {
            assert_eq!(milliseconds(other), None, "{other}");
        }
    }

    #[test]
    fn seconds_have_two_digits() {
        assert_eq!(minutes_and_seconds(845), "14:05");
        assert_eq!(minutes_and_seconds(59), "0:59");
        assert_eq!(minutes_and_seconds(0), "0:00");
    }

    #[test]
    fn time_left_is_shown_in_the_last_five_minutes() {
        assert!(!is_worth_showing(301) && is_worth_showing(300) && is_worth_showing(0));
    }

    #[test]
    fn only_a_few_moments_are_announced() {
        assert_eq!((0..=900).filter(|seconds| is_worth_announcing(*seconds)).count(), 3);
    }
}
