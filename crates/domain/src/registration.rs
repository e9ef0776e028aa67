//! What a person has registered to prove who they are, and what of it counts.

mod change;
mod requirements;

use jiff::{SignedDuration, Timestamp};

use crate::{MethodKind, Policy};

pub use change::{Addition, AdmittedRegistrationGuess, MethodChange};
pub use requirements::SessionRequirements;

/// What one person has registered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Registration {
    /// The methods, each of them proved.
    pub methods: Vec<RegisteredMethod>,
    /// What is being added and not proved yet.
    pub pending: Option<PendingMethod>,
    /// How often registering was put off.
    pub skips: u32,
    /// When the person last said that what the directory holds is still theirs.
    pub directory_confirmed_at: Option<Timestamp>,
}

/// One registered method.
#[derive(Clone, PartialEq, Eq)]
pub struct RegisteredMethod {
    /// Names it.
    pub id: String,
    /// What the person calls it.
    pub name: String,
    /// What is held of it.
    pub held: Credential,
    /// When it was added.
    pub added_at: Timestamp,
    /// When the person last proved it or said that it is still theirs.
    pub confirmed_at: Timestamp,
    /// When it last proved anything.
    pub used_at: Option<Timestamp>,
    /// Whether it is offered first.
    pub is_preferred: bool,
    /// Whether it was added within a day after a reset, and not confirmed in a later session since.
    pub is_after_reset: bool,
}

/// What is held of a method.
#[derive(Clone, PartialEq, Eq)]
pub enum Credential {
    /// A number or address.
    Destination(Destination),
    /// An authenticator app.
    App {
        /// Its secret, encrypted.
        sealed: Vec<u8>,
        /// The newest step whose code was accepted: neither it nor an earlier one ever is again.
        last_step: Option<u64>,
    },
    /// A passkey.
    Passkey {
        /// Its public half, with its counter.
        credential: Vec<u8>,
    },
    /// Recovery codes that were not used yet: their keyed hashes.
    RecoveryCodes(Vec<String>),
}

/// Where messages go.
#[derive(Clone, PartialEq, Eq)]
pub struct Destination {
    /// By text message or mail.
    pub kind: MethodKind,
    /// Masked.
    pub hint: String,
    /// Its keyed hash.
    pub hash: String,
    /// Encrypted.
    pub sealed: Vec<u8>,
}

/// What is being added.
#[derive(Clone, PartialEq, Eq)]
pub struct PendingMethod {
    /// What the method will be called by.
    pub id: String,
    /// What the person calls it.
    pub name: String,
    /// What it will be.
    pub addition: Addition,
    /// When it began.
    pub began_at: Timestamp,
    /// Until when it can be proved.
    pub expires_at: Timestamp,
    /// Guesses at its code so far.
    pub guesses: u32,
}

/// Kinds and ids only: what is held is nobody's business in a log.
impl std::fmt::Debug for RegisteredMethod {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RegisteredMethod")
            .field("id", &self.id)
            .field("held", &self.held)
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Credential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Held({:?})", self.kind())
    }
}

impl std::fmt::Debug for Destination {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Destination({:?})", self.kind)
    }
}

impl std::fmt::Debug for PendingMethod {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pending").field("id", &self.id).finish_non_exhaustive()
    }
}

impl Credential {
    /// Which kind of method it is.
    pub const fn kind(&self) -> MethodKind {
        match self {
            Self::Destination(destination) => destination.kind,
            Self::App { .. } => MethodKind::AuthenticatorApp,
            Self::Passkey { .. } => MethodKind::Passkey,
            Self::RecoveryCodes(_) => MethodKind::RecoveryCode,
        }
    }

    /// Whether anything can be proved by it.
    fn is_usable(&self) -> bool {
        !matches!(self, Self::RecoveryCodes(left) if left.is_empty())
    }
}

/// A method that counts now, wherever it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsableMethod {
    /// Names it: for what the directory holds, `directory-` and the kind.
    pub id: String,
    /// Its kind.
    pub kind: MethodKind,
    /// The masked destination; empty where there is none.
    pub hint: String,
    /// The keyed hash of the destination; empty where there is none.
    pub destination: String,
    /// Whether it counts alone: it was neither added within a day nor after a reset.
    pub is_trusted: bool,
    /// Whether it is offered first.
    pub is_preferred: bool,
}

/// How long a new method does not count alone.
const TRUST_DELAY: SignedDuration = SignedDuration::from_hours(24);

impl Registration {
    /// What counts, of what is registered and what the directory holds: the preferred first, then in the policy's order.
    pub fn usable_methods(
        &self,
        directory: &[Destination],
        policy: &Policy,
        now: Timestamp,
    ) -> Vec<UsableMethod> {
        let registered = self.methods.iter().filter(|method| method.held.is_usable());
        let registered = registered.map(|method| method.to_usable(now));
        let directory = directory.iter().filter(|_| policy.registration.directory_data);
        let held: Vec<UsableMethod> =
            directory.filter(|held| !self.has(&held.hash)).map(directory_method).collect();
        let rank = |kind| policy.methods.offered.iter().position(|offered| *offered == kind);
        let mut usable: Vec<UsableMethod> =
            registered.chain(held).filter(|method| rank(method.kind).is_some()).collect();
        usable.sort_by_key(|method| (!method.is_preferred, rank(method.kind)));
        usable
    }

    /// Every destination of a person, each once, what is registered first.
    pub fn destinations<'a>(&'a self, directory: &'a [Destination]) -> Vec<&'a Destination> {
        let registered = self.methods.iter().filter_map(RegisteredMethod::destination);
        registered.chain(directory.iter().filter(|held| !self.has(&held.hash))).collect()
    }

    /// One of the methods.
    pub fn method(&self, id: &str) -> Option<&RegisteredMethod> {
        self.methods.iter().find(|method| method.id == id)
    }

    /// Whether a destination is registered.
    fn has(&self, hash: &str) -> bool {
        self.methods.iter().any(|method| method.destination().is_some_and(|held| held.hash == hash))
    }
}

impl RegisteredMethod {
    /// Its kind.
    pub const fn kind(&self) -> MethodKind {
        self.held.kind()
    }

    /// Where messages go, where it has a destination.
    pub const fn destination(&self) -> Option<&Destination> {
        match &self.held {
            Credential::Destination(destination) => Some(destination),
            Credential::App { .. } | Credential::Passkey { .. } | Credential::RecoveryCodes(_) => None,
        }
    }

    fn to_usable(&self, now: Timestamp) -> UsableMethod {
        let destination = self.destination();
        UsableMethod {
            id: self.id.clone(),
            kind: self.kind(),
            hint: destination.map(|held| held.hint.clone()).unwrap_or_default(),
            destination: destination.map(|held| held.hash.clone()).unwrap_or_default(),
            is_trusted: !self.is_after_reset && now.duration_since(self.added_at) >= TRUST_DELAY,
            is_preferred: self.is_preferred,
        }
    }
}

/// What the directory holds is as old as it says.
fn directory_method(held: &Destination) -> UsableMethod {
    UsableMethod {
        id: directory_id(held.kind).to_owned(),
        kind: held.kind,
        hint: held.hint.clone(),
        destination: held.hash.clone(),
        is_trusted: true,
        is_preferred: false,
    }
}

/// The id of what the directory holds of a kind.
pub const fn directory_id(kind: MethodKind) -> &'static str {
    match kind {
        MethodKind::TextMessage => "directory-text-message",
        MethodKind::Mail => "directory-mail",
        MethodKind::AuthenticatorApp | MethodKind::Passkey | MethodKind::RecoveryCode => "directory-none",
    }
}

/// Whether what counts is enough for the tenant's minimum of gates. An account of which it is not is answered like a name
/// that nobody has.
pub fn can_reset(usable: &[UsableMethod], policy: &Policy) -> bool {
    satisfy_gates(usable.iter().map(|method| method.kind), policy.gates.required.get(), policy)
}

/// Whether these kinds are enough for a reset.
pub fn satisfy_gates(kinds: impl IntoIterator<Item = MethodKind>, demanded: u8, policy: &Policy) -> bool {
    gate_weight(kinds, false, policy) >= usize::from(demanded)
}

/// How many gates these kinds are worth: each once, a passkey twice where it is enough alone, which it never is for
/// administrators of Readmit.
pub fn gate_weight(
    kinds: impl IntoIterator<Item = MethodKind>,
    is_administrator: bool,
    policy: &Policy,
) -> usize {
    let mut kinds: Vec<MethodKind> = kinds.into_iter().collect();
    kinds.sort_unstable();
    kinds.dedup();
    let is_enough = policy.gates.passkey_is_enough && !is_administrator;
    kinds.iter().map(|kind| if is_enough && *kind == MethodKind::Passkey { 2 } else { 1 }).sum()
}

#[cfg(test)]
mod tests;
