//! X25519 keys as unpadded base64url of 32 bytes.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hpke::{
    Deserializable, Serializable,
    kem::{Kem, X25519HkdfSha256},
    rand_core::CryptoRng,
};
use zeroize::Zeroizing;

type HpkePublicKey = <X25519HkdfSha256 as Kem>::PublicKey;
type HpkePrivateKey = <X25519HkdfSha256 as Kem>::PrivateKey;

const KEY_BYTES: usize = 32;

/// The text is not a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a key is 32 bytes in unpadded base64url")]
pub struct KeyError;

/// The public half of an agent's sealing key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey(HpkePublicKey);

impl PublicKey {
    /// Reads a key as [`Self::encode`] writes it.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        HpkePublicKey::from_bytes(decode(text)?.as_slice()).map(Self).map_err(|_| KeyError)
    }

    /// Returns the key as unpadded base64url.
    pub fn encode(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.to_bytes())
    }

    pub(super) const fn hpke(&self) -> &HpkePublicKey {
        &self.0
    }
}

/// The private half, which never leaves the agent. It is wiped from memory when dropped.
pub struct PrivateKey(HpkePrivateKey);

impl PrivateKey {
    /// Makes a new key.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        Self(X25519HkdfSha256::gen_keypair_with_rng(rng).0)
    }

    /// Reads a key as [`Self::encode`] writes it.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        HpkePrivateKey::from_bytes(decode(text)?.as_slice()).map(Self).map_err(|_| KeyError)
    }

    /// Returns the key as unpadded base64url, for the agent's own key file.
    pub fn encode(&self) -> Zeroizing<String> {
        let mut bytes = Zeroizing::new([0_u8; KEY_BYTES]);
        self.0.write_exact(bytes.as_mut_slice());
        Zeroizing::new(URL_SAFE_NO_PAD.encode(bytes.as_slice()))
    }

    /// Returns the public half.
    pub fn public_key(&self) -> PublicKey {
        PublicKey(X25519HkdfSha256::sk_to_pk(&self.0))
    }

    pub(super) const fn hpke(&self) -> &HpkePrivateKey {
        &self.0
    }
}

/// Prints no part of the key.
impl std::fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PrivateKey").finish_non_exhaustive()
    }
}

/// Decodes into a buffer of fixed size, since one that grew would leave copies behind.
fn decode(text: &str) -> Result<Zeroizing<[u8; KEY_BYTES]>, KeyError> {
    let mut bytes = Zeroizing::new([0_u8; KEY_BYTES]);
    let length = URL_SAFE_NO_PAD.decode_slice(text, bytes.as_mut_slice()).map_err(|_| KeyError)?;
    if length == KEY_BYTES { Ok(bytes) } else { Err(KeyError) }
}
