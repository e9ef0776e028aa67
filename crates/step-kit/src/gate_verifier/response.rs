//! The parts of the response to a right guess.

use agent_protocol::job::binding;
use api_contract::verify_code::{Gates, NextStep, OfferedMethod, Seal};
use domain::{Purpose, Reset, UsableMethod};

use crate::Presence;

pub(super) fn gates(reset: &Reset) -> Gates {
    Gates { required: reset.gates_required(), passed: reset.gates_proved() }
}

pub(super) fn next(reset: &Reset) -> NextStep {
    match (reset, reset.purpose()) {
        (Reset::Proving(_), _) => NextStep::Prove,
        (_, Purpose::ResetPassword | Purpose::ChangePassword) => NextStep::ChoosePassword,
        (_, Purpose::UnlockAccount) => NextStep::Unlock,
    }
}

/// Returns the account's own methods for the gates that are missing, with their masked destinations.
pub fn own_methods(reset: &Reset, usable: &[UsableMethod]) -> Vec<OfferedMethod> {
    if !matches!(reset, Reset::Proving(_)) {
        return Vec::new();
    }
    let proved = reset.proved_kinds();
    let left = reset.methods().iter().filter(|method| !method.decoy && !proved.contains(&method.kind));
    left.map(|method| {
        let is_same = |one: &&UsableMethod| one.kind == method.kind && one.destination == method.destination;
        let hint = usable.iter().find(is_same).map(|one| one.hint.clone()).unwrap_or_default();
        OfferedMethod { id: method.id.0.clone(), kind: method.kind, hint }
    })
    .collect()
}

/// Returns what the browser seals the password with; `None` if there is no agent.
pub(super) fn seal(reset: &Reset, presence: Presence) -> Option<Seal> {
    let expires = reset.expires_at().as_second();
    presence.seal(binding(&reset.id().0, &reset.subject().account.0, expires))
}
