//! How often to ask, and when to say that it takes long.

/// The usual answer is there after a tenth of a second.
const FIRST_MS: i32 = 120;
const SECOND_MS: i32 = 150;
const LONGEST_MS: i32 = 1000;

/// The pause between questions about an order that waits for an agent.
pub(crate) const WAITING_MS: i32 = 3000;

/// What to tell somebody who has waited so long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Patience {
    Usual,
    Slow,
    VerySlow,
}

impl Patience {
    pub(crate) fn after_ms(waited: f64) -> Self {
        match waited {
            60_000.0.. => Self::VerySlow,
            5_000.0.. => Self::Slow,
            _ => Self::Usual,
        }
    }
}

/// The pause before a question, after this many were asked: 120 ms, 150 ms, then a fifth longer each time, to one second.
pub(crate) fn pause_ms(asked: i32) -> i32 {
    match asked {
        0 => FIRST_MS,
        _ => (1..asked)
            .fold(SECOND_MS, |pause, _| if pause < LONGEST_MS { pause + pause / 5 } else { pause })
            .min(LONGEST_MS),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_become_more_seldom() {
        let pauses: Vec<_> = (0..20).map(pause_ms).collect();
        assert_eq!(pauses[..4], [120, 150, 180, 216]);
        assert!(pauses.is_sorted());
        assert_eq!(pauses.last(), Some(&1000));
    }

    #[test]
    fn the_first_second_has_at_least_five_questions() {
        assert!((0..5).map(pause_ms).sum::<i32>() < 1000);
    }

    #[test]
    fn long_waits_are_not_glossed_over() {
        assert_eq!(Patience::after_ms(4_999.0), Patience::Usual);
        assert_eq!(Patience::after_ms(5_000.0), Patience::Slow);
        assert_eq!(Patience::after_ms(60_000.0), Patience::VerySlow);
    }
}
