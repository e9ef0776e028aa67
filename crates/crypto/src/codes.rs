//! One-time codes. A code of a reset is derived from a key and the random id of its sending, so that it is not stored
//! and a repeated delivery sends the same code. Codes of sessions are random and stored as keyed hashes.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{AccountId, Method, Reset, SentCode};
use subtle::ConstantTimeEq;

pub use crate::keys::CodeKey;
use crate::keys::keyed_hash;

/// The keyed hash of a code. Comparisons take constant time.
#[derive(Debug, Clone)]
pub struct CodeDigest(pub(crate) [u8; 32]);

impl PartialEq for CodeDigest {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for CodeDigest {}

impl CodeDigest {
    /// Reads a stored digest; `None` if it has another length.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// Returns the bytes to store.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl CodeKey {
    /// Returns the code of a reset's newest sending; `None` if nothing was sent. It is valid for this reset, account,
    /// method, destination, purpose and sending only, and as uniform as HMAC-SHA256: the id of the sending is random,
    /// and the code cannot be derived from it without the key.
    pub fn newest_code(&self, reset: &Reset) -> Option<String> {
        let sent = reset.sent_code()?;
        derive(self.keys().current(), reset, reset.method(&sent.method)?, sent)
    }

    /// Returns whether a guess is the newest code of a reset, derived from either value of the secret. For a decoy
    /// it never is, after the same work.
    pub fn matches(&self, reset: &Reset, guess: &str) -> bool {
        let Some((sent, method)) =
            reset.sent_code().and_then(|sent| Some((sent, reset.method(&sent.method)?)))
        else {
            return false;
        };
        let guess = input::code::bare(guess);
        let is_code = |code: String| bool::from(code.as_bytes().ct_eq(guess.as_bytes()));
        let codes = self.keys().all().filter_map(|key| derive(key, reset, method, sent));
        let is_equal = codes.fold(false, |found, code| found | is_code(code));
        is_equal && !method.decoy && !reset.subject().decoy
    }

    /// Returns the keyed hash of a code sent to a destination of an account, as second factor or to add it. `scope` is
    /// the id of the session or of the method that is being added.
    pub fn method_code_digest(
        &self,
        account: &AccountId,
        scope: &str,
        destination: &str,
        code: &str,
    ) -> CodeDigest {
        method_code_digest(self.keys().current(), [&account.0, scope, destination, code])
    }

    /// Returns whether a code has this digest of [`Self::method_code_digest`].
    pub fn has_digest(
        &self,
        digest: &CodeDigest,
        account: &AccountId,
        scope: &str,
        destination: &str,
        code: &str,
    ) -> bool {
        let code = input::code::bare(code);
        let parts = [account.0.as_str(), scope, destination, code.as_str()];
        self.keys().all().any(|key| method_code_digest(key, parts) == *digest)
    }

    /// Returns the keyed hash of a recovery code of an account.
    pub fn recovery_code_digest(&self, account: &AccountId, code: &str) -> String {
        recovery_code_digest(self.keys().current(), account, code)
    }

    /// Returns every keyed hash under which a recovery code of an account may be stored.
    pub fn recovery_code_digests(&self, account: &AccountId, code: &str) -> Vec<String> {
        self.keys().all().map(|key| recovery_code_digest(key, account, code)).collect()
    }

    /// Returns the id of an account for authenticators, which reveals nothing about the user (`WebAuthn` §14.6.1). A
    /// passkey keeps the one that it was made with.
    pub fn user_handle(&self, account: &AccountId) -> [u8; 32] {
        keyed_hash(self.keys().current(), "user handle", &[&account.0])
    }

    /// Returns the challenge for a passkey. `scope` is the id of a reset, a session, or a method that is being added,
    /// and the challenge is valid for as long as that lasts. The caller ensures that it is answered once.
    pub fn passkey_challenge(&self, scope: &str) -> [u8; 32] {
        passkey_challenge(self.keys().current(), scope)
    }

    /// Returns the challenges that a passkey may answer, the current one first.
    pub fn passkey_challenges(&self, scope: &str) -> impl Iterator<Item = [u8; 32]> {
        self.keys().all().map(move |key| passkey_challenge(key, scope))
    }
}

fn derive(key: &[u8; 32], reset: &Reset, method: &Method, sent: &SentCode) -> Option<String> {
    let digits = u8::try_from(sent.digits).ok()?;
    // A second round is needed once in 10 to the 28 times.
    ["0", "1", "2", "3"].iter().find_map(|round| {
        let parts = [
            &reset.id().0,
            &reset.subject().account.0,
            &method.id.0,
            &method.destination,
            reset.purpose().name(),
            &sent.id.0,
            round,
        ];
        generate(digits, &keyed_hash(key, "code of a sending", &parts))
    })
}

fn method_code_digest(key: &[u8; 32], parts: [&str; 4]) -> CodeDigest {
    CodeDigest(keyed_hash(key, "code of a method", &parts))
}

fn recovery_code_digest(key: &[u8; 32], account: &AccountId, code: &str) -> String {
    URL_SAFE_NO_PAD.encode(keyed_hash(key, "recovery code", &[&account.0, code]))
}

fn passkey_challenge(key: &[u8; 32], scope: &str) -> [u8; 32] {
    keyed_hash(key, "passkey challenge", &[scope])
}

/// Returns a uniformly distributed code of this many digits; `None` in the rare case that the bytes do not yield one.
pub fn generate(digits: u8, random: &[u8; 32]) -> Option<String> {
    let codes = 10_u32.checked_pow(u32::from(digits))?;
    let even = u32::MAX - u32::MAX % codes;
    let (words, _) = random.as_chunks::<4>();
    let word = words.iter().map(|word| u32::from_be_bytes(*word)).find(|word| *word < even)?;
    Some(format!("{:0width$}", word % codes, width = usize::from(digits)))
}

#[cfg(test)]
mod tests;
