//! Keys, one for each purpose, derived from stored secrets by HKDF-SHA256. None of them is ever printed.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// A secret of the secrets store. The current value signs and encrypts. While the secret is replaced there is a previous
/// value too, and what it signed or encrypted is still good.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Secret {
    current: Vec<u8>,
    previous: Option<Vec<u8>>,
}

impl Secret {
    /// The minimum length of a value in bytes. The template generates 64.
    pub const MINIMUM_BYTES: usize = 32;

    /// Reads one or two values, each on its own line, the current one first. Returns `None` if there are more or one is
    /// too short.
    pub fn new(text: String) -> Option<Self> {
        let text = Zeroizing::new(text);
        let mut values = text.lines().map(|value| value.as_bytes().to_vec());
        let secret = Self { current: values.next()?, previous: values.next() };
        let is_long = |value: &Vec<u8>| value.len() >= Self::MINIMUM_BYTES;
        let is_valid = is_long(&secret.current) && secret.previous.as_ref().is_none_or(is_long);
        (is_valid && values.next().is_none()).then_some(secret)
    }

    fn derive(&self, label: &str) -> Keys {
        Keys {
            current: expand(&self.current, label),
            previous: self.previous.as_ref().map(|previous| expand(previous, label)),
        }
    }
}

#[expect(clippy::expect_used, reason = "HKDF-SHA256 can expand to 255 times 32 bytes")]
fn expand(value: &[u8], label: &str) -> [u8; 32] {
    let mut key = [0; 32];
    Hkdf::<Sha256>::new(None, value).expand(label.as_bytes(), &mut key).expect("32 bytes fit");
    key
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// The keys of one purpose, derived from the values of a secret.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Keys {
    current: [u8; 32],
    previous: Option<[u8; 32]>,
}

impl Keys {
    /// Returns the key that signs and encrypts.
    pub const fn current(&self) -> &[u8; 32] {
        &self.current
    }

    /// Returns the id of the current key, by which a change of the key is noticed. It reveals nothing about the key.
    pub fn current_id(&self) -> String {
        key_id(&self.current)
    }

    /// Returns the keys that verify and decrypt, the current one first.
    pub fn all(&self) -> impl Iterator<Item = &[u8; 32]> {
        std::iter::once(&self.current).chain(&self.previous)
    }
}

/// Returns the id of a key: 48 bits of its digest.
pub(crate) fn key_id(key: &[u8; 32]) -> String {
    let digest = Sha256::new().chain_update(b"readmit token key id").chain_update(key).finalize();
    URL_SAFE_NO_PAD.encode(digest.first_chunk::<6>().unwrap_or(&[0; 6]))
}

macro_rules! key {
    ($(#[$doc:meta])* $name:ident, $make:ident, $label:literal) => {
        $(#[$doc])*
        #[derive(Clone, Zeroize, ZeroizeOnDrop)]
        pub struct $name(Keys);

        impl $name {
            /// Returns the keys of all values.
            pub const fn keys(&self) -> &Keys {
                &self.0
            }
        }

        #[cfg(test)]
        impl From<[u8; 32]> for $name {
            fn from(current: [u8; 32]) -> Self {
                Self(Keys { current, previous: None })
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }

        impl Secret {
            $(#[$doc])*
            pub fn $make(&self) -> $name {
                $name(self.derive($label))
            }
        }
    };
}

key!(
    /// Signs reset tokens. Derived from the token secret.
    TokenKey, token_key, "readmit token v1"
);
key!(
    /// Signs proof-of-work challenges. Derived from the token secret.
    ChallengeKey, challenge_key, "readmit challenge v1"
);
key!(
    /// Signs challenges of sign-ins, so that none is valid for a reset. Derived from the token secret.
    SignInChallengeKey, sign_in_challenge_key, "readmit sign-in challenge v1"
);
key!(
    /// Seals the account in reset tokens. Derived from the token secret.
    AccountKey, account_key, "readmit account v1"
);
key!(
    /// Derives codes. Derived from the code secret.
    CodeKey, code_key, "readmit code v1"
);
key!(
    /// Hashes one-time codes of the enrollment of agents. Derived from the code secret.
    EnrollmentKey, enrollment_key, "readmit enrolment v1"
);
key!(
    /// Hashes names and destinations, and derives ids of methods and decoys. Derived from the name secret.
    NameKey, name_key, "readmit name v1"
);
key!(
    /// Encrypts stored destinations. Derived from the destination secret.
    DestinationKey, destination_key, "readmit destination v1"
);

key!(
    /// Makes the tokens of known devices. Derived from the device secret.
    DeviceKey, device_key, "readmit device v1"
);

key!(
    /// Signs the links in notices. Derived from the link secret.
    LinkKey, link_key, "readmit link v1"
);

key!(
    /// Signs the links in notices that freeze accounts. Derived from the link secret.
    FreezeKey, freeze_key, "readmit freeze v1"
);

/// Returns HMAC-SHA256 over some bytes.
pub(crate) fn mac(key: &[u8; 32], bytes: &[u8]) -> [u8; 32] {
    hmac(key).chain_update(bytes).finalize().into_bytes().into()
}

/// Returns an HMAC without input.
fn hmac(key: &[u8; 32]) -> Hmac<Sha256> {
    // HMAC pads a key with zeros to the block size of SHA-256.
    let mut block = [0; 64];
    let (start, _) = block.split_at_mut(key.len());
    start.copy_from_slice(key);
    Hmac::<Sha256>::new(&block.into())
}

/// Returns HMAC-SHA256 over a label and parts. The length of each comes before it, so that no two lists have the same
/// input.
pub fn keyed_hash(key: &[u8; 32], label: &str, parts: &[&str]) -> [u8; 32] {
    let mut mac = hmac(key);
    for part in std::iter::once(&label).chain(parts) {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part.as_bytes());
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests;
