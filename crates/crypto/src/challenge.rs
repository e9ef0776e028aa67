//! Proofs of work. A challenge is signed and not stored. The caller ensures by [`SolvedChallenge::id`] that it is used
//! once.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use thiserror::Error;

use crate::keys::{ChallengeKey, Keys, SignInChallengeKey, mac};

const VERSION: u8 = 1;
const ID_BYTES: usize = 16;
const TERMS_BYTES: usize = 1 + ID_BYTES + 4 + 4 + 8;
const MAC_BYTES: usize = 32;
const NONCE_BYTES: usize = 64;

/// The work of a challenge and its expiry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChallengeTerms {
    /// The leading zero bits of each digest.
    pub difficulty: u32,
    /// The number of nonces to find.
    pub count: u32,
    /// The time when the challenge expires.
    pub expires_at: Timestamp,
}

/// A challenge whose work was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SolvedChallenge {
    /// The id of the challenge, which may be used once.
    pub id: String,
    pub terms: ChallengeTerms,
}

/// The work is missing, wrong or too late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the proof of work is not valid")]
pub struct InvalidProofOfWork;

/// Issues challenges and checks their solutions.
pub struct Challenges(Keys);

impl Challenges {
    pub fn for_resets(key: &ChallengeKey) -> Self {
        Self(key.keys().clone())
    }

    pub fn for_sign_ins(key: &SignInChallengeKey) -> Self {
        Self(key.keys().clone())
    }

    /// Returns a challenge with these terms and an id of 16 random bytes.
    pub fn issue(&self, terms: ChallengeTerms, id: [u8; ID_BYTES]) -> String {
        let mut bytes = Vec::with_capacity(TERMS_BYTES + MAC_BYTES);
        bytes.push(VERSION);
        bytes.extend_from_slice(&id);
        bytes.extend_from_slice(&terms.difficulty.to_be_bytes());
        bytes.extend_from_slice(&terms.count.to_be_bytes());
        bytes.extend_from_slice(&terms.expires_at.as_second().to_be_bytes());
        let mac = mac(self.0.current(), &bytes);
        bytes.extend_from_slice(&mac);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Returns the id that [`Self::issue`] gives a challenge of these bytes.
    pub fn name(id: [u8; ID_BYTES]) -> String {
        URL_SAFE_NO_PAD.encode(id)
    }

    /// Checks the signature of the challenge, that it has not expired, and that every nonce solves its part.
    pub fn check(
        &self,
        challenge: &str,
        nonces: &[String],
        now: Timestamp,
    ) -> Result<SolvedChallenge, InvalidProofOfWork> {
        let solved = self.open(challenge)?;
        if now >= solved.terms.expires_at || u32::try_from(nonces.len()) != Ok(solved.terms.count) {
            return Err(InvalidProofOfWork);
        }
        let is_solved = is_solved(challenge, nonces, solved.terms.difficulty);
        if is_solved { Ok(solved) } else { Err(InvalidProofOfWork) }
    }

    fn open(&self, challenge: &str) -> Result<SolvedChallenge, InvalidProofOfWork> {
        if challenge.len() > 2 * (TERMS_BYTES + MAC_BYTES) {
            return Err(InvalidProofOfWork);
        }
        let bytes = URL_SAFE_NO_PAD.decode(challenge).map_err(|_| InvalidProofOfWork)?;
        let (signed, code) = bytes.split_last_chunk::<MAC_BYTES>().ok_or(InvalidProofOfWork)?;
        if !self.0.all().any(|key| mac(key, signed).ct_eq(code).into()) {
            return Err(InvalidProofOfWork);
        }
        read(signed).ok_or(InvalidProofOfWork)
    }
}

/// Prints no key.
impl std::fmt::Debug for Challenges {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Challenges").finish_non_exhaustive()
    }
}

fn read(signed: &[u8]) -> Option<SolvedChallenge> {
    let (&[VERSION], rest) = signed.split_first_chunk()? else { return None };
    let (id, rest) = rest.split_first_chunk::<ID_BYTES>()?;
    let (difficulty, rest) = rest.split_first_chunk::<4>()?;
    let (count, rest) = rest.split_first_chunk::<4>()?;
    let (difficulty, count) = (u32::from_be_bytes(*difficulty), u32::from_be_bytes(*count));
    let (expiry, &[]) = rest.split_first_chunk::<8>()? else { return None };
    let expires_at = Timestamp::from_second(i64::from_be_bytes(*expiry)).ok()?;
    Some(SolvedChallenge {
        id: Challenges::name(*id),
        terms: ChallengeTerms { difficulty, count, expires_at },
    })
}

/// Returns whether each nonce solves its part at a difficulty, which may be greater than that of the challenge.
pub fn is_solved(challenge: &str, nonces: &[String], difficulty: u32) -> bool {
    (0..).zip(nonces).all(|(index, nonce)| solves(challenge, index, nonce, difficulty))
}

/// Returns whether SHA-256 of `challenge.index.nonce` begins with enough zero bits.
fn solves(challenge: &str, index: u32, nonce: &str, difficulty: u32) -> bool {
    if nonce.len() > NONCE_BYTES {
        return false;
    }
    let digest = Sha256::new()
        .chain_update(challenge)
        .chain_update(format!(".{index}."))
        .chain_update(nonce)
        .finalize();
    leading_zero_bits(&digest) >= difficulty
}

fn leading_zero_bits(bytes: &[u8]) -> u32 {
    let zero_bytes = bytes.iter().take_while(|byte| **byte == 0).count();
    let more = bytes.get(zero_bytes).map_or(0, |byte| byte.leading_zeros());
    u32::try_from(zero_bytes * 8).unwrap_or(u32::MAX).saturating_add(more)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{ChallengeTerms, Challenges, InvalidProofOfWork, is_solved, leading_zero_bits, solves};

    fn challenges(key: u8) -> Challenges {
        Challenges::for_resets(&[key; 32].into())
    }

    fn terms() -> ChallengeTerms {
        ChallengeTerms { difficulty: 6, count: 3, expires_at: "2027-02-01T08:10:00Z".parse().unwrap() }
    }

    fn before_expiry() -> Timestamp {
        "2027-02-01T08:09:59.999Z".parse().unwrap()
    }

    fn solve(challenge: &str) -> Vec<String> {
        let nonce =
            |index| (0..100_000).map(|n: u32| n.to_string()).find(|nonce| solves(challenge, index, nonce, 6));
        (0..3).map(|index| nonce(index).unwrap()).collect()
    }

    #[test]
    fn work_done_in_time_is_accepted() {
        let challenge = challenges(1).issue(terms(), [9; 16]);

        let solved = challenges(1).check(&challenge, &solve(&challenge), before_expiry()).unwrap();

        assert_eq!((solved.id.as_str(), solved.terms), ("CQkJCQkJCQkJCQkJCQkJCQ", terms()));
    }

    #[test]
    fn required_work_may_exceed_that_of_the_challenge() {
        let challenge = challenges(1).issue(terms(), [9; 16]);
        let nonces = solve(&challenge);
        assert!(is_solved(&challenge, &nonces, 6));
        assert!(!is_solved(&challenge, &nonces, 20));
        assert!(!is_solved("another", &nonces, 6));
    }

    #[test]
    fn expired_challenges_are_refused() {
        let issuer = challenges(1);
        let challenge = issuer.issue(terms(), [9; 16]);

        assert_eq!(issuer.check(&challenge, &solve(&challenge), terms().expires_at), Err(InvalidProofOfWork));
    }

    #[test]
    fn every_nonce_must_solve_its_part() {
        let issuer = challenges(1);
        let challenge = issuer.issue(terms(), [9; 16]);
        let solution = solve(&challenge);

        let mut swapped = solution.clone();
        swapped.swap(0, 1);
        let mut wrong = solution.clone();
        wrong[2] = "wrong nonce".into();
        let mut long = solution.clone();
        long[0] = "0".repeat(65);
        for nonces in
            [vec![], solution[..2].to_vec(), [&solution[..], &solution[..1]].concat(), swapped, wrong, long]
        {
            assert_eq!(
                issuer.check(&challenge, &nonces, before_expiry()),
                Err(InvalidProofOfWork),
                "{nonces:?}"
            );
        }
    }

    #[test]
    fn a_challenge_with_any_changed_bit_is_refused() {
        use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
        let issuer = challenges(1);
        let bytes = URL_SAFE_NO_PAD.decode(issuer.issue(terms(), [9; 16])).unwrap();

        for bit in 0..bytes.len() * 8 {
            let mut changed = bytes.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(issuer.open(&URL_SAFE_NO_PAD.encode(&changed)), Err(InvalidProofOfWork), "bit {bit}");
        }
        for text in ["", "A", "not base64!", &"A".repeat(87), &"A".repeat(100_000)] {
            assert_eq!(issuer.open(text), Err(InvalidProofOfWork));
        }
        assert_eq!(challenges(2).open(&URL_SAFE_NO_PAD.encode(&bytes)), Err(InvalidProofOfWork));
    }

    #[test]
    fn bits_are_counted_from_the_left() {
        for (bytes, expected) in [(&[0x80][..], 0), (&[0x7f], 1), (&[0, 0x20], 10), (&[0, 0], 16)] {
            assert_eq!(leading_zero_bits(bytes), expected);
        }
    }
}
