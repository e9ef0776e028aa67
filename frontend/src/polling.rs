//! The intervals at which the page polls for an outcome, and the time after which it says that this takes long.

/// The first pause in milliseconds. The answer usually comes after a tenth of a second.
const FIRST_MS: i32 = 120;
const SECOND_MS: i32 = 150;
const MAXIMUM_MS: i32 = 1000;

/// The milliseconds between two polls for a deferred order.
pub(crate) const DEFERRED_ORDER_INTERVAL_MS: i32 = 3000;

/// The time that a user has waited, compared with the usual time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ResponseTime {
    Usual,
    Slow,
    VerySlow,
}

impl ResponseTime {
    pub(crate) fn after_ms(waited_ms: f64) -> Self {
        match waited_ms {
            60_000.0.. => Self::VerySlow,
            5_000.0.. => Self::Slow,
            _ => Self::Usual,
        }
    }
}

/// Returns the pause before the next poll, after this many polls: 120 ms, 150 ms, then a fifth longer each time, up to
/// one second.
pub(crate) fn pause_ms(polls: i32) -> i32 {
    match polls {
        0 => FIRST_MS,
        _ => (1..polls)
            .fold(SECOND_MS, |pause, _| if pause < MAXIMUM_MS { pause + pause / 5 } else { pause })
            .min(MAXIMUM_MS),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_between_polls_grow() {
        let pauses: Vec<_> = (0..20).map(pause_ms).collect();
        assert_eq!(pauses[..4], [120, 150, 180, 216]);
        assert!(pauses.is_sorted());
        assert_eq!(pauses.last(), Some(&1000));
    }

    #[test]
    fn first_second_has_at_least_five_polls() {
        assert!((0..5).map(pause_ms).sum::<i32>() < 1000);
    }

    #[test]
    fn long_waits_are_reported() {
        assert_eq!(ResponseTime::after_ms(4_999.0), ResponseTime::Usual);
        assert_eq!(ResponseTime::after_ms(5_000.0), ResponseTime::Slow);
        assert_eq!(ResponseTime::after_ms(60_000.0), ResponseTime::VerySlow);
    }
}
