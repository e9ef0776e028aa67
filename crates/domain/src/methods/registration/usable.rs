//! The methods that count now, and how many gates they are worth.

use jiff::{SignedDuration, Timestamp};

use super::{Destination, RegisteredMethod, Registration};
use crate::{MethodKind, Policy};

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

/// The time for which a new method does not count alone.
pub(super) const TRUST_DELAY: SignedDuration = SignedDuration::from_hours(24);

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
        let listed =
            self.listed(directory).filter(|to| policy.registration.directory_data && !self.is_disowned(to));
        let listed: Vec<UsableMethod> = listed.map(|to| directory_method(to, now)).collect();
        let rank = |kind| policy.methods.offered.iter().position(|offered| *offered == kind);
        let mut usable: Vec<UsableMethod> =
            registered.chain(listed).filter(|method| rank(method.kind).is_some()).collect();
        usable.sort_by_key(|method| (!method.is_preferred, rank(method.kind)));
        usable
    }
}

impl RegisteredMethod {
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

/// Returns whether the user of these methods can reset the password without help.
pub fn can_reset_alone(usable: &[UsableMethod], is_administrator: bool, policy: &Policy) -> bool {
    let kinds = usable.iter().map(|method| method.kind);
    let required = usize::from(gates_required(is_administrator, policy));
    can_reset(usable, policy) && gate_weight(kinds, is_administrator, policy) >= required
}

/// Returns the number of gates of a reset. Administrators of Readmit always need two.
pub fn gates_required(is_administrator: bool, policy: &Policy) -> u8 {
    if is_administrator { 2 } else { policy.gates.required.get() }
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
