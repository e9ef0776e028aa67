//! The agent's own keys: Ed25519 signs its requests, X25519 opens the envelopes that are sealed to it.

mod file;
mod key_ring;

use agent_protocol::{
    enrollment::PublicKeys,
    sealing::{PrivateKey, PublicKey},
};
use anyhow::Context as _;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::EncodingKey;
use zeroize::Zeroizing;

use crate::entropy;

pub use key_ring::{KeyRing, RETIRED_KEY_TTL_SECONDS};

/// The bytes that PKCS #8 puts before the 32 bytes of an Ed25519 key (RFC 8410).
const PKCS8_PREFIX: [u8; 16] =
    [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

/// A pair of private keys: one signs, one opens envelopes.
pub struct Keys {
    seed: Zeroizing<[u8; 32]>,
    sealing: PrivateKey,
    /// The time when the keys were made, in whole seconds since 1970 (UTC).
    pub made_at: i64,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys").field("made_at", &self.made_at).finish_non_exhaustive()
    }
}

impl Keys {
    pub fn make(now: i64) -> Self {
        let sealing = PrivateKey::generate(&mut entropy::SystemRandomness);
        Self { seed: Zeroizing::new(entropy::draw()), sealing, made_at: now }
    }

    /// Returns the public halves, which the cloud stores.
    pub fn public(&self) -> anyhow::Result<PublicKeys> {
        Ok(PublicKeys {
            signing_key: URL_SAFE_NO_PAD.encode(self.pair()?.public_key()),
            sealing_key: PublicKey::encode(&self.sealing.public_key()),
        })
    }

    /// Signs a text by Ed25519. Returns unpadded base64url.
    pub fn sign(&self, text: &str) -> anyhow::Result<String> {
        Ok(URL_SAFE_NO_PAD.encode(self.pair()?.sign(text.as_bytes())))
    }

    /// Returns the key that signs the agent's requests.
    pub(crate) fn signer(&self) -> EncodingKey {
        EncodingKey::from_ed_der(&self.pkcs8())
    }

    fn pair(&self) -> anyhow::Result<Ed25519KeyPair> {
        Ed25519KeyPair::from_pkcs8(&self.pkcs8()).context("reading the signing key")
    }

    fn pkcs8(&self) -> Zeroizing<Vec<u8>> {
        let mut der = Zeroizing::new(Vec::with_capacity(PKCS8_PREFIX.len() + self.seed.len()));
        der.extend_from_slice(&PKCS8_PREFIX);
        der.extend_from_slice(self.seed.as_slice());
        der
    }
}

#[cfg(test)]
mod tests;
