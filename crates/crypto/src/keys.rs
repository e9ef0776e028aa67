//! Keys, one for each purpose, derived from stored secrets by HKDF-SHA256. None of them is ever printed.

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A secret of the secrets store.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Secret(Vec<u8>);

impl Secret {
    /// The minimum length of a secret in bytes. The template generates 64.
    pub const MINIMUM_BYTES: usize = 32;

    /// Returns the secret; `None` if it is too short.
    pub fn new(text: String) -> Option<Self> {
        let secret = Self(text.into_bytes());
        (secret.0.len() >= Self::MINIMUM_BYTES).then_some(secret)
    }

    #[expect(clippy::expect_used, reason = "HKDF-SHA256 can expand to 255 times 32 bytes")]
    fn derive(&self, label: &str) -> [u8; 32] {
        let mut key = [0; 32];
        Hkdf::<Sha256>::new(None, &self.0).expand(label.as_bytes(), &mut key).expect("32 bytes fit");
        key
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(..)")
    }
}

macro_rules! key {
    ($(#[$doc:meta])* $name:ident, $make:ident, $label:literal) => {
        $(#[$doc])*
        #[derive(Clone, Zeroize, ZeroizeOnDrop)]
        pub struct $name([u8; 32]);

        impl $name {
            /// Returns the bytes of the key.
            pub const fn as_bytes(&self) -> &[u8; 32] {
                &self.0
            }
        }

        #[cfg(test)]
        impl From<[u8; 32]> for $name {
            fn from(bytes: [u8; 32]) -> Self {
                Self(bytes)
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
    /// Signs challenges of sign-ins, so that none is good for a reset. Derived from the token secret.
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

/// Returns HMAC-SHA256 over a label and parts. The length of each comes before it, so that no two lists have the same
/// input.
pub fn keyed_hash(key: &[u8; 32], label: &str, parts: &[&str]) -> [u8; 32] {
    // HMAC pads a key with zeros to the block size of SHA-256.
    let mut block = [0; 64];
    let (start, _) = block.split_at_mut(key.len());
    start.copy_from_slice(key);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    for part in std::iter::once(&label).chain(parts) {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part.as_bytes());
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::{Secret, keyed_hash};

    fn secret() -> Secret {
        Secret::new("correct horse battery staple, again".into()).unwrap()
    }

    #[test]
    fn each_purpose_has_its_own_key() {
        let keys = [
            *secret().token_key().as_bytes(),
            *secret().challenge_key().as_bytes(),
            *secret().sign_in_challenge_key().as_bytes(),
            *secret().account_key().as_bytes(),
            *secret().code_key().as_bytes(),
            *secret().enrollment_key().as_bytes(),
            *secret().name_key().as_bytes(),
            *secret().destination_key().as_bytes(),
            *secret().link_key().as_bytes(),
            *secret().device_key().as_bytes(),
        ];

        for (index, key) in keys.iter().enumerate() {
            assert!(!keys[index + 1..].contains(key));
        }
        assert_eq!(&keys[0], secret().token_key().as_bytes());
    }

    #[test]
    fn nothing_is_printed() {
        assert_eq!(format!("{:?} {:?}", secret(), secret().token_key()), "Secret(..) TokenKey(..)");
    }

    #[test]
    fn short_secrets_are_refused() {
        assert!(Secret::new("x".repeat(31)).is_none());
        assert!(Secret::new("x".repeat(32)).is_some());
    }

    #[test]
    fn parts_are_hashed_with_their_bounds() {
        let hash = |label: &str, parts: &[&str]| keyed_hash(&[1; 32], label, parts);

        assert_ne!(hash("l", &["ab", "c"]), hash("l", &["a", "bc"]));
        assert_ne!(hash("l", &["ab"]), hash("l", &["ab", ""]));
        assert_ne!(hash("l", &["a"]), hash("la", &[]));
    }
}
