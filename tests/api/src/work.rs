//! Solves proofs of work.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::json::{number, text};

/// `{challenge, nonces}` for the answer of `issue-challenge`.
pub fn solve(issued: &Value) -> Value {
    let challenge = text(issued, "/challenge");
    let bits = u32::try_from(number(issued, "/difficulty")).unwrap();
    let nonces: Vec<String> =
        (0..number(issued, "/count")).map(|part| nonce(&challenge, part, bits)).collect();
    json!({ "challenge": challenge, "nonces": nonces })
}

/// The first number that does the work of one part.
fn nonce(challenge: &str, part: i64, bits: u32) -> String {
    let start = Sha256::new().chain_update(format!("{challenge}.{part}.").as_bytes());
    let works = |nonce: &u64| {
        let digest = start.clone().chain_update(nonce.to_string().as_bytes()).finalize();
        u64::from_be_bytes(*digest.first_chunk().unwrap()).leading_zeros() >= bits
    };
    (0..u64::MAX).find(works).unwrap().to_string()
}

/// A number that does not do the work of the first part.
pub fn wrong_nonce(challenge: &str, bits: u32) -> String {
    let right = |nonce: &u64| {
        let digest = Sha256::digest(format!("{challenge}.0.{nonce}").as_bytes());
        u64::from_be_bytes(*digest.first_chunk().unwrap()).leading_zeros() >= bits
    };
    (0..u64::MAX).find(|nonce| !right(nonce)).unwrap().to_string()
}
