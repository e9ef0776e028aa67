//! Adding, proving, naming, preferring, confirming, using and removing methods.

use jiff::{SignedDuration, Timestamp};

use super::{
    Credential, Destination, MAX_REMOVED, NOTICE_PERIOD, PendingMethod, RegisteredMethod, Registration,
    RemovedDestination, usable::TRUST_DELAY,
};
use crate::{AccountLimits, Caller, Event, MethodKind, OneTimeCode, Policy, Reservation, StepRefusal};

/// The time within which a method to which no code is sent can be proved.
const PROOF_TTL: SignedDuration = SignedDuration::from_mins(15);

/// The time within which changes are limited.
const CHANGES_WINDOW: SignedDuration = SignedDuration::from_hours(1);

/// The maximum number of changes within that time.
const MAX_CHANGES: usize = 20;

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

/// A change of a method. Members that are `None` or `false` change nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MethodChange {
    /// The user's new name for the method.
    pub name: Option<String>,
    /// Whether it is offered first from now on.
    pub prefer: bool,
    /// Whether the user confirms it: "Yes, this is still me."
    pub confirm: bool,
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

    /// Renames a method, offers it first, or confirms it: every part of the change or, on an error, none. The event is
    /// that of the part that matters most: what is offered first, then the name.
    pub fn change_method(
        mut self,
        id: &str,
        change: &MethodChange,
        now: Timestamp,
    ) -> Result<(Self, Event), StepRefusal> {
        let mut event = if change.confirm { Some(self.confirm(id, now)?) } else { None };
        if change.name.is_some() || change.prefer {
            self.count_change(now)?;
        }
        if let Some(name) = &change.name {
            event = Some(self.rename(id, name)?);
        }
        if change.prefer {
            event = Some(self.prefer(id)?);
        }
        event.map(|event| (self, event)).ok_or(StepRefusal::StepNotAllowed)
    }

    fn rename(&mut self, id: &str, name: &str) -> Result<Event, StepRefusal> {
        let method = self.find(id)?;
        name.clone_into(&mut method.name);
        Ok(Event::MethodRenamed { method: method.kind(), method_id: id.to_owned() })
    }

    fn prefer(&mut self, id: &str) -> Result<Event, StepRefusal> {
        let kind = self.find(id)?.kind();
        for method in &mut self.methods {
            method.is_preferred = method.id == id;
        }
        Ok(Event::MethodChanged { method: kind, method_id: id.to_owned() })
    }

    /// Confirms a method. A method that was added after a reset counts alone once it is confirmed a day or more later.
    fn confirm(&mut self, id: &str, now: Timestamp) -> Result<Event, StepRefusal> {
        if let Some(kind) = listed_kind(id) {
            self.directory_confirmed_at = Some(now);
            return Ok(Event::MethodConfirmed { method: kind });
        }
        let method = self.find(id)?;
        method.confirmed_at = now;
        if now.duration_since(method.added_at) >= TRUST_DELAY {
            method.is_after_reset = false;
        }
        Ok(Event::MethodConfirmed { method: method.kind() })
    }

    /// Removes a method. At most five destinations are removed within a day, because each of them gets notices for a
    /// day: nobody shall stop those of one destination by removing others.
    pub fn remove_method(mut self, id: &str, now: Timestamp) -> Result<(Self, Event), StepRefusal> {
        let method = self.find(id)?.clone();
        self.count_change(now)?;
        self.methods.retain(|method| method.id != id);
        if let Some(destination) = method.destination() {
            self.removed.retain(|removed| now.duration_since(removed.removed_at) < NOTICE_PERIOD);
            match self.removed.iter().map(|removed| removed.removed_at).min() {
                Some(oldest) if self.removed.len() >= MAX_REMOVED => {
                    return Err(StepRefusal::LimitReached { until: oldest + NOTICE_PERIOD });
                }
                _ => {}
            }
            self.removed.push(RemovedDestination { destination: destination.clone(), removed_at: now });
        }
        Ok((self, Event::MethodRemoved { method: method.kind(), method_id: id.to_owned() }))
    }

    /// Postpones the registration of methods, as often as the policy allows.
    pub fn skip_registration(mut self, policy: &Policy) -> Result<(Self, Event), StepRefusal> {
        if self.skips >= policy.registration.skips.value() {
            return Err(StepRefusal::StepNotAllowed);
        }
        self.skips += 1;
        Ok((self, Event::RegistrationSkipped))
    }

    /// Records that a method proved something, which confirms it, and replaces its credential if one is given.
    pub fn note_use(
        mut self,
        id: &str,
        credential: Option<Credential>,
        now: Timestamp,
    ) -> Result<Self, StepRefusal> {
        let method = self.find(id)?;
        method.used_at = Some(now);
        method.confirmed_at = now;
        method.credential = credential.unwrap_or_else(|| method.credential.clone());
        Ok(self)
    }

    /// Counts a change, or refuses it after 20 within an hour: each change sends notices.
    fn count_change(&mut self, now: Timestamp) -> Result<(), StepRefusal> {
        self.changes.retain(|at| now.duration_since(*at) < CHANGES_WINDOW);
        match self.changes.iter().min() {
            Some(oldest) if self.changes.len() >= MAX_CHANGES => {
                Err(StepRefusal::LimitReached { until: *oldest + CHANGES_WINDOW })
            }
            _ => {
                self.changes.push(now);
                Ok(())
            }
        }
    }

    fn find(&mut self, id: &str) -> Result<&mut RegisteredMethod, StepRefusal> {
        self.methods.iter_mut().find(|method| method.id == id).ok_or(StepRefusal::MethodUnknown)
    }
}

fn listed_kind(id: &str) -> Option<MethodKind> {
    [MethodKind::TextMessage, MethodKind::Mail].into_iter().find(|kind| super::directory_id(*kind) == id)
}
