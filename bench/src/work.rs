//! Solves proofs of work, as the page does.

use anyhow::Context as _;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// Solves a challenge, and returns `{challenge, nonces}`.
pub fn solve(issued: &Value) -> anyhow::Result<Value> {
    let challenge = issued["challenge"].as_str().context("no challenge")?;
    let bits = u32::try_from(issued["difficulty"].as_u64().context("no difficulty")?)?;
    let count = issued["count"].as_u64().context("no count")?;
    let nonces: Vec<Option<String>> = (0..count).map(|part| nonce(challenge, part, bits)).collect();
    Ok(json!({ "challenge": challenge, "nonces": nonces }))
}

fn nonce(challenge: &str, part: u64, bits: u32) -> Option<String> {
    let start = Sha256::new().chain_update(format!("{challenge}.{part}."));
    let works = |nonce: &u64| {
        let digest = start.clone().chain_update(nonce.to_string()).finalize();
        digest.first_chunk().is_some_and(|first| u64::from_be_bytes(*first).leading_zeros() >= bits)
    };
    (0..u64::MAX).find(works).map(|nonce| nonce.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_nonce_solves_its_part() {
        let solved = solve(&json!({ "challenge": "c", "difficulty": 6, "count": 2 })).unwrap();
        for (index, nonce) in solved["nonces"].as_array().unwrap().iter().enumerate() {
            let digest = Sha256::digest(format!("c.{index}.{}", nonce.as_str().unwrap()));
            assert!(digest[0] < 4, "{solved}");
        }
    }
}
