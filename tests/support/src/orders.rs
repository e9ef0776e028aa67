//! Orders as the cloud writes them.

use std::{path::Path, sync::Arc};

use agent_protocol::{
    Envelope, Job, Order, Outcome, Refusal,
    enrollment::PublicKeys,
    sealing::{self, Plaintext, PublicKey},
};
use readmit_agent::{
    clock,
    configuration::AgentId,
    entropy,
    keys::{KeyRing, Keys},
};

/// The id of the agent in tests with one agent.
pub const AGENT: &str = "agent-1";

/// Creates the keys of an enrolled agent in a folder.
pub fn create_keys(agent: &str, folder: &Path) -> Arc<KeyRing> {
    let agent = AgentId::try_from(agent.to_owned()).expect("an id");
    Arc::new(KeyRing::create(folder, agent, Keys::make(clock::now().as_second())).expect("keys"))
}

/// Returns an order to set a password, sealed to one agent.
pub fn set_password(agent: &str, keys: &PublicKeys, account: &str, password: &str) -> Job {
    set_password_for_agents(&[(agent, keys)], account, password)
}

/// Returns an order to set a password, sealed to several agents.
pub fn set_password_for_agents(agents: &[(&str, &PublicKeys)], account: &str, password: &str) -> Job {
    sealed(agents, account, &Plaintext::reset(password), |envelopes| Order::SetPassword { envelopes })
}

/// Returns an order to change a password, sealed to one agent.
pub fn change_password(agent: &str, keys: &PublicKeys, account: &str, current: &str, new: &str) -> Job {
    let plaintext = Plaintext::change(current, new);
    sealed(&[(agent, keys)], account, &plaintext, |envelopes| Order::ChangePassword { envelopes })
}

/// Returns an order to try a password, sealed to one agent.
pub fn check_password(agent: &str, keys: &PublicKeys, account: &str, password: &str) -> Job {
    let plaintext = Plaintext::sign_in(password);
    sealed(&[(agent, keys)], account, &plaintext, |envelopes| Order::CheckPassword {
        envelopes,
        is_stranger: false,
    })
}

fn sealed(
    agents: &[(&str, &PublicKeys)],
    account: &str,
    plaintext: &Plaintext,
    order: impl Fn(Vec<Envelope>) -> Order,
) -> Job {
    // The binding depends on the kind of the order.
    let mut job = Job { order: order(Vec::new()), ..unlock_account(account) };
    let binding = job.binding();
    let seal = |(agent, keys): &(&str, &PublicKeys)| {
        let key = PublicKey::parse(&keys.sealing_key).expect("a key");
        sealing::seal(&mut entropy::SystemRandomness, agent, &key, &binding, plaintext).expect("sealed")
    };
    job.order = order(agents.iter().map(seal).collect());
    job
}

/// Returns an order to unlock.
pub fn unlock_account(account: &str) -> Job {
    let now = clock::now().as_second();
    let id = || uuid::Uuid::from_bytes(entropy::draw()).hyphenated().to_string();
    Job {
        id: id(),
        reset: id(),
        account: account.to_owned(),
        ordered_at: now,
        expires_at: now + 120,
        reset_expires_at: now + 900,
        is_deferred: false,
        order: Order::UnlockAccount,
    }
}

/// Returns the outcome of a refused order.
pub fn refused(refusal: Refusal) -> Outcome {
    Outcome::Refused { refusal }
}
