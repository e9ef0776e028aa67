//! Seals a password to one agent's key in the browser and opens it in that agent. Nothing between them can read it.
//!
//! HPKE (RFC 9180), base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, `ChaCha20Poly1305`. The agent's id is the
//! `info`, the job's binding the additional data, so that an envelope opens at no other agent and for no other reset,
//! account or expiry. HPKE does not prevent replays; the agent's journal does.

mod key;
mod plaintext;
mod text;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod vectors;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hpke::{
    Deserializable, OpModeR, OpModeS, Serializable,
    aead::{AeadTag, ChaCha20Poly1305},
    inout::InOutBuf,
    kdf::HkdfSha256,
    kem::{Kem, X25519HkdfSha256},
    rand_core::CryptoRng,
    single_shot_open_inout_detached, single_shot_seal_inout_detached_with_rng,
};
use zeroize::Zeroizing;

pub use hpke::rand_core;
pub use key::{KeyError, PrivateKey, PublicKey};
pub use plaintext::{MAXIMUM_PASSWORD_LENGTH, Plaintext};

use crate::Envelope;

type Suite = X25519HkdfSha256;
type EncappedKey = <Suite as Kem>::EncappedKey;
type Tag = AeadTag<ChaCha20Poly1305>;

const TAG_BYTES: usize = 16;

/// The maximum length of an agent's id in bytes. HPKE panics if the `info` has 64 KiB or more.
const MAXIMUM_AGENT_BYTES: usize = 256;

/// The reason why a password was not sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The password has no characters.
    #[error("a password is empty")]
    PasswordEmpty,
    /// The password is longer than [`MAXIMUM_PASSWORD_LENGTH`].
    #[error("a password is longer than {MAXIMUM_PASSWORD_LENGTH} UTF-16 code units")]
    PasswordTooLong,
    /// The agent's id is empty or too long.
    #[error("the agent's id is empty or longer than {MAXIMUM_AGENT_BYTES} bytes")]
    AgentId,
    /// The key is a point of low order, to which nothing can be sealed.
    #[error("nothing can be sealed to the agent's key")]
    Key,
}

/// The reason why an envelope was not opened. It is coarse, so that a sender other than the page learns nothing from
/// it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// `enc` or `ciphertext` is not unpadded base64url of a possible length.
    #[error("the envelope is not well-formed")]
    Malformed,
    /// The envelope was sealed to another key, for another agent, reset, account or expiry, or was changed on its way.
    #[error("the envelope does not open with this agent's key for this job")]
    NotForThisJob,
    /// The sealed text is not the JSON of a [`Plaintext`].
    #[error("what was sealed is not a password")]
    NotAPassword,
}

/// Seals a password to one agent.
pub fn seal(
    rng: &mut impl CryptoRng,
    agent: &str,
    key: &PublicKey,
    binding: &str,
    plaintext: &Plaintext,
) -> Result<Envelope, SealError> {
    let info = info(agent).ok_or(SealError::AgentId)?;
    let mut buffer = plaintext.encode()?;
    let (enc, tag) = single_shot_seal_inout_detached_with_rng::<ChaCha20Poly1305, HkdfSha256, Suite>(
        &OpModeS::Base,
        key.hpke(),
        info.as_bytes(),
        InOutBuf::from(buffer.as_mut_slice()),
        binding.as_bytes(),
        rng,
    )
    .map_err(|_| SealError::Key)?;
    let ciphertext = [buffer.as_slice(), tag.to_bytes().as_slice()].concat();
    Ok(Envelope {
        agent: agent.to_owned(),
        enc: URL_SAFE_NO_PAD.encode(enc.to_bytes()),
        ciphertext: URL_SAFE_NO_PAD.encode(ciphertext),
    })
}

/// Opens an envelope that was sealed to this agent for this binding, which the agent rebuilds from the job.
pub fn open(
    agent: &str,
    key: &PrivateKey,
    binding: &str,
    envelope: &Envelope,
) -> Result<Plaintext, OpenError> {
    let info = info(agent).filter(|_| envelope.agent == agent).ok_or(OpenError::NotForThisJob)?;
    let enc = decode(&envelope.enc, EncappedKey::size())?;
    let sealed = decode(&envelope.ciphertext, plaintext::MAXIMUM_BYTES + TAG_BYTES)?;
    let buffer = unseal(key, &enc, &sealed, info.as_bytes(), binding.as_bytes())?;
    Plaintext::decode(&buffer).ok_or(OpenError::NotAPassword)
}

fn unseal(
    key: &PrivateKey,
    enc: &[u8],
    sealed: &[u8],
    info: &[u8],
    additional_data: &[u8],
) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let enc = EncappedKey::from_bytes(enc).map_err(|_| OpenError::Malformed)?;
    let (ciphertext, tag) =
        sealed.len().checked_sub(TAG_BYTES).map(|at| sealed.split_at(at)).ok_or(OpenError::Malformed)?;
    let tag = Tag::from_bytes(tag).map_err(|_| OpenError::Malformed)?;
    let mut buffer = Zeroizing::new(ciphertext.to_vec());
    single_shot_open_inout_detached::<ChaCha20Poly1305, HkdfSha256, Suite>(
        &OpModeR::Base,
        key.hpke(),
        &enc,
        info,
        InOutBuf::from(buffer.as_mut_slice()),
        additional_data,
        &tag,
    )
    .map_err(|_| OpenError::NotForThisJob)?;
    Ok(buffer)
}

fn info(agent: &str) -> Option<String> {
    let fits = !agent.is_empty() && agent.len() <= MAXIMUM_AGENT_BYTES;
    fits.then(|| format!("readmit password v1 {agent}"))
}

/// Decodes unpadded base64url. Text that is too long is refused before memory is allocated.
fn decode(text: &str, maximum_bytes: usize) -> Result<Vec<u8>, OpenError> {
    if text.len() > (maximum_bytes * 4).div_ceil(3) {
        return Err(OpenError::Malformed);
    }
    URL_SAFE_NO_PAD.decode(text).map_err(|_| OpenError::Malformed)
}
