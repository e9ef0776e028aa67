//! Recovery codes: ten codes to print and keep, each good for one use.
//!
//! Each has 80 random bits, more than the 64 that NIST SP 800-63B-4 §4.2.1.1 requires of saved recovery codes. The
//! caller stores only a keyed hash of [`normalize`] and deletes it when the code is used.

use zeroize::{Zeroize, ZeroizeOnDrop};

pub use crate::spelling::normalize;
use crate::spelling::{CODE_BYTES, spell};

/// The number of codes in a set.
pub const CODES: usize = 10;
/// The number of random bytes of a set.
pub const RANDOM_BYTES: usize = CODES * CODE_BYTES;

/// A recovery code, as it is shown to the user once.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct RecoveryCode(String);

impl RecoveryCode {
    /// Returns four groups of four letters of Crockford's base 32.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCode(..)")
    }
}

/// Returns a new set of codes from fresh random bytes, ten for each code in order.
pub fn generate(random: [u8; RANDOM_BYTES]) -> [RecoveryCode; CODES] {
    let (codes, _) = random.as_chunks::<CODE_BYTES>();
    std::array::from_fn(|index| RecoveryCode(spell(codes.get(index).copied().unwrap_or_default())))
}

#[cfg(test)]
mod tests {
    use super::{CODES, RANDOM_BYTES, generate, normalize};

    fn random() -> [u8; RANDOM_BYTES] {
        std::array::from_fn(|index| u8::try_from(index).unwrap())
    }

    #[test]
    fn all_codes_of_a_set_differ() {
        let mut codes = generate(random()).map(|code| code.as_str().to_owned()).to_vec();
        codes.sort();
        codes.dedup();

        assert_eq!(codes.len(), CODES);
        assert_eq!(codes[0], "000G-40R4-0M30-E209");
    }

    #[test]
    fn every_random_byte_changes_one_code() {
        let before = generate(random());
        for byte in 0..RANDOM_BYTES {
            let mut changed = random();
            changed[byte] ^= 0x80;
            let after = generate(changed);
            let differing: Vec<usize> = (0..CODES).filter(|index| before[*index] != after[*index]).collect();
            assert_eq!(differing, [byte / 10]);
        }
    }

    #[test]
    fn lookalike_letters_are_read_as_digits() {
        let [code, ..] = generate([0; RANDOM_BYTES]);

        assert_eq!(normalize("oOo0 0000 0000 0000"), normalize(code.as_str()));
    }

    #[test]
    fn a_code_is_not_printed() {
        let [code, ..] = generate(random());

        assert_eq!(format!("{code:?}"), "RecoveryCode(..)");
    }
}
