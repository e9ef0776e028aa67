//! The methods that a reset shows: one per kind that the policy offers, real where one is registered, else a decoy.
//!
//! An account that lacks a kind shows a decoy of it, since a shorter list would tell that the account exists.

use cloud::{accounts::KnownAccount, names::NameKey};
use reset_domain::{AccountId, Method, MethodId, MethodKind, Policy, ResetId, UserName};

/// The methods of a reset, in the policy's order.
pub(crate) fn offered(
    key: &NameKey,
    name: &UserName,
    reset: &ResetId,
    subject: &AccountId,
    known: Option<&KnownAccount>,
    policy: &Policy,
) -> Vec<Method> {
    policy.methods.offered.iter().map(|kind| method(key, name, reset, subject, known, *kind)).collect()
}

fn method(
    key: &NameKey,
    name: &UserName,
    reset: &ResetId,
    subject: &AccountId,
    known: Option<&KnownAccount>,
    kind: MethodKind,
) -> Method {
    let id = MethodId(key.method_id(reset, kind));
    let registered = known.and_then(|known| known.methods.iter().find(|registered| registered.kind == kind));
    let (hint, destination) = registered.map_or_else(
        || (key.decoy_hint(subject, kind, name), key.decoy_destination(subject, kind)),
        |registered| (registered.hint.clone(), registered.destination.clone()),
    );
    Method { id, kind, hint, destination, decoy: registered.is_none() }
}
