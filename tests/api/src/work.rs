//! Solves proofs of work.

use aws_lc_rs::digest::{SHA256, digest};
use serde_json::{Value, json};

use crate::json::{number, text};

/// Solves the challenge of `issue-challenge`, and returns `{challenge, nonces}`.
pub fn solve(issued: &Value) -> Value {
    let challenge = text(issued, "/challenge");
    let bits = u32::try_from(number(issued, "/difficulty")).unwrap();
    let nonces: Vec<String> =
        (0..number(issued, "/count")).map(|part| nonce(&challenge, part, bits)).collect();
    json!({ "challenge": challenge, "nonces": nonces })
}

/// Returns the first number that solves one part. Uses a library whose digests are fast in a test build too.
fn nonce(challenge: &str, part: i64, bits: u32) -> String {
    let mut text = format!("{challenge}.{part}.").into_bytes();
    let start = text.len();
    let works = |nonce: &u64| {
        text.truncate(start);
        text.extend_from_slice(nonce.to_string().as_bytes());
        let digest = digest(&SHA256, &text);
        u64::from_be_bytes(*digest.as_ref().first_chunk().unwrap()).leading_zeros() >= bits
    };
    (0..u64::MAX).find(works).unwrap().to_string()
}

/// Returns a number that does not solve the first part.
pub fn wrong_nonce(challenge: &str, bits: u32) -> String {
    let right = |nonce: &u64| {
        let digest = digest(&SHA256, format!("{challenge}.0.{nonce}").as_bytes());
        u64::from_be_bytes(*digest.as_ref().first_chunk().unwrap()).leading_zeros() >= bits
    };
    (0..u64::MAX).find(|nonce| !right(nonce)).unwrap().to_string()
}
