//! Solves proofs of work. It is a separate crate, because it is built with optimizations in tests too.

use sha2::{Digest as _, Sha256};

/// Returns a nonce for each part of a challenge.
pub fn solve(challenge: &str, difficulty: u32, count: u64) -> Vec<String> {
    (0..count).map(|part| first_nonce(challenge, part, |zeros| zeros >= difficulty)).collect()
}

/// Returns a nonce that does not solve the first part.
pub fn wrong_nonce(challenge: &str, difficulty: u32) -> String {
    first_nonce(challenge, 0, |zeros| zeros < difficulty)
}

/// Returns the first number whose digest begins with such a number of zero bits.
fn first_nonce(challenge: &str, part: u64, accepts: impl Fn(u32) -> bool) -> String {
    let start = Sha256::new_with_prefix(format!("{challenge}.{part}."));
    let is_accepted = |nonce: &u64| {
        let digest = start.clone().chain_update(nonce.to_string()).finalize();
        let first = digest.first_chunk().map_or(0, |first| u64::from_be_bytes(*first));
        accepts(first.leading_zeros())
    };
    (0..=u64::MAX).find(is_accepted).map_or_else(String::new, |nonce| nonce.to_string())
}
