//! The methods that a reset shows: one per kind that the policy offers, real if the account has a usable one, else a
//! decoy.
//!
//! An account that lacks a kind shows a decoy of it, since a shorter list would show that the account exists.

use crypto::names::NameKey;
use domain::{AccountId, Method, MethodId, MethodKind, Policy, ResetId, UsableMethod};

/// The data from which the methods of a reset are made.
pub(crate) struct Offer<'a> {
    pub(crate) key: &'a NameKey,
    pub(crate) reset: &'a ResetId,
    pub(crate) subject: &'a AccountId,
    /// The account's usable methods, the preferred first; empty for a decoy.
    pub(crate) usable: &'a [UsableMethod],
}

impl Offer<'_> {
    /// Returns the methods, in the policy's order.
    pub(crate) fn methods(&self, policy: &Policy) -> Vec<Method> {
        policy.methods.offered.iter().map(|kind| self.method(*kind)).collect()
    }

    fn method(&self, kind: MethodKind) -> Method {
        let id = MethodId(self.key.method_id(self.reset, kind));
        let usable = self.usable.iter().find(|usable| usable.kind == kind);
        let destination = usable.map_or_else(
            || self.key.decoy_destination(self.subject, kind),
            |usable| usable.destination.clone(),
        );
        Method { id, kind, destination, decoy: usable.is_none() }
    }
}
