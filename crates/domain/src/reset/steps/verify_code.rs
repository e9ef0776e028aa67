//! One guess at the newest code or at a credential. It is counted first and compared afterwards. The steps
//! `verify_code` and `verify_passkey` share it.

use jiff::Timestamp;

use crate::reset::{Proof, Proved, Proving, SentCode};
use crate::{
    AccountLimits, Event, Method, MethodId, MethodKind, OneTimeCode, Policy, Reservation, Reset, SendId,
    StepRefusal, Token,
};

/// A guess that was counted by [`Reset::admit_guess`] and compared equal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectGuess {
    pub guessed: GuessTarget,
    /// The record that it takes back.
    pub reservation: Reservation,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GuessTarget {
    /// The code of this sending.
    Sent(SendId),
    /// The credential of this method.
    Credential(MethodId),
}

impl GuessTarget {
    /// Returns the name that guesses at this target are counted by. The id of a method names the reset as well.
    pub fn name(&self) -> &str {
        match self {
            Self::Sent(SendId(name)) | Self::Credential(MethodId(name)) => name,
        }
    }
}

/// A guess that was counted and may now be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdmittedGuess {
    /// The account's limits after counting. Save them before comparing.
    pub limits: AccountLimits,
    /// The event for the audit trail, if the guess turns out wrong.
    pub event: Event,
    /// The guess to prove the gate by, if it compares equal.
    pub guess: CorrectGuess,
    /// The number of guesses that the code still allows.
    pub guesses_left: u32,
    /// Whether the guess is withheld: it is not compared and stays counted as wrong, because the reset is superseded or
    /// strangers have used up their guesses.
    pub is_withheld: bool,
    /// Whether it is a guess at a code that was sent to a user. Only these count for the company's circuit breaker.
    pub is_at_sent_code: bool,
}

/// The facts that decide how many gates an account needs. They are known once the first gate is proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GateRequirements {
    /// Whether the user administers Readmit.
    pub administrator: bool,
    /// Whether the company's circuit breaker is open, and the account has two kinds of method to prove.
    pub breaker_open: bool,
    /// Whether the method that was proved is too new to count without an older one.
    pub is_untrusted: bool,
}

impl GateRequirements {
    /// Returns whether two gates are needed, whatever the first proof is.
    const fn needs_two(self) -> bool {
        self.administrator || self.breaker_open || self.is_untrusted
    }
}

/// A reset after a proved gate, with what is saved together with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvedGate {
    /// The reset after the step: [`Reset::Proving`] while gates are missing, else [`Reset::Proved`].
    pub reset: Reset,
    /// The account's limits after the step.
    pub limits: AccountLimits,
    /// The event for the audit trail.
    pub event: Event,
}

impl Reset {
    /// Counts one guess before it is compared. It is counted only in the limits of the account, under the code or
    /// credential that it is a guess at.
    pub fn admit_guess(
        &self,
        token: Token,
        method: &MethodId,
        limits: AccountLimits,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<AdmittedGuess, StepRefusal> {
        self.core().authorize(token, now)?;
        let is_superseded = self.refuse_if_superseded_after_a_proof(&limits)?;
        let Self::Proving(state) = self else { return Err(StepRefusal::StepNotAllowed) };
        let kind = state.core.method(method).ok_or(StepRefusal::MethodUnknown)?.kind;
        let (guessed, expires_at) = state.target(method, kind)?;
        let mut code = OneTimeCode { expires_at, guesses: limits.failed_guesses_at(guessed.name()) };
        let (caller, target) = (&state.core.caller, guessed.name());
        let (limits, reservation) = limits.count_guess(caller, kind, target, &policy.limits, now)?;
        let guesses_left = code.admit_guess(&policy.limits, now)?;
        let event =
            Event::GuessCounted { method: kind, guesses_left, cooldown_until: reservation.cooldown_until };
        let is_withheld = is_superseded || reservation.is_withheld;
        let is_at_sent_code = !is_withheld && state.is_at_sent_code(method);
        let guess = CorrectGuess { guessed, reservation };
        Ok(AdmittedGuess { limits, event, guess, guesses_left, is_withheld, is_at_sent_code })
    }

    /// Proves a gate by a right guess. It uses up the code: another right guess at it is too late, and so is one at a
    /// code that a newer one replaced.
    pub fn prove_gate(
        self,
        token: Token,
        guess: &CorrectGuess,
        limits: AccountLimits,
        requirements: GateRequirements,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<ProvedGate, StepRefusal> {
        self.core().authorize(token, now)?;
        self.refuse_if_superseded(&limits)?;
        let Self::Proving(mut state) = self else { return Err(StepRefusal::StepNotAllowed) };
        let method = state.take_guessed(&guess.guessed)?;
        let method = state.core.method(&method).cloned().ok_or(StepRefusal::MethodUnknown)?;
        if method.decoy || state.core.subject.decoy {
            return Err(StepRefusal::GateMissing);
        }
        state.record(&method, requirements, policy, now);
        let event = Event::GateProved {
            method: method.kind,
            gates_proved: state.core.gates_proved(),
            gates_required: state.core.gates_required,
        };
        Ok(ProvedGate { reset: state.proceed(), limits: limits.release_guess(&guess.reservation), event })
    }
}

impl Proving {
    /// Returns the target of a guess at a method, its newest code or its credential, and when that expires.
    fn target(&self, method: &MethodId, kind: MethodKind) -> Result<(GuessTarget, Timestamp), StepRefusal> {
        if kind.is_sent() {
            let newest = self.sent.as_ref().filter(|sent| sent.method == *method);
            let newest = newest.ok_or(StepRefusal::CodeExpired)?;
            return Ok((GuessTarget::Sent(newest.id.clone()), newest.expires_at));
        }
        if self.core.proved_kinds().contains(&kind) {
            return Err(StepRefusal::StepNotAllowed);
        }
        Ok((GuessTarget::Credential(method.clone()), self.core.expires_at))
    }

    /// Returns whether the newest code of a method was sent to a user, and not withheld from a decoy.
    fn is_at_sent_code(&self, method: &MethodId) -> bool {
        let is_real = !self.core.subject.decoy && self.core.method(method).is_some_and(|one| !one.decoy);
        is_real && self.sent.as_ref().is_some_and(|sent| sent.method == *method && !sent.is_withheld)
    }

    /// Uses up the target of a guess and returns the method that it proves.
    fn take_guessed(&mut self, guessed: &GuessTarget) -> Result<MethodId, StepRefusal> {
        match guessed {
            GuessTarget::Sent(sending) => {
                let is_same = |sent: &SentCode| sent.id == *sending && !sent.is_withheld;
                let sent = self.sent.take().filter(is_same).ok_or(StepRefusal::CodeExpired)?;
                Ok(sent.method)
            }
            GuessTarget::Credential(method) => {
                let is_proved = self.core.proofs.iter().any(|proof| proof.method == *method);
                if is_proved { Err(StepRefusal::StepNotAllowed) } else { Ok(method.clone()) }
            }
        }
    }

    fn record(&mut self, method: &Method, requirements: GateRequirements, policy: &Policy, now: Timestamp) {
        let core = &mut self.core;
        core.proofs.push(Proof {
            reset: core.id.clone(),
            account: core.subject.account.clone(),
            method: method.id.clone(),
            at: now,
            weight: weight(method.kind, requirements, policy),
        });
        let required = if requirements.needs_two() { 2 } else { policy.gates.required.get() };
        core.gates_required = core.gates_required.max(required);
        core.advance(None, now);
    }

    fn proceed(self) -> Reset {
        if self.core.all_gates_proved() {
            Reset::Proved(Proved { core: self.core })
        } else {
            Reset::Proving(self)
        }
    }
}

/// Returns how many gates a proof counts for. A passkey verifies its user, so the policy may let it count for two,
/// unless two proofs of any kind are needed. A new method counts for none until an older one is proved too.
fn weight(kind: MethodKind, requirements: GateRequirements, policy: &Policy) -> u8 {
    let is_enough = kind == MethodKind::Passkey && policy.gates.passkey_is_enough;
    match requirements {
        GateRequirements { is_untrusted: true, .. } => 0,
        _ if is_enough && !requirements.needs_two() => 2,
        _ => 1,
    }
}
