//! The methods that a user has registered, and which of them count.

mod change;
mod requirements;

use jiff::{SignedDuration, Timestamp};

use crate::{MethodKind, OneTimeCode, Policy};

pub use change::{Addition, AdmittedRegistrationGuess, MethodChange};
pub use requirements::SessionRequirements;

/// The registered methods of a user.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Registration {
    /// The methods, each of them proved.
    pub methods: Vec<RegisteredMethod>,
    /// The method that is being added and is not proved yet.
    pub pending: Option<PendingMethod>,
    /// The number of times that the user postponed the registration of methods.
    pub skips: u32,
    /// When the user last confirmed the directory's number and address.
    pub directory_confirmed_at: Option<Timestamp>,
    /// Destinations that were removed within a day, which still get notices.
    pub removed: Vec<RemovedDestination>,
    /// The changes within an hour, the oldest first. Each is told to the user.
    pub changes: Vec<Timestamp>,
}

/// A destination that was removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovedDestination {
    pub destination: Destination,
    pub removed_at: Timestamp,
}

impl RemovedDestination {
    /// Returns whether it gets the notice of something that happened at `at`: within a day.
    pub fn gets_notices(&self, at: Timestamp) -> bool {
        at.duration_since(self.removed_at) < NOTICE_PERIOD
    }
}

#[derive(Clone, PartialEq, Eq)]
pub struct RegisteredMethod {
    pub id: String,
    /// The user's name for the method.
    pub name: String,
    pub credential: Credential,
    pub added_at: Timestamp,
    /// When the user last proved or confirmed the method.
    pub confirmed_at: Timestamp,
    /// When the method last proved something.
    pub used_at: Option<Timestamp>,
    /// Whether it is offered first.
    pub is_preferred: bool,
    /// Whether it was added within a day after a reset and was not confirmed at least a day later.
    pub is_after_reset: bool,
}

/// The credential of a method.
#[derive(Clone, PartialEq, Eq)]
pub enum Credential {
    /// A number for text messages, or a mail address.
    Destination(Destination),
    /// An authenticator app.
    App {
        /// The secret (RFC 6238), encrypted.
        sealed: Vec<u8>,
        /// The newest step whose code was accepted. Codes of this and earlier steps are refused.
        last_step: Option<u64>,
    },
    /// A passkey.
    Passkey {
        /// The public key and the counter.
        credential: Vec<u8>,
    },
    /// The keyed hashes of the recovery codes that are not used yet.
    RecoveryCodes(Vec<String>),
}

/// A number for text messages or a mail address: masked, hashed and encrypted, never in clear.
#[derive(Clone, PartialEq, Eq)]
pub struct Destination {
    /// The kind: text message or mail.
    pub kind: MethodKind,
    /// The masked destination, which the user sees.
    pub hint: String,
    /// The keyed hash of the destination, by which destinations are compared.
    pub hash: String,
    /// The number or address, encrypted under the key of destinations.
    pub sealed: Vec<u8>,
    /// When a sync saw that the directory had changed it; `None` if it is as the first sync of the account found it,
    /// and for a registered one.
    pub changed_at: Option<Timestamp>,
}

/// A method that is being added.
#[derive(Clone, PartialEq, Eq)]
pub struct PendingMethod {
    /// The future id of the method.
    pub id: String,
    /// The user's name for the method.
    pub name: String,
    /// The method and what proves it.
    pub addition: Addition,
    pub began_at: Timestamp,
    /// When it can no longer be proved, and the guesses at it.
    pub code: OneTimeCode,
}

/// Prints ids and kinds only, because credentials do not belong in a log.
impl std::fmt::Debug for RegisteredMethod {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RegisteredMethod")
            .field("id", &self.id)
            .field("credential", &self.credential)
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Credential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Credential({:?})", self.kind())
    }
}

impl std::fmt::Debug for Destination {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Destination({:?})", self.kind)
    }
}

impl std::fmt::Debug for PendingMethod {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PendingMethod").field("id", &self.id).finish_non_exhaustive()
    }
}

impl Credential {
    pub const fn kind(&self) -> MethodKind {
        match self {
            Self::Destination(destination) => destination.kind,
            Self::App { .. } => MethodKind::AuthenticatorApp,
            Self::Passkey { .. } => MethodKind::Passkey,
            Self::RecoveryCodes(_) => MethodKind::RecoveryCode,
        }
    }

    /// Returns whether the credential can prove something: recovery codes cannot when all are used.
    fn is_usable(&self) -> bool {
        !matches!(self, Self::RecoveryCodes(left) if left.is_empty())
    }
}

/// A method that counts now, registered or from the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsableMethod {
    /// The id of the method; for one from the directory, `directory-` and the kind.
    pub id: String,
    pub kind: MethodKind,
    /// The masked destination; empty if there is none.
    pub hint: String,
    /// The keyed hash of the destination; empty if there is none.
    pub destination: String,
    /// Whether it counts alone: it was neither added within a day nor after a reset.
    pub is_trusted: bool,
    /// Whether it is offered first.
    pub is_preferred: bool,
}

/// The time for which a removed destination gets notices.
const NOTICE_PERIOD: SignedDuration = SignedDuration::from_hours(24);

/// The maximum number of removed destinations that get notices.
pub const MAX_REMOVED: usize = 5;

/// The time for which a new method does not count alone.
const TRUST_DELAY: SignedDuration = SignedDuration::from_hours(24);

impl Registration {
    /// Returns the methods that count, registered ones and those of the directory: the preferred one first, then in the
    /// policy's order.
    pub fn usable_methods(
        &self,
        directory: &[Destination],
        policy: &Policy,
        now: Timestamp,
    ) -> Vec<UsableMethod> {
        let registered = self.methods.iter().filter(|method| method.credential.is_usable());
        let registered = registered.map(|method| method.to_usable(now));
        let directory = directory.iter().filter(|_| policy.registration.directory_data);
        let listed: Vec<UsableMethod> = directory
            .filter(|destination| !self.has(&destination.hash))
            .map(|to| directory_method(to, now))
            .collect();
        let rank = |kind| policy.methods.offered.iter().position(|offered| *offered == kind);
        let mut usable: Vec<UsableMethod> =
            registered.chain(listed).filter(|method| rank(method.kind).is_some()).collect();
        usable.sort_by_key(|method| (!method.is_preferred, rank(method.kind)));
        usable
    }

    /// Returns every destination of the user once, registered ones first.
    pub fn destinations<'a>(&'a self, directory: &'a [Destination]) -> Vec<&'a Destination> {
        let registered = self.methods.iter().filter_map(RegisteredMethod::destination);
        registered.chain(directory.iter().filter(|destination| !self.has(&destination.hash))).collect()
    }

    /// Returns every destination that gets the notice of something that happened at `at`. Those that were removed
    /// within a day before are among them, and so are those that were replaced in the directory: an attacker who takes
    /// over an account removes them first.
    pub fn notice_destinations<'a>(
        &'a self,
        directory: &'a [Destination],
        replaced: &'a [RemovedDestination],
        at: Timestamp,
    ) -> Vec<&'a Destination> {
        let mut all = self.destinations(directory);
        for removed in self.removed.iter().chain(replaced).filter(|removed| removed.gets_notices(at)) {
            if all.iter().all(|other| other.hash != removed.destination.hash) {
                all.push(&removed.destination);
            }
        }
        all
    }

    pub fn method(&self, id: &str) -> Option<&RegisteredMethod> {
        self.methods.iter().find(|method| method.id == id)
    }

    /// Returns whether a destination is registered.
    fn has(&self, hash: &str) -> bool {
        self.methods
            .iter()
            .any(|method| method.destination().is_some_and(|destination| destination.hash == hash))
    }
}

impl RegisteredMethod {
    pub const fn kind(&self) -> MethodKind {
        self.credential.kind()
    }

    /// Returns the destination, if the method has one.
    pub const fn destination(&self) -> Option<&Destination> {
        match &self.credential {
            Credential::Destination(destination) => Some(destination),
            Credential::App { .. } | Credential::Passkey { .. } | Credential::RecoveryCodes(_) => None,
        }
    }

    fn to_usable(&self, now: Timestamp) -> UsableMethod {
        let destination = self.destination();
        UsableMethod {
            id: self.id.clone(),
            kind: self.kind(),
            hint: destination.map(|to| to.hint.clone()).unwrap_or_default(),
            destination: destination.map(|to| to.hash.clone()).unwrap_or_default(),
            is_trusted: !self.is_after_reset && now.duration_since(self.added_at) >= TRUST_DELAY,
            is_preferred: self.is_preferred,
        }
    }
}

/// Returns the method of a destination from the directory. It counts alone unless the directory changed it within a
/// day: users and help desks may change it, and so may anybody at an unlocked computer.
fn directory_method(destination: &Destination, now: Timestamp) -> UsableMethod {
    let is_old = |at: Timestamp| now.duration_since(at) >= TRUST_DELAY;
    UsableMethod {
        id: directory_id(destination.kind).to_owned(),
        kind: destination.kind,
        hint: destination.hint.clone(),
        destination: destination.hash.clone(),
        is_trusted: destination.changed_at.is_none_or(is_old),
        is_preferred: false,
    }
}

/// Returns the id of the directory's method of a kind.
pub const fn directory_id(kind: MethodKind) -> &'static str {
    match kind {
        MethodKind::TextMessage => "directory-text-message",
        MethodKind::Mail => "directory-mail",
        MethodKind::AuthenticatorApp | MethodKind::Passkey | MethodKind::RecoveryCode => "directory-none",
    }
}

/// Returns whether these methods are enough for the company's minimum number of gates, one of them older than a day. An
/// account without enough is answered like an unknown name.
pub fn can_reset(usable: &[UsableMethod], policy: &Policy) -> bool {
    usable.iter().any(|method| method.is_trusted)
        && satisfy_gates(usable.iter().map(|method| method.kind), policy.gates.required.get(), policy)
}

/// Returns whether these kinds are enough for this many gates.
pub fn satisfy_gates(kinds: impl IntoIterator<Item = MethodKind>, required: u8, policy: &Policy) -> bool {
    gate_weight(kinds, false, policy) >= usize::from(required)
}

/// Returns how many gates these kinds are worth. Each counts once; a passkey counts twice if it is enough alone, which
/// it never is for administrators of Readmit.
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
