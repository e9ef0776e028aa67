//! Asks for a code.

use jiff::Timestamp;

use crate::reset::{Proving, RequestDigest, SentCode, TokenMatch};
use crate::{AccountLimits, Event, Method, MethodId, Policy, Reset, SendId, StepRefusal, Token};

/// One request for a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendAttempt {
    /// By which method.
    pub method: MethodId,
    /// Keyed hash of the destination that was typed, if one was.
    pub typed_destination: Option<String>,
    /// Names the sending, if it is admitted.
    pub send: SendId,
    /// Digest of the request.
    pub request: RequestDigest,
}

/// What came of it.
#[expect(clippy::large_enum_variant, reason = "made once per request and taken apart at once")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SendCodeOutcome {
    /// Admitted and counted.
    Admitted {
        /// The reset after it.
        reset: Reset,
        /// The account's limits after it.
        limits: AccountLimits,
        /// For the audit trail.
        event: Event,
    },
    /// The same request as before, with the same token: nothing is counted and nothing changes.
    Repeated(Reset),
}

impl Reset {
    /// Counts the sending and makes it the newest code. A decoy is counted like an account.
    pub fn send_code(
        self,
        token: Token,
        attempt: SendAttempt,
        limits: AccountLimits,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<SendCodeOutcome, StepRefusal> {
        if let TokenMatch::Repeated = self.core().match_token(token, &attempt.request, now)? {
            return Ok(SendCodeOutcome::Repeated(self));
        }
        self.refuse_if_superseded(&limits)?;
        let Self::Proving(mut state) = self else { return Err(StepRefusal::StepNotAllowed) };
        let method = state.core.method(&attempt.method).cloned().ok_or(StepRefusal::MethodUnknown)?;
        state.check_method(&method, attempt.typed_destination.as_deref(), policy)?;
        let (limits, pause) = limits.count_send(&method.destination, &policy.limits, now)?;
        state.sent = Some(SentCode {
            id: attempt.send,
            method: method.id,
            expires_at: now + policy.limits.code_life(method.kind),
            resend_at: now + pause,
            digits: policy.limits.code_digits.value(),
        });
        state.core.advance(Some(attempt.request), now);
        let decoy = state.core.subject.decoy || method.decoy;
        let event = Event::CodeRequested { method: method.kind, decoy };
        Ok(SendCodeOutcome::Admitted { reset: Self::Proving(state), limits, event })
    }

    /// Whether the newest code is to be made and sent: it is the named one, still alive, and somebody stands behind it.
    pub fn awaits_delivery(&self, send: &SendId, now: Timestamp) -> Option<&Method> {
        let newest = self.sent().filter(|newest| newest.id == *send && now < newest.expires_at)?;
        let method = self.method(&newest.method)?;
        (!self.subject().decoy && !method.decoy && !self.core().is_over(now)).then_some(method)
    }

    /// Refuses a reset that began before another reset of the account was completed, or before the account was frozen, and a
    /// change whose person has signed out everywhere since. What is begun while it is frozen goes the way of a name that
    /// nobody has.
    pub(crate) fn refuse_if_superseded(&self, limits: &AccountLimits) -> Result<(), StepRefusal> {
        if limits.frozen_at.is_some() && !self.subject().decoy {
            return Err(StepRefusal::ResetExpired);
        }
        let is_completed = limits.completed_at.is_some_and(|completed| self.started_at() <= completed);
        let signed_in = self.core().signed_in_at.zip(limits.signed_out_at);
        let is_signed_out = signed_in.is_some_and(|(signed_in, signed_out)| signed_in <= signed_out);
        if (is_completed || is_signed_out) && !matches!(self, Self::Done(_)) {
            return Err(StepRefusal::ResetExpired);
        }
        Ok(())
    }
}

impl Proving {
    fn check_method(&self, method: &Method, typed: Option<&str>, policy: &Policy) -> Result<(), StepRefusal> {
        if !method.kind.is_sent() || self.core.proved_kinds().contains(&method.kind) {
            return Err(StepRefusal::StepNotAllowed);
        }
        match typed {
            Some(typed) if typed != method.destination => Err(StepRefusal::DestinationWrong),
            None if policy.methods.destination_required => Err(StepRefusal::DestinationWrong),
            _ => Ok(()),
        }
    }
}
