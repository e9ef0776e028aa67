//! The gates that an account needs.

use domain::{GateRequirements, Method, Policy, UsableMethod, shared_limit::breaker_open};
use jiff::Timestamp;
use store::resets::GuessContext;

use crate::VerifiedFactor;

pub(super) fn usable_methods(context: &GuessContext, policy: &Policy, now: Timestamp) -> Vec<UsableMethod> {
    let directory = context.account.as_ref().map(|known| known.directory.as_slice()).unwrap_or_default();
    context.registration.registration.usable_methods(directory, policy, now)
}

/// Returns what the account needs after this proof.
pub(super) fn requirements(
    context: &GuessContext,
    method: &Method,
    verified: &VerifiedFactor,
    policy: &Policy,
    now: Timestamp,
) -> GateRequirements {
    let usable = usable_methods(context, policy, now);
    let proved = usable.iter().find(|usable| match verified {
        VerifiedFactor::SentCode { .. } => {
            usable.kind == method.kind && usable.destination == method.destination
        }
        VerifiedFactor::Credential { method, .. } => usable.id == *method,
    });
    GateRequirements {
        administrator: context.account.as_ref().is_some_and(|known| known.account.administrator),
        breaker_open: breaker_open(context.failed_guesses, policy) && has_two_kinds(&usable),
        is_untrusted: !proved.is_some_and(|usable| usable.is_trusted),
    }
}

/// Returns whether an account can prove two gates at all.
fn has_two_kinds(usable: &[UsableMethod]) -> bool {
    usable.iter().any(|one| usable.iter().any(|other| one.kind != other.kind))
}
