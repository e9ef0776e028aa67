//! One guess at the newest code: counted first, compared afterwards.

use jiff::Timestamp;

use crate::reset::{Proof, Proved, Proving};
use crate::{AccountLimits, Event, Method, MethodId, Policy, Refusal, Reset, SendId, Token};

/// A guess that was counted by [`Reset::admit_guess`] and compared equal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RightGuess {
    /// The code that was guessed.
    pub send: SendId,
    /// What it takes back.
    pub reservation: Reservation,
}

/// The record of a counted guess, by which a right one takes its own record back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reservation {
    /// When it was counted.
    pub at: Timestamp,
    /// Whether it began a rest.
    pub rested: bool,
}

/// A guess that was counted and may now be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdmittedGuess {
    /// The reset after counting. Save it, with the limits, before comparing.
    pub reset: Reset,
    /// The account's limits after counting.
    pub limits: AccountLimits,
    /// For the audit trail.
    pub event: Event,
    /// The code to compare with, and what to prove the gate by if it is equal.
    pub guess: RightGuess,
    /// Guesses that the code still allows.
    pub guesses_left: u32,
}

/// How many gates this account needs, known once somebody has proved the first one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Demand {
    /// Whether the person administers Readmit.
    pub administrator: bool,
    /// Whether the tenant's breaker is open.
    pub breaker_open: bool,
}

/// A gate is proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvedGate {
    /// The reset after it: [`Reset::Proving`] while gates are missing, else [`Reset::Proved`].
    pub reset: Reset,
    /// The account's limits after it.
    pub limits: AccountLimits,
    /// For the audit trail.
    pub event: Event,
}

impl Reset {
    /// Counts one guess, before it is compared.
    pub fn admit_guess(
        self,
        token: Token,
        method: &MethodId,
        limits: AccountLimits,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<AdmittedGuess, Refusal> {
        self.core().admit(token, now)?;
        self.refuse_if_superseded(&limits)?;
        let Self::Proving(mut state) = self else { return Err(Refusal::StepNotAllowed) };
        let kind = state.core.method(method).ok_or(Refusal::MethodUnknown)?.kind;
        let most = policy.limits.guesses_per_code.value();
        let (limits, reservation) = limits.count_guess(&policy.limits, now)?;
        let newest =
            state.sent.as_mut().filter(|newest| newest.method == *method).ok_or(Refusal::CodeExpired)?;
        if now >= newest.expires_at || newest.guesses >= most {
            return Err(Refusal::CodeExpired);
        }
        newest.guesses += 1;
        let (send, guesses_left) = (newest.id.clone(), most - newest.guesses);
        let resting_until = limits.resting_until.filter(|_| reservation.rested);
        let event = Event::GuessCounted { method: kind, guesses_left, resting_until };
        let guess = RightGuess { send, reservation };
        Ok(AdmittedGuess { reset: Self::Proving(state), limits, event, guess, guesses_left })
    }

    /// Proves a gate by a right guess. The code is used up, whoever
    /// else guessed it right meanwhile is too late, and a newer code makes this one worthless.
    pub fn prove_gate(
        self,
        token: Token,
        guess: &RightGuess,
        limits: AccountLimits,
        demand: Demand,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<ProvedGate, Refusal> {
        self.core().admit(token, now)?;
        let Self::Proving(mut state) = self else { return Err(Refusal::StepNotAllowed) };
        let sent = state.sent.take().filter(|sent| sent.id == guess.send).ok_or(Refusal::CodeExpired)?;
        let method = state.core.method(&sent.method).cloned().ok_or(Refusal::MethodUnknown)?;
        if method.decoy || state.core.subject.decoy {
            return Err(Refusal::GateMissing);
        }
        state.record(&method, demand, policy, now);
        let event = Event::GateProved {
            method: method.kind,
            passed: state.core.passed(),
            demanded: state.core.demanded,
        };
        Ok(ProvedGate { reset: state.proceed(), limits: limits.take_back(guess.reservation), event })
    }
}

impl Proving {
    fn record(&mut self, method: &Method, demand: Demand, policy: &Policy, now: Timestamp) {
        let core = &mut self.core;
        core.proofs.push(Proof {
            reset: core.id.clone(),
            account: core.subject.account.clone(),
            method: method.id.clone(),
            at: now,
        });
        let needed =
            if demand.administrator || demand.breaker_open { 2 } else { policy.gates.required.get() };
        core.demanded = core.demanded.max(needed);
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
