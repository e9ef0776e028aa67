//! Limits of the codes that are sent for one account.

use jiff::{SignedDuration, Timestamp};

use super::{AccountLimits, Caller, GuessClass};
use crate::{StepRefusal, policy::Limits};

const SEND_WINDOW: SignedDuration = SignedDuration::from_hours(1);

/// The sending of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendRecord {
    /// The moment of the sending.
    pub at: Timestamp,
    /// The keyed hash of the destination, which is the same in every reset of the account.
    pub destination: String,
    /// The caller who asked for it.
    pub caller: Caller,
    /// Whether nothing was sent, because all strangers together had used up what they may.
    pub is_withheld: bool,
}

/// The decision about a code that a caller asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountedSend {
    /// The time until the caller may ask for the next code to this destination.
    pub pause: SignedDuration,
    /// Whether the code is withheld: nothing is sent, and the caller gets the same answer as if it were.
    pub is_withheld: bool,
}

impl AccountLimits {
    /// Counts a sending, or refuses it because of what this caller did before. If other strangers have requested too
    /// many, the code of a stranger is withheld silently.
    pub fn count_send(
        mut self,
        caller: &Caller,
        destination: &str,
        limits: &Limits,
        now: Timestamp,
    ) -> Result<(Self, CountedSend), StepRefusal> {
        self.check_cooldown(caller, GuessClass::SentCode, now)?;
        self.sends.retain(|send| now.duration_since(send.at) < SEND_WINDOW);
        let own = || self.sends.iter().filter(|send| send.caller == *caller);
        let earlier = check_sends(own(), destination, limits, now)?;
        let of_strangers = self.sends.iter().filter(|send| send.caller.is_stranger() && !send.is_withheld);
        let is_withheld = caller.is_stranger()
            && (self.strangers_are_in_cooldown(GuessClass::SentCode, now)
                || check_sends(of_strangers, destination, limits, now).is_err());
        self.sends.push(SendRecord {
            at: now,
            destination: destination.to_owned(),
            caller: caller.clone(),
            is_withheld,
        });
        Ok((self, CountedSend { pause: limits.resend_pause(earlier + 1), is_withheld }))
    }
}

/// Refuses another code after the codes of the last hour, or returns how many of them went to this destination.
fn check_sends<'a>(
    sends: impl Iterator<Item = &'a SendRecord>,
    destination: &str,
    limits: &Limits,
    now: Timestamp,
) -> Result<usize, StepRefusal> {
    let sends: Vec<&SendRecord> = sends.collect();
    let to_it = || sends.iter().filter(|send| send.destination == destination);
    if let Some(last) = to_it().map(|send| send.at).max() {
        let until = last + limits.resend_pause(to_it().count());
        if now < until {
            return Err(StepRefusal::SendTooSoon { until });
        }
    }
    let maximum = usize::try_from(limits.sends_per_account_per_hour.value()).unwrap_or(usize::MAX);
    match sends.iter().map(|send| send.at).min() {
        Some(oldest) if sends.len() >= maximum => {
            Err(StepRefusal::LimitReached { until: oldest + SEND_WINDOW })
        }
        _ => Ok(to_it().count()),
    }
}
