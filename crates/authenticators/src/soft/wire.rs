//! The encoding of answers, byte by byte (WebAuthn §5.8.1, §6.1, §6.5; CBOR is RFC 8949).

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::Backup;

/// Authenticator data (WebAuthn §6.1).
pub(crate) struct AuthenticatorData {
    pub(crate) rp_id: String,
    pub(crate) verifies_user: bool,
    pub(crate) backup: Backup,
    pub(crate) counter: u32,
}

/// The flag that the user was present.
const PRESENT: u8 = 1;
/// The flag that the user was verified.
const VERIFIED: u8 = 1 << 2;
/// The flag that the key may be backed up.
const BACKUP_ELIGIBLE: u8 = 1 << 3;
/// The flag that the key is backed up.
const BACKED_UP: u8 = 1 << 4;
/// The flag that a key follows.
const WITH_KEY: u8 = 1 << 6;

impl AuthenticatorData {
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.with_flags(0)
    }

    /// Returns the data with a new key: its id and the key as COSE writes it (§6.5.1).
    pub(crate) fn with_key(&self, id: &[u8], public: &[u8]) -> Option<Vec<u8>> {
        let aaguid = [0; 16];
        let length = u16::try_from(id.len()).ok()?.to_be_bytes();
        Some([&self.with_flags(WITH_KEY)[..], &aaguid, &length, id, public].concat())
    }

    fn with_flags(&self, flags: u8) -> Vec<u8> {
        let verified = if self.verifies_user { VERIFIED } else { 0 };
        let backup = match self.backup {
            Backup::Impossible => 0,
            Backup::Possible => BACKUP_ELIGIBLE,
            Backup::Done => BACKUP_ELIGIBLE | BACKED_UP,
        };
        let flags = PRESENT | verified | backup | flags;
        [&Sha256::digest(self.rp_id.as_bytes())[..], &[flags], &self.counter.to_be_bytes()].concat()
    }
}

/// Returns the client data (§5.8.1) for these options, on a page that another site may embed.
pub(crate) fn client_data(
    ceremony: &str,
    options: &Value,
    origin: &str,
    embedded_in: Option<&str>,
) -> Option<Vec<u8>> {
    let mut said = json!({
        "type": ceremony,
        "challenge": options.get("challenge")?,
        "origin": origin,
        "crossOrigin": embedded_in.is_some(),
    });
    if let Some(site) = embedded_in {
        said.as_object_mut()?.insert("topOrigin".to_owned(), json!(site));
    }
    serde_json::to_vec(&said).ok()
}

/// Returns `{"fmt": "none", "attStmt": {}, "authData": data}` (§8.7).
pub(crate) fn attestation_object(data: &[u8]) -> Option<Vec<u8>> {
    Some([&b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData"[..], &bytes(data)?].concat())
}

/// Returns `{1: 2, 3: -7, -1: 1, -2: x, -3: y}`: a key for ES256 (RFC 9053 §7.1.1).
pub(crate) fn es256_key(x: &[u8], y: &[u8]) -> Vec<u8> {
    [&b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20"[..], x, b"\x22\x58\x20", y].concat()
}

/// Returns a byte string of CBOR.
pub(crate) fn bytes(content: &[u8]) -> Option<Vec<u8>> {
    let length = u16::try_from(content.len()).ok()?;
    Some([&[0x59], &length.to_be_bytes()[..], content].concat())
}
