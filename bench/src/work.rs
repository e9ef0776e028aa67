//! Solves proofs of work, as the page does.

use anyhow::Context as _;
use serde_json::{Value, json};

/// Solves a challenge, and returns `{challenge, nonces}`.
pub fn solve(issued: &Value) -> anyhow::Result<Value> {
    let challenge = issued["challenge"].as_str().context("no challenge")?;
    let bits = u32::try_from(issued["difficulty"].as_u64().context("no difficulty")?)?;
    let count = issued["count"].as_u64().context("no count")?;
    Ok(json!({ "challenge": challenge, "nonces": solver::solve(challenge, bits, count) }))
}
