//! An authenticator and its browser in software, for tests.
//!
//! Keys are ES256 and derived from a seed; attestation is `none`.

pub(crate) mod wire;

use data_encoding::BASE64URL_NOPAD;
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use wire::{AuthenticatorData, attestation_object, client_data};

/// An authenticator and the page that its user has open. Tests may change the fields. A clone has the same keys and
/// counters.
#[derive(Clone)]
pub struct SoftAuthenticator {
    /// The origin of the page.
    pub origin: String,
    /// The origin of the page of another site that embeds it.
    pub embedded_in: Option<String>,
    /// Whether it verifies its user.
    pub verifies_user: bool,
    /// Whether it counts each use. If not, it always says zero, as synced passkeys do.
    pub counts: bool,
    /// Whether its keys are on other devices too.
    pub backup: Backup,
    seed: [u8; 32],
    keys: Vec<Key>,
}

/// Whether keys outlive their device (WebAuthn §6.1.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backup {
    /// Keys never leave the device.
    Impossible,
    /// Keys may be copied to other devices, but have not been.
    Possible,
    /// Keys have been copied to other devices.
    Done,
}

#[derive(Clone)]
struct Key {
    id: [u8; 32],
    rp_id: String,
    user_handle: String,
    signing: SigningKey,
    counter: u32,
}

impl SoftAuthenticator {
    /// Returns an authenticator that counts and verifies its user, on a page of this origin. Different seeds have
    /// different keys.
    pub fn new(origin: &str, seed: [u8; 32]) -> Self {
        let origin = origin.to_owned();
        let keys = Vec::new();
        Self {
            origin,
            embedded_in: None,
            verifies_user: true,
            counts: true,
            backup: Backup::Impossible,
            seed,
            keys,
        }
    }

    /// Returns the answer of `navigator.credentials.create` to these options, as `toJSON()` writes it. Returns `None`
    /// if no key is to be made here: it has one that is excluded, it cannot do any of the algorithms, or the options
    /// are malformed.
    pub fn create(&mut self, options: &Value) -> Option<Value> {
        let excluded = options.get("excludeCredentials")?.as_array()?;
        let algorithms = options.get("pubKeyCredParams")?.as_array()?;
        let can_sign = algorithms.iter().any(|offered| offered.get("alg") == Some(&json!(-7)));
        if !can_sign || self.keys.iter().any(|key| key.is_among(excluded)) {
            return None;
        }
        let rp_id = options.pointer("/rp/id")?.as_str()?.to_owned();
        let user_handle = options.pointer("/user/id")?.as_str()?.to_owned();
        let key = self.new_key(rp_id, user_handle)?;
        let point = key.signing.verifying_key().to_sec1_point(false);
        let public = wire::es256_key(point.x()?, point.y()?);
        let data = self.data(&key).with_key(&key.id, &public)?;
        let client_data = client_data("webauthn.create", options, &self.origin, self.embedded_in.as_deref())?;
        let id = BASE64URL_NOPAD.encode(&key.id);
        self.keys.push(key);
        Some(json!({
            "id": id,
            "rawId": id,
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": {
                "clientDataJSON": BASE64URL_NOPAD.encode(&client_data),
                "attestationObject": BASE64URL_NOPAD.encode(&attestation_object(&data)?),
                "transports": ["internal", "hybrid"],
            },
        }))
    }

    /// Returns the answer of `navigator.credentials.get` to these options, as `toJSON()` writes it, with the newest key
    /// for the site of those that are allowed. Returns `None` if there is none, or if the options are malformed.
    pub fn get(&mut self, options: &Value) -> Option<Value> {
        let rp_id = options.get("rpId")?.as_str()?;
        let allowed = options.get("allowCredentials")?.as_array()?;
        let fits = |key: &&mut Key| key.rp_id == rp_id && (allowed.is_empty() || key.is_among(allowed));
        let counts = self.counts;
        let key = self.keys.iter_mut().rev().find(fits)?;
        key.counter += u32::from(counts);
        let key = key.clone();
        let data = self.data(&key).bytes();
        let client_data = client_data("webauthn.get", options, &self.origin, self.embedded_in.as_deref())?;
        let signed = [&data[..], &Sha256::digest(&client_data)].concat();
        let signature: Signature = key.signing.sign(&signed);
        let id = BASE64URL_NOPAD.encode(&key.id);
        Some(json!({
            "id": id,
            "rawId": id,
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": {
                "clientDataJSON": BASE64URL_NOPAD.encode(&client_data),
                "authenticatorData": BASE64URL_NOPAD.encode(&data),
                "signature": BASE64URL_NOPAD.encode(signature.to_der().as_bytes()),
                "userHandle": key.user_handle,
            },
        }))
    }

    fn new_key(&self, rp_id: String, user_handle: String) -> Option<Key> {
        let number = u64::try_from(self.keys.len()).ok()?;
        let derive =
            |purpose: &[u8]| Sha256::digest([&self.seed, purpose, &number.to_be_bytes()[..]].concat());
        let signing = SigningKey::from_slice(&derive(b"key")).ok()?;
        Some(Key { id: derive(b"id").into(), rp_id, user_handle, signing, counter: 0 })
    }

    fn data(&self, key: &Key) -> AuthenticatorData {
        AuthenticatorData {
            rp_id: key.rp_id.clone(),
            verifies_user: self.verifies_user,
            backup: self.backup,
            counter: key.counter,
        }
    }
}

impl Key {
    fn is_among(&self, descriptors: &[Value]) -> bool {
        let id = json!(BASE64URL_NOPAD.encode(&self.id));
        descriptors.iter().any(|descriptor| descriptor.get("id") == Some(&id))
    }
}

/// Prints no keys, not even in tests.
impl std::fmt::Debug for SoftAuthenticator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SoftAuthenticator").field("origin", &self.origin).finish_non_exhaustive()
    }
}
