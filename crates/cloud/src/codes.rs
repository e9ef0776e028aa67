//! Codes: made uniformly, stored as keyed hashes, compared in constant time.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use reset_domain::{AccountId, Method, Purpose, Reset, ResetId, SendId};
use subtle::ConstantTimeEq;

pub use crate::keys::CodeKey;
use crate::{StoreError, item::Item, keys::keyed_hash, resets::purpose_word};

/// What a code is good for: this sending of this reset, and nothing else.
#[derive(Debug, Clone, Copy)]
pub struct CodePlace<'a> {
    /// The reset.
    pub reset: &'a ResetId,
    /// The account.
    pub account: &'a AccountId,
    /// The method, with the keyed hash of its destination.
    pub method: &'a Method,
    /// What for.
    pub purpose: Purpose,
    /// The sending.
    pub send: &'a SendId,
}

/// The keyed hash of a code. Comparing takes the same time whatever differs.
#[derive(Debug, Clone)]
pub struct CodeDigest(pub(crate) [u8; 32]);

impl PartialEq for CodeDigest {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for CodeDigest {}

impl CodeDigest {
    /// As it was kept.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// To be kept.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl CodeKey {
    /// The keyed hash of a code in its place.
    pub fn digest(&self, place: &CodePlace<'_>, code: &str) -> CodeDigest {
        let purpose = purpose_word(place.purpose);
        let method = place.method;
        let parts = [
            &place.reset.0,
            &place.account.0,
            &method.id.0,
            &method.destination,
            purpose,
            &place.send.0,
            code,
        ];
        CodeDigest(keyed_hash(self.as_bytes(), "code", &parts))
    }

    /// The keyed hash of a code sent to a destination of an account, as second factor or because it is being added. `place`
    /// names the session or what is being added.
    pub fn of_method(&self, account: &AccountId, place: &str, destination: &str, code: &str) -> CodeDigest {
        let parts = [account.0.as_str(), place, destination, code];
        CodeDigest(keyed_hash(self.as_bytes(), "code of a method", &parts))
    }

    /// The keyed hash of a recovery code of an account.
    pub fn of_recovery(&self, account: &AccountId, code: &str) -> String {
        URL_SAFE_NO_PAD.encode(keyed_hash(self.as_bytes(), "recovery code", &[&account.0, code]))
    }

    /// What authenticators call an account: it tells nothing of the person (`WebAuthn` §14.6.1).
    pub fn user_handle(&self, account: &AccountId) -> [u8; 32] {
        keyed_hash(self.as_bytes(), "user handle", &[&account.0])
    }

    /// The challenge for a passkey in one place: a reset, a session, or what is being added. It is good for as long as that
    /// place is, and whoever takes an answer sees to it that it is taken once.
    pub fn passkey_challenge(&self, place: &str) -> [u8; 32] {
        keyed_hash(self.as_bytes(), "passkey challenge", &[place])
    }

    /// Whether a guess at the newest code of a reset is the stored one. Where none is stored it never is, after the same
    /// work.
    pub fn matches(&self, stored: Option<&CodeDigest>, reset: &Reset, guess: &str) -> bool {
        let Some((sent, method)) = reset.sent().and_then(|sent| Some((sent, reset.method(&sent.method)?)))
        else {
            return false;
        };
        let account = &reset.subject().account;
        let place =
            CodePlace { reset: reset.id(), account, method, purpose: reset.purpose(), send: &sent.id };
        let guessed = self.digest(&place, guess);
        let equal = stored.unwrap_or(&CodeDigest([0; 32])) == &guessed;
        equal && stored.is_some()
    }
}

/// The keyed hash in a code's item.
pub(crate) fn read_digest(item: &Item) -> Result<CodeDigest, StoreError> {
    Ok(CodeDigest(item.bytes("digest")?.try_into().map_err(|_| item.damaged("digest"))?))
}

/// The key of a code's item.
pub(crate) fn code_key(reset: &ResetId, send: &str) -> String {
    format!("CODE#{}#{send}", reset.0)
}

/// A code of so many digits, every one as likely as any other; `None` in the rare case that the bytes do not yield one.
pub fn generate(digits: u8, random: &[u8; 32]) -> Option<String> {
    let codes = 10_u32.checked_pow(u32::from(digits))?;
    let even = u32::MAX - u32::MAX % codes;
    let (words, _) = random.as_chunks::<4>();
    let word = words.iter().map(|word| u32::from_be_bytes(*word)).find(|word| *word < even)?;
    Some(format!("{:0width$}", word % codes, width = usize::from(digits)))
}

#[cfg(test)]
mod tests {
    use reset_domain::{AccountId, Method, MethodId, MethodKind, Purpose, ResetId, SendId};
    use sha2::{Digest, Sha256};

    use super::{CodePlace, generate};
    use crate::keys::Secret;

    #[test]
    fn a_code_is_good_in_its_place_only() {
        let key = Secret::new("a secret of at least thirty-two bytes".into()).unwrap().code_key();
        let digest = |parts: [&str; 5], purpose: Purpose, code: &str| {
            let [reset, account, id, destination, send] = parts;
            let method = Method {
                id: MethodId(id.into()),
                kind: MethodKind::Mail,
                hint: String::new(),
                destination: destination.into(),
                decoy: false,
            };
            let place = CodePlace {
                reset: &ResetId(reset.into()),
                account: &AccountId(account.into()),
                method: &method,
                purpose,
                send: &SendId(send.into()),
            };
            key.digest(&place, code)
        };
        let parts = ["reset", "account", "method", "destination", "send"];
        let right = digest(parts, Purpose::ResetPassword, "012345");

        assert_eq!(right, digest(parts, Purpose::ResetPassword, "012345"));
        assert_ne!(right, digest(parts, Purpose::ResetPassword, "12345"));
        assert_ne!(right, digest(parts, Purpose::UnlockAccount, "012345"));
        for index in 0..parts.len() {
            let mut other = parts;
            other[index] = "other";
            assert_ne!(right, digest(other, Purpose::ResetPassword, "012345"), "{index}");
        }
    }

    #[test]
    fn codes_keep_their_zeros_and_their_length() {
        assert_eq!(generate(6, &[0; 32]).as_deref(), Some("000000"));
        assert_eq!(generate(8, &[0; 32]).as_deref(), Some("00000000"));
        assert_eq!(generate(6, &words(1_000_007)).as_deref(), Some("000007"));
    }

    #[test]
    fn words_past_the_last_whole_round_are_thrown_away() {
        assert_eq!(generate(6, &words(4_293_999_999)).as_deref(), Some("999999"));
        assert_eq!(generate(6, &[0xff; 32]), None);
        let mut second = words(7);
        second[..4].copy_from_slice(&4_294_000_000_u32.to_be_bytes());
        assert_eq!(generate(6, &second).as_deref(), Some("000007"));
    }

    #[test]
    fn digits_are_uniform() {
        let mut counts = [[0_u32; 10]; 6];
        for seed in 0..20_000_u32 {
            let random = Sha256::digest(seed.to_be_bytes()).into();
            for (place, digit) in generate(6, &random).unwrap().bytes().enumerate() {
                counts[place][usize::from(digit - b'0')] += 1;
            }
        }
        // 2000 expected, standard deviation 42: five of them either way.
        assert!(counts.iter().flatten().all(|count| (1790..=2210).contains(count)), "{counts:?}");
    }

    fn words(word: u32) -> [u8; 32] {
        word.to_be_bytes().repeat(8).try_into().unwrap()
    }
}
