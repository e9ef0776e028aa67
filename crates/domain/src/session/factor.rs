//! The second factor of a sign-in.

use jiff::Timestamp;

use super::{NextStep, Session};
use crate::{
    AccountLimits, Caller, Event, MethodKind, OneTimeCode, Policy, Reservation, SessionId,
    SessionRequirements, StepRefusal, UsableMethod, event::Unfreezer,
};

/// The newest code sent as second factor.
#[derive(Clone, PartialEq, Eq)]
pub struct SentFactorCode {
    /// The id of the method that it was sent to.
    pub method: String,
    /// The keyed hash of the code.
    pub digest: Vec<u8>,
    /// The time when it expires, and the guesses at it.
    pub code: OneTimeCode,
    /// The time when another may be sent.
    pub resend_at: Timestamp,
}

/// Prints the method only.
impl std::fmt::Debug for SentFactorCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SentFactorCode").field("method", &self.method).finish_non_exhaustive()
    }
}

/// A guess at a factor, counted and not compared yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdmittedFactorGuess {
    /// The session after counting.
    pub session: Session,
    /// The account's limits after counting.
    pub limits: AccountLimits,
    pub method: UsableMethod,
    /// The keyed hash of the code that was sent; `None` if the method is not one that codes are sent to.
    pub digest: Option<Vec<u8>>,
    /// The record that a right guess takes back.
    pub reservation: Reservation,
    /// The number of guesses that are left at the code that was sent or at the credential.
    pub guesses_left: u32,
}

impl AdmittedFactorGuess {
    /// Returns the event for the audit trail.
    pub fn event(&self) -> Event {
        let cooldown_until = self.reservation.cooldown_until;
        Event::GuessCounted { method: self.method.kind, guesses_left: self.guesses_left, cooldown_until }
    }
}

impl Session {
    /// Counts a code that is sent as second factor, and makes it the newest.
    pub fn send_factor(
        mut self,
        method: &str,
        digest: Vec<u8>,
        requirements: &SessionRequirements,
        limits: AccountLimits,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<(Self, AccountLimits, Event), StepRefusal> {
        let method = self.factor(method, requirements)?;
        if !method.kind.is_sent() {
            return Err(StepRefusal::StepNotAllowed);
        }
        let (limits, counted) = limits.count_send(&Caller::User, &method.destination, &policy.limits, now)?;
        self.sent = Some(SentFactorCode {
            method: method.id.clone(),
            digest,
            code: OneTimeCode::new(now + policy.limits.code_ttl(method.kind)),
            resend_at: now + counted.pause,
        });
        Ok((self, limits, Event::CodeRequested { method: method.kind, decoy: false }))
    }

    /// Counts a guess at a factor, before it is compared.
    pub fn admit_factor(
        mut self,
        method: &str,
        requirements: &SessionRequirements,
        limits: AccountLimits,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<AdmittedFactorGuess, StepRefusal> {
        let method = self.factor(method, requirements)?.clone();
        let (limits, reservation) =
            limits.count_guess(&Caller::User, method.kind, &method.id, &policy.limits, now)?;
        let (digest, guesses_left) = if method.kind.is_sent() {
            let sent =
                self.sent.as_mut().filter(|sent| sent.method == method.id).ok_or(StepRefusal::CodeExpired)?;
            let guesses_left = sent.code.admit_guess(&policy.limits, now)?;
            (Some(sent.digest.clone()), guesses_left)
        } else {
            (None, policy.limits.guesses_per_code.value())
        };
        Ok(AdmittedFactorGuess { session: self, limits, method, digest, reservation, guesses_left })
    }

    /// Returns the session after a factor was proved, and the limits of the account. A passkey lifts the freeze of a
    /// frozen account.
    pub fn prove_factor(
        self,
        id: SessionId,
        method: &UsableMethod,
        reservation: &Reservation,
        requirements: &SessionRequirements,
        limits: AccountLimits,
        now: Timestamp,
    ) -> Result<(Self, AccountLimits, Event), StepRefusal> {
        self.factor(&method.id, requirements)?;
        let limits = limits.release_guess(reservation);
        let (limits, event) = if requirements.is_frozen {
            (limits.unfreeze_account(now), Event::AccountUnfrozen { by: Unfreezer::Passkey })
        } else {
            (limits, Event::FactorProved { method: method.kind })
        };
        Ok((self.raise(id, now), limits, event))
    }

    /// Returns a method, if it may be proved now.
    fn factor<'a>(
        &self,
        method: &str,
        requirements: &'a SessionRequirements,
    ) -> Result<&'a UsableMethod, StepRefusal> {
        let found = requirements.usable.iter().find(|usable| usable.id == method);
        let found = found.ok_or(StepRefusal::MethodUnknown)?;
        match self.next(requirements) {
            next if found.may_prove(next) => Ok(found),
            NextStep::LiftFreeze => Err(StepRefusal::AccountFrozen),
            NextStep::ChangePassword
            | NextStep::Prove
            | NextStep::Register
            | NextStep::Confirm
            | NextStep::SecurityInfo => Err(StepRefusal::StepNotAllowed),
        }
    }
}

impl UsableMethod {
    /// Returns whether it may be proved when `next` is the next step. For a frozen account, only a passkey that counts
    /// alone may.
    pub fn may_prove(&self, next: NextStep) -> bool {
        match next {
            NextStep::Prove => true,
            NextStep::LiftFreeze => self.kind == MethodKind::Passkey && self.is_trusted,
            NextStep::ChangePassword | NextStep::Register | NextStep::Confirm | NextStep::SecurityInfo => {
                false
            }
        }
    }
}
