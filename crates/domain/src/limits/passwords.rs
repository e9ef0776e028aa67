//! Limits of the passwords that are tried for one account.
//!
//! A password counts as wrong before the directory tries it. The counts stay below what locks the account in the
//! directory, and the agent looks at the directory's own count as well.

use jiff::Timestamp;

use super::{AccountLimits, Caller};
use crate::{StepRefusal, policy::Limits};

/// A password that was wrong or has no answer yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongPassword {
    /// The moment at which it was counted.
    pub at: Timestamp,
    /// The caller, whose count of passwords it is.
    pub caller: Caller,
    /// Whether it counts only for its caller: it was not tried, or the directory has reset its count since.
    pub is_withheld: bool,
}

impl AccountLimits {
    /// Counts a password as wrong before the directory tries it, or refuses it because of what this caller typed
    /// before. Returns whether it is withheld: if other strangers have typed too many, a stranger's password is not
    /// tried, and the answer does not show it. As in the directory, the wrong passwords of a caller are dropped
    /// together: when none came for the time that the policy says, or when a right one came.
    pub fn count_password(
        mut self,
        caller: &Caller,
        limits: &Limits,
        now: Timestamp,
    ) -> Result<(Self, bool), StepRefusal> {
        let is_own = |wrong: &WrongPassword| wrong.caller == *caller;
        if let Some(cooldown) =
            password_cooldown(self.wrong_passwords.iter().filter(|wrong| is_own(wrong)), limits)
        {
            if now < cooldown.end {
                if cooldown.is_reached {
                    return Err(StepRefusal::LimitReached { until: cooldown.end });
                }
            } else {
                self.wrong_passwords.retain(|wrong| !is_own(wrong));
            }
        }
        let of_strangers =
            self.wrong_passwords.iter().filter(|wrong| wrong.caller.is_stranger() && !wrong.is_withheld);
        let is_withheld = caller.is_stranger()
            && password_cooldown(of_strangers, limits)
                .is_some_and(|cooldown| cooldown.is_reached && now < cooldown.end);
        self.wrong_passwords.push(WrongPassword { at: now, caller: caller.clone(), is_withheld });
        Ok((self, is_withheld))
    }

    /// Drops the wrong passwords of a caller up to `tried_at`, when a right password or the end of a lockout made the
    /// directory reset its count. Those of other callers no longer count for anybody else. Later ones still count.
    #[must_use]
    pub fn forget_wrong_passwords(mut self, caller: &Caller, tried_at: Timestamp) -> Self {
        self.wrong_passwords.retain(|wrong| wrong.at > tried_at || wrong.caller != *caller);
        for wrong in self.wrong_passwords.iter_mut().filter(|wrong| wrong.at <= tried_at) {
            wrong.is_withheld = true;
        }
        self
    }

    /// Takes back the record of a password that was not wrong.
    #[must_use]
    pub fn release_password(mut self, caller: &Caller, counted_at: Timestamp) -> Self {
        let is_same = |wrong: &WrongPassword| wrong.at == counted_at && wrong.caller == *caller;
        if let Some(index) = self.wrong_passwords.iter().position(is_same) {
            self.wrong_passwords.remove(index);
        }
        self
    }
}

/// The time in which no more passwords are tried, if there are as many as the policy allows.
struct PasswordCooldown {
    end: Timestamp,
    is_reached: bool,
}

fn password_cooldown<'a>(
    wrong: impl Iterator<Item = &'a WrongPassword>,
    limits: &Limits,
) -> Option<PasswordCooldown> {
    let moments: Vec<Timestamp> = wrong.map(|wrong| wrong.at).collect();
    let newest = moments.iter().max()?;
    let maximum = usize::try_from(limits.wrong_passwords.value()).unwrap_or(usize::MAX);
    Some(PasswordCooldown {
        end: *newest + limits.wrong_password_cooldown(),
        is_reached: moments.len() >= maximum,
    })
}
