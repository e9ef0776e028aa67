//! The parts of the response to a right guess.

use agent_protocol::job::binding;
use api_contract::verify_code::{Gates, NextStep, Seal};
use domain::{Purpose, Reset};

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

/// Returns what the browser seals the password with; `None` if there is no agent.
pub(super) fn seal(reset: &Reset, presence: Presence) -> Option<Seal> {
    let expires = reset.expires_at().as_second();
    presence.seal(binding(&reset.id().0, &reset.subject().account.0, expires))
}
