//! Decides when wrong passwords lock an account, and how many would not. Pure.

use super::{entry::Entry, moment};

/// The largest difference that is allowed between the clocks of agent and controller. Kerberos allows the same.
const CLOCK_SKEW_SECONDS: i64 = 300;

/// The lockout rules of a password policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lockout {
    /// The number of wrong passwords that lock the account; 0 if none do, `None` if it cannot be read.
    threshold: Option<i64>,
    /// The time in seconds after which earlier wrong passwords do not count any more; `None` if they always do.
    window: Option<i64>,
}

/// The wrong passwords of an account.
#[derive(Debug, Clone, Copy)]
pub(super) struct BadPasswords {
    count: Option<i64>,
    /// The time of the last wrong password, in whole seconds since 1970.
    last_at: Option<i64>,
}

impl Lockout {
    /// Rules that cannot be read, so that no wrong password is risked.
    pub(super) const UNKNOWN: Self = Self { threshold: None, window: None };

    /// Makes rules from the numbers of a policy, in the directory's units.
    pub(super) fn new(threshold: Option<i64>, window: Option<i64>) -> Self {
        // The lowest number means "always"; any other is an age.
        Self { threshold, window: window.filter(|window| *window != i64::MIN).map(moment::age_seconds) }
    }

    pub(super) fn never_locks(self) -> bool {
        self.threshold == Some(0)
    }

    /// Returns how many more wrong passwords would leave an account unlocked.
    pub(super) fn spare_attempts(self, bad_passwords: BadPasswords, now: i64) -> u32 {
        self.left(bad_passwords, now, |_| 1)
    }

    /// Returns how many more passwords of anonymous callers may be tried: if all are wrong, the user can still
    /// give wrong ones until the account is locked, at least two and at least half of what the policy allows.
    pub(super) fn spare_sign_ins(self, bad_passwords: BadPasswords, now: i64) -> u32 {
        self.left(bad_passwords, now, |threshold| (threshold - threshold / 2).max(2))
    }

    /// Returns how many more wrong passwords leave the user as many as `kept` computes from the threshold.
    fn left(self, bad_passwords: BadPasswords, now: i64, kept: fn(i64) -> i64) -> u32 {
        let (threshold, count) = match (self.threshold, bad_passwords.count) {
            (Some(0), _) => return u32::MAX,
            // The directory keeps an expired count until the next wrong password, which sets it to one.
            (Some(threshold), Some(_)) if self.is_over(bad_passwords, now) => (threshold, 0),
            (Some(threshold), Some(count)) => (threshold, count),
            (Some(_) | None, None) | (None, Some(_)) => return 0,
        };
        u32::try_from(threshold.saturating_sub(kept(threshold)).saturating_sub(count)).unwrap_or(0)
    }

    /// Returns whether the last wrong password is so old that it does not count any more, whichever clock is right.
    fn is_over(self, bad_passwords: BadPasswords, now: i64) -> bool {
        let (Some(window), Some(last_at)) = (self.window, bad_passwords.last_at) else { return false };
        last_at.saturating_add(window).saturating_add(CLOCK_SKEW_SECONDS) < now
    }
}

impl BadPasswords {
    /// Reads the count of one controller. It is not replicated to the others.
    pub(super) fn from_entry(account: &Entry) -> Self {
        let last_at = account.number("badPasswordTime").and_then(moment::to_unix);
        Self { count: account.number("badPwdCount"), last_at }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_800_000_000;
    const WINDOW: i64 = 30 * 60;

    fn bad_passwords(count: Option<i64>, last_at: Option<i64>) -> BadPasswords {
        BadPasswords { count, last_at }
    }

    #[test]
    fn last_attempt_before_a_lockout_is_not_used() {
        let spare = |threshold, count| {
            Lockout { threshold, window: None }.spare_attempts(bad_passwords(count, None), NOW)
        };
        assert_eq!([0, 1, 2, 3].map(|count| spare(Some(3), Some(count))), [2, 1, 0, 0]);
        assert_eq!(spare(Some(1), Some(0)), 0, "a threshold of one leaves no attempt");
        assert_eq!(spare(Some(0), Some(99)), u32::MAX);
        assert_eq!(
            (spare(None, Some(0)), spare(Some(3), None)),
            (0, 0),
            "an unknown threshold or count leaves no attempt"
        );
    }

    #[test]
    fn sign_ins_leave_two_attempts_and_half_the_threshold() {
        let spare = |threshold, count| {
            Lockout::new(Some(threshold), None).spare_sign_ins(bad_passwords(Some(count), None), NOW)
        };
        assert_eq!([1, 2, 3, 4, 5, 6, 10].map(|threshold| spare(threshold, 0)), [0, 0, 1, 2, 2, 3, 5]);
        assert_eq!([1, 2, 3, 9].map(|count| spare(5, count)), [1, 0, 0, 0]);
        assert_eq!((spare(0, 99), spare(i64::MIN, 0)), (u32::MAX, 0));
        assert_eq!(Lockout::UNKNOWN.spare_sign_ins(bad_passwords(Some(0), None), NOW), 0);
    }

    #[test]
    fn bad_password_count_expires_after_window_and_clock_skew() {
        let lockout = Lockout::new(Some(3), Some(-WINDOW * 10_000_000));
        let spare = |age| lockout.spare_attempts(bad_passwords(Some(2), Some(NOW - age)), NOW);
        assert_eq!([0, WINDOW, WINDOW + 1, WINDOW + 300].map(spare), [0; 4]);
        assert_eq!(spare(WINDOW + 301), 2, "the next wrong password starts a new count");
        assert_eq!(spare(-WINDOW), 0, "a time in the future has not expired");
    }

    #[test]
    fn count_without_a_window_or_time_never_expires() {
        let old = bad_passwords(Some(2), Some(0));
        assert_eq!(Lockout::new(Some(3), None).spare_attempts(old, NOW), 0);
        assert_eq!(Lockout::new(Some(3), Some(i64::MIN)).spare_attempts(old, NOW), 0);
        assert_eq!(Lockout::new(Some(3), Some(0)).spare_attempts(old, NOW), 2);
        assert_eq!(Lockout::new(Some(3), Some(-1)).spare_attempts(bad_passwords(Some(2), None), NOW), 0);
    }

    #[test]
    fn expired_count_leaves_no_attempt_at_threshold_1() {
        assert_eq!(Lockout::new(Some(1), Some(-1)).spare_attempts(bad_passwords(Some(9), Some(0)), NOW), 0);
    }
}
