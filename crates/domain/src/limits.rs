//! Limits of one account: sends, failed guesses, cooldowns, wrong passwords.
//!
//! They belong to the account (or the decoy), never to the name as typed, and change only in the transaction that
//! admits the action. Counts go down by three rules only: a record older than its window is dropped, a right guess
//! takes back its own record, and cooldowns start over with the shortest after 24 hours without a failed guess.

pub mod address;
pub mod shared_limit;

use jiff::{SignedDuration, Timestamp};

use crate::{MethodKind, Reservation, StepRefusal, policy::Limits};

const SEND_WINDOW: SignedDuration = SignedDuration::from_hours(1);
const GUESS_WINDOW: SignedDuration = SignedDuration::from_hours(24);
/// The time for which the link of a notice can freeze the account.
pub const FREEZE_LINK_TTL: SignedDuration = SignedDuration::from_hours(14 * 24);

/// The counts of one account or decoy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccountLimits {
    /// The codes sent within the last hour, oldest first.
    pub sends: Vec<SendRecord>,
    /// The guesses of the last 24 hours that were wrong or are not compared yet, oldest first.
    pub failed_guesses: Vec<FailedGuess>,
    /// The number of cooldowns since they last started over.
    pub cooldowns: u32,
    /// When the account's cooldown ends.
    pub cooldown_until: Option<Timestamp>,
    /// When an order was last carried out. Resets and sessions that began at or before this moment are over.
    pub completed_at: Option<Timestamp>,
    /// The moments of passwords that were wrong or have no answer yet, oldest first, since the directory last reset its
    /// count.
    pub wrong_passwords: Vec<Timestamp>,
    /// When the user signed out everywhere. Sessions that began at or before this moment are over.
    pub signed_out_at: Option<Timestamp>,
    /// When the account was frozen. Sessions and resets that began at or before this moment are over, and no other
    /// proves anything until the freeze is lifted.
    pub frozen_at: Option<Timestamp>,
    /// When a freeze was last lifted. Links that were issued before do not freeze the account again.
    pub unfrozen_at: Option<Timestamp>,
}

/// A guess that was wrong or is not compared yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailedGuess {
    /// The moment of the guess.
    pub at: Timestamp,
    /// The target of the guess, such as the sending of a code. Guesses at one code are counted by it.
    pub target: String,
}

/// The sending of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendRecord {
    /// The moment of the sending.
    pub at: Timestamp,
    /// The keyed hash of the destination, which is the same in every reset of the account.
    pub destination: String,
}

impl AccountLimits {
    /// Refuses if the account is in a cooldown.
    pub fn check_cooldown(&self, now: Timestamp) -> Result<(), StepRefusal> {
        match self.cooldown_until {
            Some(until) if now < until => Err(StepRefusal::LimitReached { until }),
            _ => Ok(()),
        }
    }

    /// Counts a sending and returns the limits with the pause until the destination's next sending, or refuses it.
    pub fn count_send(
        mut self,
        destination: &str,
        limits: &Limits,
        now: Timestamp,
    ) -> Result<(Self, SignedDuration), StepRefusal> {
        self.check_cooldown(now)?;
        self.sends.retain(|send| now.duration_since(send.at) < SEND_WINDOW);
        let earlier: Vec<Timestamp> =
            self.sends.iter().filter(|send| send.destination == destination).map(|send| send.at).collect();
        if let Some(last) = earlier.iter().max() {
            let until = *last + limits.resend_pause(earlier.len());
            if now < until {
                return Err(StepRefusal::SendTooSoon { until });
            }
        }
        let maximum = usize::try_from(limits.sends_per_account_per_hour.value()).unwrap_or(usize::MAX);
        if self.sends.len() >= maximum {
            let until = self.sends.iter().map(|send| send.at).min().unwrap_or(now) + SEND_WINDOW;
            return Err(StepRefusal::LimitReached { until });
        }
        self.sends.push(SendRecord { at: now, destination: destination.to_owned() });
        Ok((self, limits.resend_pause(earlier.len() + 1)))
    }

    /// Returns how many guesses at one target failed. Records last a day, which is longer than any target does.
    pub fn failed_guesses_at(&self, target: &str) -> u32 {
        u32::try_from(self.failed_guesses.iter().filter(|guess| guess.target == target).count())
            .unwrap_or(u32::MAX)
    }

    /// Counts a guess at a method of this kind as failed before it is compared, or refuses it. [`Self::release_guess`]
    /// takes the record of a right guess back. What cannot be guessed is neither counted nor refused, so that nobody
    /// uses it up.
    pub fn count_guess(
        mut self,
        kind: MethodKind,
        target: &str,
        limits: &Limits,
        now: Timestamp,
    ) -> Result<(Self, Reservation), StepRefusal> {
        if !kind.is_guessable() {
            return Ok((self, Reservation { at: now, target: target.to_owned(), began_cooldown: false }));
        }
        self.check_cooldown(now)?;
        self.failed_guesses.retain(|guess| now.duration_since(guess.at) < GUESS_WINDOW);
        if self.failed_guesses.is_empty() {
            self.cooldowns = 0;
        }
        self.failed_guesses.push(FailedGuess { at: now, target: target.to_owned() });
        let maximum = usize::try_from(limits.failed_guesses_per_day.value()).unwrap_or(usize::MAX);
        let began_cooldown = self.failed_guesses.len() >= maximum;
        if began_cooldown {
            self.cooldown_until = Some(now + limits.cooldown(self.cooldowns));
            self.cooldowns = self.cooldowns.saturating_add(1);
        }
        Ok((self, Reservation { at: now, target: target.to_owned(), began_cooldown }))
    }

    /// Takes back the record of a right guess, and the cooldown that it began.
    #[must_use]
    pub fn release_guess(mut self, reservation: &Reservation) -> Self {
        let is_it = |guess: &FailedGuess| guess.at == reservation.at && guess.target == reservation.target;
        if let Some(index) = self.failed_guesses.iter().position(is_it) {
            self.failed_guesses.remove(index);
            if reservation.began_cooldown {
                self.cooldown_until = None;
                self.cooldowns = self.cooldowns.saturating_sub(1);
            }
        }
        self
    }

    /// Counts a password as wrong before the directory tries it, or refuses it. The count stays below what locks the
    /// account in the directory. As there, all wrong passwords are dropped together: when none came for the time that
    /// the policy says, or when a right one came.
    pub fn count_password(mut self, limits: &Limits, now: Timestamp) -> Result<Self, StepRefusal> {
        if let Some(newest) = self.wrong_passwords.iter().max() {
            let until = *newest + limits.wrong_password_cooldown();
            let maximum = usize::try_from(limits.wrong_passwords.value()).unwrap_or(usize::MAX);
            if now >= until {
                self.wrong_passwords.clear();
            } else if self.wrong_passwords.len() >= maximum {
                return Err(StepRefusal::LimitReached { until });
            }
        }
        self.wrong_passwords.push(now);
        Ok(self)
    }

    /// Drops the wrong passwords up to `tried_at`, when a right password or the end of a lockout made the directory
    /// reset its count. Later ones still count.
    #[must_use]
    pub fn forget_wrong_passwords(mut self, tried_at: Timestamp) -> Self {
        self.wrong_passwords.retain(|at| *at > tried_at);
        self
    }

    /// Takes back the record of a password that was not wrong.
    #[must_use]
    pub fn release_password(mut self, counted_at: Timestamp) -> Self {
        if let Some(index) = self.wrong_passwords.iter().position(|at| *at == counted_at) {
            self.wrong_passwords.remove(index);
        }
        self
    }

    /// Ends every session of the account.
    #[must_use]
    pub fn sign_out(mut self, now: Timestamp) -> Self {
        self.signed_out_at = self.signed_out_at.max(Some(now));
        self
    }

    /// Freezes the account, if it is not frozen yet.
    #[must_use]
    pub fn freeze_account(mut self, now: Timestamp) -> Self {
        self.frozen_at = self.frozen_at.or(Some(now));
        self
    }

    /// Returns whether a link to freeze the account is void: issued, in whole seconds, before a freeze was last lifted.
    pub fn is_freeze_link_void(&self, issued_at: Timestamp) -> bool {
        self.unfrozen_at.is_some_and(|unfrozen_at| issued_at.as_second() < unfrozen_at.as_second())
    }

    /// Lifts the freeze. Sessions and resets from before the freeze stay over.
    #[must_use]
    pub fn unfreeze_account(mut self, now: Timestamp) -> Self {
        let frozen_at = self.frozen_at.take();
        self.unfrozen_at = self.unfrozen_at.max(frozen_at.map(|_| now));
        self.signed_out_at = self.signed_out_at.max(frozen_at);
        self.completed_at = self.completed_at.max(frozen_at);
        self
    }

    /// Records that an order was carried out, which ends every other reset and every session of the account.
    #[must_use]
    pub fn complete(mut self, now: Timestamp) -> Self {
        self.completed_at = self.completed_at.max(Some(now));
        self
    }

    /// Returns when these counts mean nothing any more, so that the store may delete them; `None` while the account is
    /// frozen.
    pub fn expires_at(&self, now: Timestamp) -> Option<Timestamp> {
        let counts_until = self.cooldown_until.unwrap_or(now).max(now) + GUESS_WINDOW;
        let links_until = self.unfrozen_at.map(|at| at + FREEZE_LINK_TTL);
        self.frozen_at.is_none().then_some(links_until.map_or(counts_until, |until| until.max(counts_until)))
    }
}

#[cfg(test)]
mod tests;
