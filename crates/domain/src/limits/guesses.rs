//! Limits of the guesses at one account.
//!
//! A guess is counted as failed before it is compared. Counts go down by three rules only: a record older than its
//! window is dropped, a right guess takes back its own record, and cooldowns start over with the shortest after 24
//! hours without a failed guess.

use jiff::{SignedDuration, Timestamp};

use super::{AccountLimits, Caller};
use crate::{MethodKind, StepRefusal, policy::Limits};

pub(super) const GUESS_WINDOW: SignedDuration = SignedDuration::from_hours(24);

/// The most wrong guesses at one account that are compared within 24 hours, over all callers, ways and devices. One
/// half is for strangers, the other for the user and known devices.
pub const COMPARED_GUESSES_PER_DAY: usize = 40;

/// A class of what can be guessed. A cooldown of one class refuses nothing of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GuessClass {
    /// Codes that were sent to the user.
    SentCode,
    /// Codes that the user holds: of an authenticator app, or recovery codes.
    HeldCode,
}

impl GuessClass {
    /// Returns the class of a kind; `None` for a passkey, whose signature nobody can guess.
    pub const fn for_kind(kind: MethodKind) -> Option<Self> {
        match kind {
            MethodKind::TextMessage | MethodKind::Mail => Some(Self::SentCode),
            MethodKind::AuthenticatorApp | MethodKind::RecoveryCode => Some(Self::HeldCode),
            MethodKind::Passkey => None,
        }
    }
}

/// A guess that was wrong or is not compared yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailedGuess {
    /// The moment of the guess.
    pub at: Timestamp,
    /// The target of the guess, such as the sending of a code. Guesses at one code are counted by it.
    pub target: String,
    /// The caller, whose count of guesses it is.
    pub caller: Caller,
    /// The class of the target, which has separate cooldowns.
    pub class: GuessClass,
    /// Whether the guess is withheld: it is not compared and stays counted as wrong, because all strangers together had
    /// used up their guesses.
    pub is_withheld: bool,
}

/// A cooldown of one caller, or of all strangers of the account together, in one class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cooldown {
    /// The caller; `None` for all strangers together.
    pub caller: Option<Caller>,
    /// The class of guesses that it refuses.
    pub class: GuessClass,
    /// The number of cooldowns since they last started over.
    pub count: u32,
    /// The moment of the guess that began the last one.
    pub began_at: Timestamp,
    /// The time when the last one ends.
    pub until: Timestamp,
}

/// The record of a counted guess. A right guess takes it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reservation {
    /// The time when the guess was counted.
    pub at: Timestamp,
    /// The target of the guess, such as the sending of a code.
    pub target: String,
    /// The caller, whose count of guesses it is.
    pub caller: Caller,
    /// The time when the caller's cooldown ends, if this guess began one.
    pub cooldown_until: Option<Timestamp>,
    /// Whether the guess is withheld: it is not compared and stays counted as wrong.
    pub is_withheld: bool,
}

impl AccountLimits {
    /// Refuses if the caller is in a cooldown.
    pub(super) fn check_cooldown(
        &self,
        caller: &Caller,
        class: GuessClass,
        now: Timestamp,
    ) -> Result<(), StepRefusal> {
        match self.cooldown(Some(caller), class) {
            Some(cooldown) if now < cooldown.until => {
                Err(StepRefusal::LimitReached { until: cooldown.until })
            }
            _ => Ok(()),
        }
    }

    /// Returns whether all strangers together are in a cooldown.
    pub(super) fn strangers_are_in_cooldown(&self, class: GuessClass, now: Timestamp) -> bool {
        self.cooldown(None, class).is_some_and(|cooldown| now < cooldown.until)
    }

    fn cooldown(&self, caller: Option<&Caller>, class: GuessClass) -> Option<&Cooldown> {
        self.cooldowns.iter().find(|one| one.caller.as_ref() == caller && one.class == class)
    }

    /// Returns how many guesses at one target failed. Records last a day, longer than any target.
    pub fn failed_guesses_at(&self, target: &str) -> u32 {
        u32::try_from(self.failed_guesses.iter().filter(|guess| guess.target == target).count())
            .unwrap_or(u32::MAX)
    }

    /// Returns how many guesses of a caller failed within 24 hours.
    pub fn failed_guesses_of(&self, caller: &Caller, now: Timestamp) -> usize {
        let is_counted =
            |guess: &&FailedGuess| guess.caller == *caller && now.duration_since(guess.at) < GUESS_WINDOW;
        self.failed_guesses.iter().filter(is_counted).count()
    }

    /// Counts a guess at a method of this kind as failed before it is compared, or refuses it because of what this
    /// caller did before. If other strangers have used up their guesses, the guess of a stranger silently counts as
    /// wrong. [`Self::release_guess`] takes the record of a right guess back. A method that nobody can guess is neither
    /// counted nor refused.
    pub fn count_guess(
        mut self,
        caller: &Caller,
        kind: MethodKind,
        target: &str,
        limits: &Limits,
        now: Timestamp,
    ) -> Result<(Self, Reservation), StepRefusal> {
        let mut reservation = Reservation {
            at: now,
            target: target.to_owned(),
            caller: caller.clone(),
            cooldown_until: None,
            is_withheld: false,
        };
        let Some(class) = GuessClass::for_kind(kind) else { return Ok((self, reservation)) };
        self.check_cooldown(caller, class, now)?;
        self.failed_guesses.retain(|guess| now.duration_since(guess.at) < GUESS_WINDOW);
        self.cooldowns.retain(|cooldown| now.duration_since(cooldown.until) < GUESS_WINDOW);
        reservation.is_withheld = self.is_withheld(caller, class, now)?;
        self.failed_guesses.push(FailedGuess {
            at: now,
            target: target.to_owned(),
            caller: caller.clone(),
            class,
            is_withheld: reservation.is_withheld,
        });
        reservation.cooldown_until = self.begin_cooldown(Some(caller), class, limits, now);
        if caller.is_stranger() && !reservation.is_withheld {
            self.begin_cooldown(None, class, limits, now);
        }
        Ok((self, reservation))
    }

    /// Returns whether a guess may not be compared, or refuses it if the caller may know.
    fn is_withheld(&self, caller: &Caller, class: GuessClass, now: Timestamp) -> Result<bool, StepRefusal> {
        let is_alike =
            |guess: &&FailedGuess| !guess.is_withheld && guess.caller.is_stranger() == caller.is_stranger();
        let compared = || self.failed_guesses.iter().filter(is_alike);
        let is_used_up = compared().count() >= COMPARED_GUESSES_PER_DAY / 2;
        if caller.is_stranger() {
            return Ok(is_used_up || self.strangers_are_in_cooldown(class, now));
        }
        match compared().map(|guess| guess.at).min() {
            Some(oldest) if is_used_up => Err(StepRefusal::LimitReached { until: oldest + GUESS_WINDOW }),
            _ => Ok(false),
        }
    }

    /// Begins a cooldown of a caller, or of all strangers, if their guesses of the last 24 hours reach the maximum.
    fn begin_cooldown(
        &mut self,
        caller: Option<&Caller>,
        class: GuessClass,
        limits: &Limits,
        now: Timestamp,
    ) -> Option<Timestamp> {
        let is_counted = |guess: &&FailedGuess| match caller {
            Some(caller) => guess.caller == *caller,
            None => guess.caller.is_stranger() && !guess.is_withheld,
        };
        let guesses = self.failed_guesses.iter().filter(|guess| guess.class == class).filter(is_counted);
        let guesses = guesses.count();
        let earlier = self.cooldown(caller, class).map_or(0, |cooldown| cooldown.count);
        // The first guess after 24 hours without one.
        let earlier = if guesses <= 1 { 0 } else { earlier };
        if guesses < usize::try_from(limits.failed_guesses_per_day.value()).unwrap_or(usize::MAX) {
            if earlier == 0 {
                self.cooldowns.retain(|one| one.caller.as_ref() != caller || one.class != class);
            }
            return None;
        }
        let until = now + limits.cooldown(earlier);
        self.cooldowns.retain(|one| one.caller.as_ref() != caller || one.class != class);
        let (caller, count) = (caller.cloned(), earlier.saturating_add(1));
        self.cooldowns.push(Cooldown { caller, class, count, began_at: now, until });
        Some(until)
    }

    /// Takes back the record of a right guess, and the cooldowns that it began.
    #[must_use]
    pub fn release_guess(mut self, reservation: &Reservation) -> Self {
        let Reservation { at, target, caller, .. } = reservation;
        let is_same =
            |guess: &FailedGuess| guess.at == *at && guess.target == *target && guess.caller == *caller;
        let Some(index) = self.failed_guesses.iter().position(is_same) else { return self };
        let guess = self.failed_guesses.remove(index);
        for cooldown in &mut self.cooldowns {
            let is_its = match &cooldown.caller {
                Some(caller) => *caller == guess.caller,
                None => guess.caller.is_stranger() && !guess.is_withheld,
            };
            if is_its && cooldown.class == guess.class && cooldown.began_at == guess.at {
                cooldown.until = guess.at;
                cooldown.count = cooldown.count.saturating_sub(1);
            }
        }
        self.cooldowns.retain(|cooldown| cooldown.count > 0);
        self
    }
}
