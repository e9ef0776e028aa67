//! Registering and listing agents.

use std::path::Path;

use agent_protocol::request::Registration;
use anyhow::{Context, ensure};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use cloud::agents::Agents;
use jiff::Timestamp;

use crate::{
    Tables,
    surroundings::{clients, now, say},
};

/// Registers the agent that a registration.json tells of.
pub(crate) async fn register(file: &Path, tables: &Tables) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    let registration: Registration = serde_json::from_str(&text).with_context(|| {
        format!("{} is not a registration; `readmit-agent make-keys` writes one", file.display())
    })?;
    check(&registration)?;
    let agents = Agents::new(clients()?.tables(), tables.settings()?, String::new());
    agents.register(&tables.audit()?, &registration, now()).await.context("the agent was not registered")?;
    say(&format!("Agent {} is registered.", registration.id));
    Ok(())
}

/// Shows the registered agents.
pub(crate) async fn list(tables: &Tables) -> anyhow::Result<()> {
    let agents = Agents::new(clients()?.tables(), tables.settings()?, String::new());
    let known = agents.list().await.context("the agents cannot be listed")?;
    if known.is_empty() {
        say("No agent is registered.");
    }
    for agent in known {
        let state = if agent.is_alive(now()) { "alive" } else { "not alive" };
        let seen = agent
            .last_seen
            .map_or_else(|| "never called".to_owned(), |at| format!("last called {}", whole(at)));
        say(&format!(
            "{}  {state}, {seen}, registered {}",
            agent.registration.id,
            whole(agent.registered_at)
        ));
    }
    Ok(())
}

fn check(registration: &Registration) -> anyhow::Result<()> {
    let id = &registration.id;
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    ensure!(
        (1..=64).contains(&id.len()) && id.bytes().all(allowed),
        "the agent's id {id:?} must have 1 to 64 lower-case letters, digits and hyphens"
    );
    for (name, key) in [("signingKey", &registration.signing_key), ("sealingKey", &registration.sealing_key)]
    {
        let bytes = URL_SAFE_NO_PAD.decode(key).unwrap_or_default();
        ensure!(bytes.len() == 32, "{name} must be 32 bytes in unpadded base64url");
    }
    Ok(())
}

fn whole(at: Timestamp) -> String {
    format!("{at:.0}")
}
