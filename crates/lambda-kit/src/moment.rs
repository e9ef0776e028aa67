//! Moments as the page reads them.

use jiff::{Timestamp, Unit};

/// Returns a moment in RFC 3339, in UTC and whole seconds: `2027-02-01T08:30:00Z`.
pub fn rfc3339(moment: Timestamp) -> String {
    let whole = Timestamp::from_second(moment.as_second()).unwrap_or(moment);
    debug_assert_eq!(whole.round(Unit::Second).ok(), Some(whole), "no fraction is left");
    whole.to_string()
}

#[cfg(test)]
mod tests {
    use super::rfc3339;

    #[test]
    fn fractions_of_seconds_are_dropped() {
        let moment = "2027-02-01T08:30:00.999Z".parse().unwrap();

        assert_eq!(rfc3339(moment), "2027-02-01T08:30:00Z");
    }
}
