//! What a proved person is told.

use agent_protocol::job::binding;
use api_contract::verify_code::{Account, AgentKey, Gates, Next, Rules, Seal};
use jiff::Timestamp;
use lambda_kit::rfc3339;
use reset_domain::{Policy, Purpose, Reset};
use step_kit::Presence;

pub(crate) fn gates(reset: &Reset) -> Gates {
    Gates { required: reset.gates_demanded(), passed: reset.gates_passed() }
}

pub(crate) fn next(reset: &Reset) -> Next {
    match (reset, reset.purpose()) {
        (Reset::Proving(_), _) => Next::Prove,
        (_, Purpose::ResetPassword) => Next::ChoosePassword,
        (_, Purpose::UnlockAccount) => Next::Unlock,
    }
}

/// The account's rules, with the company's banned words, and when a change is allowed if it is not yet.
pub(crate) fn account(account: reset_domain::Account, policy: &Policy, now: Timestamp) -> Account {
    let rules = account.rules;
    let words = policy.passwords.banned_words.iter();
    Account {
        rules: Rules {
            minimum_length: rules.minimum_length,
            complexity: rules.complexity,
            history_length: rules.history_length,
            maximum_age_seconds: rules.maximum_age_seconds,
            account_name: rules.account_name,
            display_name: rules.display_name,
            banned_words: words.map(|word| word.as_str().to_owned()).collect(),
        },
        can_change_from: account.can_change_from.filter(|from| now < *from).map(rfc3339),
    }
}

/// What to seal with; nothing where there is no agent.
pub(crate) fn seal(reset: &Reset, presence: Presence) -> Option<Seal> {
    let expires = reset.expires_at().as_second();
    let binding = binding(&reset.id().0, &reset.subject().account.0, expires);
    let waits = presence.all_are_away();
    let agents = presence.to_seal_to().into_iter();
    let agents: Vec<AgentKey> =
        agents.map(|agent| AgentKey { id: agent.id, public_key: agent.keys.sealing_key }).collect();
    (!agents.is_empty()).then_some(Seal { binding, agents, waits })
}
