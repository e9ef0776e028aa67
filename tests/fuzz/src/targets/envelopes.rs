//! Envelopes with passwords: any envelope, and any sealed text.

use std::sync::LazyLock;

use agent_protocol::{
    Envelope,
    sealing::{self, OpenError, Plaintext, PrivateKey},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hpke::{
    Deserializable, OpModeS, Serializable,
    aead::ChaCha20Poly1305,
    kdf::HkdfSha256,
    kem::{Kem, X25519HkdfSha256},
};

const AGENT: &str = "agent-1";
const BINDING: &str = "readmit binding v1 reset=r account=a expires=1";

/// The agent's key pair. A fixed one, so that a found input stays one.
static KEY: LazyLock<PrivateKey> =
    LazyLock::new(|| PrivateKey::parse(&URL_SAFE_NO_PAD.encode([7; 32])).expect("any 32 bytes"));

/// Any input is read as an envelope, and sealed in one.
pub(super) fn envelope(data: &[u8]) -> bool {
    [unsealed(data), plaintext(data)].contains(&true)
}

/// Refuses to open what nobody sealed. Returns whether the envelope was well-formed.
fn unsealed(data: &[u8]) -> bool {
    let Ok(envelope) = serde_json::from_slice::<Envelope>(data) else { return false };
    let opened = sealing::open(AGENT, &KEY, BINDING, &envelope);
    assert!(opened.is_err(), "an envelope that nobody sealed");
    opened != Err(OpenError::Malformed)
}

/// Any text that somebody seals is one of the three plaintexts, or refused; what is read is what is sealed again.
fn plaintext(data: &[u8]) -> bool {
    let mut padded = data.to_vec();
    padded.resize(data.len().next_multiple_of(256), b' ');
    let opened = sealing::open(AGENT, &KEY, BINDING, &seal(&padded));
    let json = serde_json::from_slice::<serde_json::Value>(data);
    let Ok(plaintext) = opened else { return false };
    let json = json.expect("what is accepted is JSON");
    let (current, new) = match &plaintext {
        Plaintext::Reset { new } => (None, Some(new.as_str())),
        Plaintext::Change { current, new } => (Some(current.as_str()), Some(new.as_str())),
        Plaintext::SignIn { current } => (Some(current.as_str()), None),
    };
    assert_eq!((json["current"].as_str(), json["new"].as_str()), (current, new));
    true
}

/// Seals bytes as a page would seal a password, without the checks of the page.
fn seal(bytes: &[u8]) -> Envelope {
    type Public = <X25519HkdfSha256 as Kem>::PublicKey;
    let public = URL_SAFE_NO_PAD.decode(KEY.public_key().encode()).expect("32 bytes");
    let (enc, ciphertext) =
        hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeS::Base,
            &Public::from_bytes(&public).expect("a key"),
            format!("readmit password v1 {AGENT}").as_bytes(),
            bytes,
            BINDING.as_bytes(),
            &mut crate::keys::FixedRandom,
        )
        .expect("bytes can be sealed");
    Envelope {
        agent: AGENT.to_owned(),
        enc: URL_SAFE_NO_PAD.encode(enc.to_bytes()),
        ciphertext: URL_SAFE_NO_PAD.encode(ciphertext),
    }
}
