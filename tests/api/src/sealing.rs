//! Envelopes, sealed as the page seals them.

use agent_protocol::sealing::{self, Plaintext, PublicKey, rand_core::UnwrapErr};
use serde_json::{Value, json};

use crate::json::{list, text};

/// Seals a plaintext to every agent that an answer names in `seal`.
pub fn envelopes(seal: &Value, plaintext: &Plaintext) -> Value {
    let (agents, binding) = (list(seal, "/agents"), text(seal, "/binding"));
    assert!(!agents.is_empty(), "no agent is alive: {seal}");
    let envelope =
        |agent: &Value| envelope(&text(agent, "/id"), &text(agent, "/publicKey"), &binding, plaintext);
    agents.iter().map(envelope).collect()
}

/// Seals the new password of a reset to one agent.
pub fn password_envelope(agent: &str, key: &str, binding: &str, password: &str) -> Value {
    envelope(agent, key, binding, &Plaintext::reset(password))
}

fn envelope(agent: &str, key: &str, binding: &str, plaintext: &Plaintext) -> Value {
    let key = PublicKey::parse(key).expect("an agent's key");
    let mut randomness = UnwrapErr(getrandom::SysRng);
    let sealed = sealing::seal(&mut randomness, agent, &key, binding, plaintext).expect("it can be sealed");
    json!({ "agent": sealed.agent, "enc": sealed.enc, "ciphertext": sealed.ciphertext })
}
