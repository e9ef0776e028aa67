//! One guess at the newest code, or at what a person holds: counted first, compared afterwards. The steps `verify_code` and
//! `verify_passkey` are one here.

use jiff::Timestamp;

use crate::reset::{Proof, Proved, Proving, Tried};
use crate::{AccountLimits, Event, Method, MethodId, MethodKind, Policy, Refusal, Reset, SendId, Token};

/// A guess that was counted by [`Reset::admit_guess`] and compared equal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RightGuess {
    /// What was guessed at.
    pub guessed: Guessed,
    /// What it takes back.
    pub reservation: Reservation,
}

/// What a guess is at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Guessed {
    /// The code of this sending.
    Sent(SendId),
    /// What the person holds of this method.
    Held(MethodId),
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
    /// Whether the method that was proved is too new to count alone.
    pub is_unsettled: bool,
}

impl Demand {
    /// Whether one proof of whatever kind will not do.
    const fn is_two(self) -> bool {
        self.administrator || self.breaker_open || self.is_unsettled
    }
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
        let (guessed, guesses_left) = if kind.is_sent() {
            state.guess_sent(method, most, now)?
        } else {
            state.guess_held(method, kind, most)?
        };
        let resting_until = limits.resting_until.filter(|_| reservation.rested);
        let event = Event::GuessCounted { method: kind, guesses_left, resting_until };
        let guess = RightGuess { guessed, reservation };
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
        let method = state.take_guessed(&guess.guessed)?;
        let method = state.core.method(&method).cloned().ok_or(Refusal::MethodUnknown)?;
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
    /// Counts a guess at the newest code of a method.
    fn guess_sent(
        &mut self,
        method: &MethodId,
        most: u32,
        now: Timestamp,
    ) -> Result<(Guessed, u32), Refusal> {
        let newest = self.sent.as_mut().filter(|sent| sent.method == *method).ok_or(Refusal::CodeExpired)?;
        if now >= newest.expires_at || newest.guesses >= most {
            return Err(Refusal::CodeExpired);
        }
        newest.guesses += 1;
        Ok((Guessed::Sent(newest.id.clone()), most - newest.guesses))
    }

    /// Counts a guess at what the person holds: as many in one reset as at one code.
    fn guess_held(
        &mut self,
        method: &MethodId,
        kind: MethodKind,
        most: u32,
    ) -> Result<(Guessed, u32), Refusal> {
        if self.core.proved_kinds().contains(&kind) {
            return Err(Refusal::StepNotAllowed);
        }
        let had = self.tried.iter().position(|tried| tried.method == *method);
        let mut tried =
            had.map_or_else(|| Tried { method: method.clone(), guesses: 0 }, |at| self.tried.remove(at));
        tried.guesses += 1;
        let left = most.checked_sub(tried.guesses);
        self.tried.push(tried);
        left.map(|left| (Guessed::Held(method.clone()), left)).ok_or(Refusal::CodeExpired)
    }

    /// Uses up what was guessed: the method that it proves.
    fn take_guessed(&mut self, guessed: &Guessed) -> Result<MethodId, Refusal> {
        match guessed {
            Guessed::Sent(sending) => {
                let sent = self.sent.take().filter(|sent| sent.id == *sending).ok_or(Refusal::CodeExpired)?;
                Ok(sent.method)
            }
            Guessed::Held(method) => {
                let is_proved = self.core.proofs.iter().any(|proof| proof.method == *method);
                if is_proved { Err(Refusal::StepNotAllowed) } else { Ok(method.clone()) }
            }
        }
    }

    fn record(&mut self, method: &Method, demand: Demand, policy: &Policy, now: Timestamp) {
        let core = &mut self.core;
        core.proofs.push(Proof {
            reset: core.id.clone(),
            account: core.subject.account.clone(),
            method: method.id.clone(),
            at: now,
            weight: weight(method.kind, demand, policy),
        });
        let needed = if demand.is_two() { 2 } else { policy.gates.required.get() };
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

/// A passkey verifies who holds it: it may be enough alone, unless two proofs are demanded of everybody.
fn weight(kind: MethodKind, demand: Demand, policy: &Policy) -> u8 {
    let is_enough = kind == MethodKind::Passkey && policy.gates.passkey_is_enough;
    if is_enough && !demand.is_two() { 2 } else { 1 }
}
