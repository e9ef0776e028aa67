//! Finds nonces. It reads no clock: the caller decides how long a slice is.

use api_contract::{issue_challenge, start_reset::ProofOfWork};
use sha2::{Digest, Sha256};

/// A partly solved challenge.
pub(super) struct NonceSearch {
    challenge: String,
    difficulty: u32,
    count: u32,
    nonces: Vec<String>,
    /// The hash of `challenge.i.`, to which only the nonce is added.
    prefix: Sha256,
    next: u64,
}

impl NonceSearch {
    pub(super) fn new(issued: &issue_challenge::Response) -> Self {
        let challenge = issued.challenge.clone();
        let prefix = prefix(&challenge, 0);
        Self {
            challenge,
            difficulty: issued.difficulty,
            count: issued.count,
            nonces: Vec::new(),
            prefix,
            next: 0,
        }
    }

    /// Tries this many nonces, and returns the proof once all are found.
    pub(super) fn advance(&mut self, tries: u32) -> Option<ProofOfWork> {
        for _ in 0..tries {
            if self.found() == self.count {
                break;
            }
            let nonce = self.next.to_string();
            self.next += 1;
            let digest = self.prefix.clone().chain_update(nonce.as_bytes()).finalize();
            if leading_zero_bits(&digest) >= self.difficulty {
                self.nonces.push(nonce);
                self.next = 0;
                self.prefix = prefix(&self.challenge, self.found());
            }
        }
        (self.found() == self.count)
            .then(|| ProofOfWork { challenge: self.challenge.clone(), nonces: self.nonces.clone() })
    }

    fn found(&self) -> u32 {
        u32::try_from(self.nonces.len()).unwrap_or(u32::MAX)
    }
}

fn prefix(challenge: &str, index: u32) -> Sha256 {
    Sha256::new().chain_update(format!("{challenge}.{index}.").as_bytes())
}

fn leading_zero_bits(digest: &[u8]) -> u32 {
    let mut bits = 0;
    for byte in digest {
        bits += byte.leading_zeros();
        if *byte != 0 {
            break;
        }
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn issued(difficulty: u32, count: u32) -> issue_challenge::Response {
        issue_challenge::Response {
            challenge: "eyJ.signed".to_owned(),
            difficulty,
            count,
            expires_at: "2026-11-23T10:00:00Z".to_owned(),
        }
    }

    #[test]
    fn each_nonce_makes_a_digest_with_the_demanded_zeros() {
        let mut search = NonceSearch::new(&issued(9, 4));
        let work = std::iter::repeat_with(|| search.advance(64)).flatten().next().expect("it ends");
        assert_eq!(work.nonces.len(), 4);
        for (index, nonce) in work.nonces.iter().enumerate() {
            let digest = Sha256::digest(format!("{}.{index}.{nonce}", work.challenge));
            assert!(leading_zero_bits(&digest) >= 9, "{index}");
        }
    }

    #[test]
    fn search_in_slices_finds_the_same_nonces() {
        let mut at_once = NonceSearch::new(&issued(8, 3));
        let mut in_slices = NonceSearch::new(&issued(8, 3));
        let sliced = std::iter::repeat_with(|| in_slices.advance(1)).flatten().next();
        assert_eq!(at_once.advance(u32::MAX), sliced);
    }

    #[test]
    fn short_slice_ends_without_a_result() {
        assert_eq!(NonceSearch::new(&issued(30, 1)).advance(10), None);
        assert_eq!(NonceSearch::new(&issued(30, 0)).advance(0).map(|work| work.nonces), Some(Vec::new()));
    }

    #[test]
    fn bits_are_counted_over_bytes() {
        assert_eq!(leading_zero_bits(&[0x80]), 0);
        assert_eq!(leading_zero_bits(&[0x01]), 7);
        assert_eq!(leading_zero_bits(&[0x00, 0x40]), 9);
        assert_eq!(leading_zero_bits(&[0x00, 0x00]), 16);
    }
}
