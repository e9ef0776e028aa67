//! Adding and proving methods.

use jiff::{SignedDuration, Timestamp};

use super::{Credential, Destination, PendingMethod, RegisteredMethod, Registration, usable::TRUST_DELAY};
use crate::{AccountLimits, Caller, Event, MethodKind, OneTimeCode, Policy, Reservation, StepRefusal};

/// The time within which a method to which no code is sent can be proved.
const PROOF_TTL: SignedDuration = SignedDuration::from_mins(15);

/// A method that is being added, with what proves it.
#[derive(Clone, PartialEq, Eq)]
pub enum Addition {
    /// A number or address, to which a code was sent.
    Destination {
        /// The destination of codes.
        destination: Destination,
        /// The keyed hash of the code.
        digest: Vec<u8>,
    },
    /// An authenticator app.
    App {
        /// The secret (RFC 6238), encrypted.
        sealed: Vec<u8>,
    },
    /// A passkey. Its challenge is derived from the id of the method.
    Passkey,
}

/// Prints the kind only, because secrets and destinations do not belong in a log.
impl std::fmt::Debug for Addition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Addition({:?})", self.kind())
    }
}

impl Addition {
    pub const fn kind(&self) -> MethodKind {
        match self {
            Self::Destination { destination, .. } => destination.kind,
            Self::App { .. } => MethodKind::AuthenticatorApp,
            Self::Passkey => MethodKind::Passkey,
        }
    }
}

/// A guess at a method that is being added, counted and not compared yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdmittedRegistrationGuess {
    /// The registration after counting.
    pub registration: Registration,
    /// The account's limits after counting.
    pub limits: AccountLimits,
    /// The method that is being added.
    pub pending: PendingMethod,
    /// The record that a right guess takes back.
    pub reservation: Reservation,
    /// The number of guesses that are left.
    pub guesses_left: u32,
}

impl AdmittedRegistrationGuess {
    /// Returns the event for the audit trail.
    pub fn event(&self) -> Event {
        let cooldown_until = self.reservation.cooldown_until;
        let method = self.pending.addition.kind();
        Event::GuessCounted { method, guesses_left: self.guesses_left, cooldown_until }
    }
}

impl Registration {
    /// Refuses a kind that is not offered or has reached its maximum, and a destination (by its keyed hash) that is
    /// already registered.
    pub fn check_addition(
        &self,
        kind: MethodKind,
        hash: Option<&str>,
        policy: &Policy,
    ) -> Result<(), StepRefusal> {
        if !policy.methods.offered.contains(&kind) {
            return Err(StepRefusal::MethodUnknown);
        }
        let has = self.methods.iter().filter(|method| method.kind() == kind).count();
        let is_known = hash.is_some_and(|hash| self.has(hash));
        if has >= kind.maximum() || is_known { Err(StepRefusal::MethodLimit) } else { Ok(()) }
    }

    /// Begins to add a method. It replaces one that was begun before.
    #[must_use]
    pub fn add_method(
        mut self,
        id: String,
        name: String,
        addition: Addition,
        policy: &Policy,
        now: Timestamp,
    ) -> Self {
        let ttl = if addition.kind().is_sent() { policy.limits.code_ttl(addition.kind()) } else { PROOF_TTL };
        let code = OneTimeCode::new(now + ttl);
        self.pending = Some(PendingMethod { id, name, addition, began_at: now, code });
        self
    }

    /// Counts a guess at the method that is being added, before it is compared.
    pub fn admit_guess(
        mut self,
        id: &str,
        limits: AccountLimits,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<AdmittedRegistrationGuess, StepRefusal> {
        let pending =
            self.pending.as_mut().filter(|pending| pending.id == id).ok_or(StepRefusal::MethodUnknown)?;
        let guesses_left = pending.code.admit_guess(&policy.limits, now)?;
        let pending = pending.clone();
        let kind = pending.addition.kind();
        let (limits, reservation) = limits.count_guess(&Caller::User, kind, id, &policy.limits, now)?;
        Ok(AdmittedRegistrationGuess { registration: self, limits, pending, reservation, guesses_left })
    }

    /// Registers the method that was proved. `completed_at` is when an order of the account was last carried out.
    pub fn prove_method(
        mut self,
        id: &str,
        credential: Credential,
        completed_at: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<(Self, Event), StepRefusal> {
        let pending =
            self.pending.take().filter(|pending| pending.id == id).ok_or(StepRefusal::CodeExpired)?;
        self.count_change(now)?;
        Ok(self.push(pending.id, pending.name, credential, completed_at, now))
    }

    /// Adds recovery codes, by their keyed hashes. They replace earlier ones and need no proof.
    pub fn add_recovery_codes(
        mut self,
        id: String,
        name: String,
        codes: Vec<String>,
        completed_at: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<(Self, Event), StepRefusal> {
        self.count_change(now)?;
        self.methods.retain(|method| method.kind() != MethodKind::RecoveryCode);
        Ok(self.push(id, name, Credential::RecoveryCodes(codes), completed_at, now))
    }

    pub(super) fn push(
        mut self,
        id: String,
        name: String,
        credential: Credential,
        completed_at: Option<Timestamp>,
        now: Timestamp,
    ) -> (Self, Event) {
        let kind = credential.kind();
        let event = Event::MethodAdded { method: kind, method_id: id.clone() };
        self.methods.push(RegisteredMethod {
            id,
            name,
            credential,
            added_at: now,
            confirmed_at: now,
            used_at: None,
            is_preferred: self.methods.is_empty(),
            is_after_reset: completed_at.is_some_and(|completed| now.duration_since(completed) < TRUST_DELAY),
        });
        (self, event)
    }
}
