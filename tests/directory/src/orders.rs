//! Orders as the cloud would write them.

use std::path::Path;

use agent_protocol::{
    Job, Order,
    request::Registration,
    sealing::{self, Plaintext, PublicKey},
};
use readmit_agent::{clock, entropy};

/// The id of the agent in these tests.
pub const AGENT: &str = "agent-1";

/// Makes keys for the agent, and says what is registered of them.
pub fn register(keys: &Path) -> Registration {
    readmit_agent::keys::make(AGENT, keys).expect("keys");
    let text = std::fs::read_to_string(keys.join("registration.json")).expect("a registration");
    serde_json::from_str(&text).expect("a registration")
}

/// An order to set a password.
pub fn set_password(registered: &Registration, account: &str, password: &str) -> Job {
    let mut job = unlock_account(account);
    let key = PublicKey::parse(&registered.sealing_key).expect("a key");
    let plaintext = Plaintext::reset(password);
    let sealed = sealing::seal(&mut entropy::SystemRandomness, AGENT, &key, &job.binding(), &plaintext);
    job.order = Order::SetPassword { envelopes: vec![sealed.expect("sealed")] };
    job
}

/// An order to unlock.
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
        order: Order::UnlockAccount,
    }
}
