//! Sends a code to a method.

use jiff::Timestamp;

use crate::reset::{Proving, RequestDigest, SentCode, TokenMatch};
use crate::{AccountLimits, Event, Method, MethodId, Policy, Reset, SendId, StepRefusal, Token};

/// A request for a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendAttempt {
    /// The method to which the code is sent.
    pub method: MethodId,
    /// The keyed hashes of the typed destination, if one was typed.
    pub typed_destination: Option<Vec<String>>,
    /// The id of the sending, if it is admitted.
    pub send: SendId,
    pub request: RequestDigest,
}

/// The outcome of a request for a code.
#[expect(clippy::large_enum_variant, reason = "made once per request and taken apart at once")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SendCodeOutcome {
    /// The sending is admitted and counted.
    Admitted {
        /// The reset after the step.
        reset: Reset,
        /// The account's limits after the step.
        limits: AccountLimits,
        /// The event for the audit trail.
        event: Event,
    },
    /// The request repeats the last one with the same token. Nothing is counted, and nothing changes.
    Repeated(Reset),
}

impl Reset {
    /// Counts the sending and makes its code the newest. A decoy is counted like an account. A code for a wrong typed
    /// destination is counted and answered like one for the right destination, and not sent, so that nobody can try
    /// destinations. A stranger's code that other strangers used up is withheld in the same way.
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
        let is_superseded = self.refuse_if_superseded_after_a_proof(&limits)?;
        let Self::Proving(mut state) = self else { return Err(StepRefusal::StepNotAllowed) };
        let method = state.core.method(&attempt.method).cloned().ok_or(StepRefusal::MethodUnknown)?;
        let is_wrong = state.check_method(&method, attempt.typed_destination.as_deref(), policy)?;
        let caller = &state.core.caller;
        let (limits, counted) = limits.count_send(caller, &method.destination, &policy.limits, now)?;
        state.sent = Some(SentCode {
            id: attempt.send,
            method: method.id,
            expires_at: now + policy.limits.code_ttl(method.kind),
            resend_at: now + counted.pause,
            digits: policy.limits.code_digits.value(),
            is_withheld: is_wrong || is_superseded || counted.is_withheld,
        });
        state.core.advance(Some(attempt.request), now);
        let decoy = state.core.subject.decoy || method.decoy;
        let event = Event::CodeRequested { method: method.kind, decoy };
        Ok(SendCodeOutcome::Admitted { reset: Self::Proving(state), limits, event })
    }

    /// Withholds the newest code because a limit of its destination is reached. A stranger must not learn what else was
    /// sent there.
    #[must_use]
    pub fn withhold_code(mut self) -> Self {
        if let Self::Proving(Proving { sent: Some(sent), .. }) = &mut self {
            sent.is_withheld = true;
        }
        self
    }

    /// Returns the method to which the code of this sending must be sent; `None` if it is not the newest code, is no
    /// longer valid, is withheld, or belongs to a decoy.
    pub fn awaits_delivery(&self, send: &SendId, now: Timestamp) -> Option<&Method> {
        let newest = self.sent_code().filter(|newest| newest.id == *send && now < newest.expires_at)?;
        if newest.is_withheld {
            return None;
        }
        let method = self.method(&newest.method)?;
        (!self.subject().decoy && !method.decoy && !self.core().is_over(now)).then_some(method)
    }

    /// Returns whether someone has asked for this sending in a reset of a decoy, to which nothing is sent. If the name is
    /// that of an account after all, its user gets a mail with the reason.
    pub fn is_requested_for_decoy(&self, send: &SendId, now: Timestamp) -> bool {
        let is_newest = self.sent_code().is_some_and(|newest| newest.id == *send && now < newest.expires_at);
        is_newest && self.subject().decoy
    }

    /// Returns whether the reset proves nothing any more: its account is frozen, another reset of the account that
    /// began later was completed, or the user of a change has signed out everywhere since.
    fn is_superseded(&self, limits: &AccountLimits) -> bool {
        if limits.frozen_at.is_some() && !self.subject().decoy {
            return true;
        }
        let is_completed = limits.completed_at.is_some_and(|completed| self.started_at() <= completed);
        let signed_in = self.core().signed_in_at.zip(limits.signed_out_at);
        let is_signed_out = signed_in.is_some_and(|(signed_in, signed_out)| signed_in <= signed_out);
        (is_completed || is_signed_out) && !matches!(self, Self::Done(_))
    }

    /// Refuses a superseded reset.
    pub(crate) fn refuse_if_superseded(&self, limits: &AccountLimits) -> Result<(), StepRefusal> {
        if self.is_superseded(limits) { Err(StepRefusal::ResetExpired) } else { Ok(()) }
    }

    /// Refuses a superseded reset in which something was proved, and returns whether one in which nothing was proved is
    /// superseded. That one goes on as a decoy, so that a stranger learns nothing about what the user does.
    pub(crate) fn refuse_if_superseded_after_a_proof(
        &self,
        limits: &AccountLimits,
    ) -> Result<bool, StepRefusal> {
        let is_superseded = self.is_superseded(limits);
        let has_proof = !matches!(self, Self::Proving(_)) || !self.core().proved_kinds().is_empty();
        if is_superseded && has_proof {
            return Err(StepRefusal::ResetExpired);
        }
        Ok(is_superseded)
    }
}

impl Proving {
    /// Refuses what the policy or the reset does not allow, and returns whether the code is withheld. Neither refusal
    /// depends on the account.
    fn check_method(
        &self,
        method: &Method,
        typed: Option<&[String]>,
        policy: &Policy,
    ) -> Result<bool, StepRefusal> {
        if !method.kind.is_sent() || self.core.proved_kinds().contains(&method.kind) {
            return Err(StepRefusal::StepNotAllowed);
        }
        match (typed, policy.methods.destination_required) {
            (Some(typed), true) => Ok(!typed.contains(&method.destination)),
            (None, false) => Ok(false),
            (None, true) => Err(StepRefusal::DestinationWrong),
            (Some(_), false) => Err(StepRefusal::StepNotAllowed),
        }
    }
}
