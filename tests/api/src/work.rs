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

#[cfg(test)]
mod tests {
    use sha2::{Digest as _, Sha256};

    use solver::{solve, wrong_nonce};

    #[test]
    fn every_nonce_solves_its_part() {
        for (part, nonce) in solve("c", 6, 3).iter().enumerate() {
            assert!(Sha256::digest(format!("c.{part}.{nonce}"))[0] < 4, "{nonce}");
        }
    }

    #[test]
    fn a_wrong_nonce_does_not_solve_the_first_part() {
        assert!(Sha256::digest(format!("c.0.{}", wrong_nonce("c", 6)))[0] >= 4);
    }
}
