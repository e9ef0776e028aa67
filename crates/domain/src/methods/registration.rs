//! The methods that a user has registered.

mod addition;
mod change;
mod directory;
mod requirements;
mod usable;

use jiff::{SignedDuration, Timestamp};

use crate::{MethodKind, OneTimeCode};

pub use addition::{Addition, AdmittedRegistrationGuess};
pub use change::MethodChange;
pub use directory::DirectoryAnswer;
pub use requirements::SessionRequirements;
pub use usable::{
    UsableMethod, can_reset, can_reset_alone, directory_id, gate_weight, gates_required, satisfy_gates,
};
pub use vocabulary::ConfirmationAnswer;

/// The registered methods of a user.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Registration {
    /// The methods, each of them proved.
    pub methods: Vec<RegisteredMethod>,
    /// The method that is being added and is not proved yet.
    pub pending: Option<PendingMethod>,
    /// The number of times that the user postponed the registration of methods.
    pub skips: u32,
    /// The time when the user last confirmed the directory's number and address together, as earlier versions asked.
    pub directory_confirmed_at: Option<Timestamp>,
    /// The user's last answer about each number and address of the directory.
    pub directory_answers: Vec<DirectoryAnswer>,
    /// The time when the user last postponed the question whether the methods are still theirs.
    pub postponed_at: Option<Timestamp>,
    /// Destinations that were removed within a day, which still get notices.
    pub removed: Vec<RemovedDestination>,
    /// The changes within an hour, the oldest first. The user gets a notice of each.
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
    /// The time when the user last proved or confirmed the method.
    pub confirmed_at: Timestamp,
    /// The time when the method last proved something.
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
    /// The time when a sync saw that the directory had changed it; `None` if it is as the first sync of the account
    /// found it, and for a registered one.
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
    /// The time when it can no longer be proved, and the guesses at it.
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

/// The time for which a removed destination gets notices.
const NOTICE_PERIOD: SignedDuration = SignedDuration::from_hours(24);

/// The maximum number of removed destinations that get notices.
pub const MAX_REMOVED: usize = 5;

impl Registration {
    /// Returns every destination that codes may go to once, registered ones first.
    pub fn destinations<'a>(&'a self, directory: &'a [Destination]) -> Vec<&'a Destination> {
        let registered = self.methods.iter().filter_map(RegisteredMethod::destination);
        let listed = self.listed(directory).filter(|destination| !self.is_disowned(destination));
        registered.chain(listed).collect()
    }

    /// Returns every destination that gets the notice of something that happened at `at`. Those that were removed or
    /// disowned within a day before are among them, and so are those that were replaced in the directory: an attacker
    /// who takes over an account removes them first.
    pub fn notice_destinations<'a>(
        &'a self,
        directory: &'a [Destination],
        replaced: &'a [RemovedDestination],
        at: Timestamp,
    ) -> Vec<&'a Destination> {
        let mut all = self.destinations(directory);
        all.extend(self.listed(directory).filter(|destination| self.is_just_disowned(destination, at)));
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
}

#[cfg(test)]
mod tests;
