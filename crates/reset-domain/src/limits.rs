//! Limits of one account: sends, failed guesses, rests.
//!
//! They are keyed by the account (or the decoy), never by the name as typed, and change only in the transaction that
//! admits the action. They go down by three rules only: a record older than its window is forgotten, a right guess takes
//! back its own record, and the ladder of rests starts over after 24 hours without a failed guess.

use jiff::{SignedDuration, Timestamp};

use crate::{Refusal, Reservation, policy::Limits};

const HOUR: SignedDuration = SignedDuration::from_hours(1);
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// What is counted for one account or decoy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccountLimits {
    /// Codes sent within the last hour, oldest first.
    pub sends: Vec<SendRecord>,
    /// Guesses of the last 24 hours that were not right (or not compared yet), oldest first.
    pub failed_guesses: Vec<Timestamp>,
    /// How many rests there were since the ladder last started over.
    pub rests: u32,
    /// Until when the account's resets rest.
    pub resting_until: Option<Timestamp>,
    /// When an order was last carried out: resets that began at or before this moment are over.
    pub completed_at: Option<Timestamp>,
}

/// One code sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendRecord {
    /// When.
    pub at: Timestamp,
    /// To which destination (its keyed hash): the same in every reset of the account.
    pub destination: String,
}

impl AccountLimits {
    /// Refuses while the account rests.
    pub fn admit(&self, now: Timestamp) -> Result<(), Refusal> {
        match self.resting_until {
            Some(until) if now < until => Err(Refusal::LimitReached { until }),
            _ => Ok(()),
        }
    }

    /// Counts a send, or refuses it. Returns the limits after it and the pause until the destination's next send.
    pub fn count_send(
        mut self,
        destination: &str,
        limits: &Limits,
        now: Timestamp,
    ) -> Result<(Self, SignedDuration), Refusal> {
        self.admit(now)?;
        self.sends.retain(|send| now.duration_since(send.at) < HOUR);
        let earlier: Vec<Timestamp> =
            self.sends.iter().filter(|send| send.destination == destination).map(|send| send.at).collect();
        if let Some(last) = earlier.iter().max() {
            let until = *last + limits.resend_pause(earlier.len());
            if now < until {
                return Err(Refusal::SendTooSoon { until });
            }
        }
        let most = usize::try_from(limits.sends_per_account_per_hour.value()).unwrap_or(usize::MAX);
        if self.sends.len() >= most {
            let until = self.sends.iter().map(|send| send.at).min().unwrap_or(now) + HOUR;
            return Err(Refusal::LimitReached { until });
        }
        self.sends.push(SendRecord { at: now, destination: destination.to_owned() });
        Ok((self, limits.resend_pause(earlier.len() + 1)))
    }

    /// Counts a guess as failed before it is compared, or refuses it. A right guess takes its own record back by
    /// [`Self::take_back`].
    pub fn count_guess(mut self, limits: &Limits, now: Timestamp) -> Result<(Self, Reservation), Refusal> {
        self.admit(now)?;
        self.failed_guesses.retain(|at| now.duration_since(*at) < DAY);
        if self.failed_guesses.is_empty() {
            self.rests = 0;
        }
        self.failed_guesses.push(now);
        let most = usize::try_from(limits.failed_guesses_per_day.value()).unwrap_or(usize::MAX);
        let rested = self.failed_guesses.len() >= most;
        if rested {
            self.resting_until = Some(now + limits.rest(self.rests));
            self.rests = self.rests.saturating_add(1);
        }
        Ok((self, Reservation { at: now, rested }))
    }

    /// Takes back the record of a guess that turned out right, and the rest that it alone began.
    #[must_use]
    pub fn take_back(mut self, reservation: Reservation) -> Self {
        if let Some(index) = self.failed_guesses.iter().position(|at| *at == reservation.at) {
            self.failed_guesses.remove(index);
            if reservation.rested {
                self.resting_until = None;
                self.rests = self.rests.saturating_sub(1);
            }
        }
        self
    }

    /// Records that an order was carried out, which ends every other reset of the account.
    #[must_use]
    pub fn complete(mut self, now: Timestamp) -> Self {
        self.completed_at = self.completed_at.max(Some(now));
        self
    }

    /// When everything counted here has lost its meaning, so that the store may forget it.
    pub fn forgettable_at(&self, now: Timestamp) -> Timestamp {
        self.resting_until.unwrap_or(now).max(now) + DAY
    }
}

#[cfg(test)]
#[path = "limits_tests.rs"]
mod tests;
