//! Solves proofs of work.

use serde_json::{Value, json};

use crate::json::{number, text};

pub use solver::wrong_nonce;

/// Solves the challenge of `issue-challenge`, and returns `{challenge, nonces}`.
pub fn solve(issued: &Value) -> Value {
    let challenge = text(issued, "/challenge");
    let bits = u32::try_from(number(issued, "/difficulty")).unwrap();
    let count = u64::try_from(number(issued, "/count")).unwrap();
    json!({ "challenge": challenge, "nonces": solver::solve(&challenge, bits, count) })
}
