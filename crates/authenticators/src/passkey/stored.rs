use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};
use webauthn_rs_core::proto::{AuthenticationResult, Credential};

use super::{PasskeyError, UserHandle};

/// A registered passkey: its public key, its counter and its account.
#[derive(Clone, Serialize, Deserialize)]
pub struct Passkey {
    user_handle: String,
    pub(super) credential: Credential,
}

impl Passkey {
    pub(super) fn new(user_handle: &UserHandle, credential: Credential) -> Self {
        Self { user_handle: encode(user_handle), credential }
    }

    /// Returns the passkey as JSON, to be stored.
    pub fn to_bytes(&self) -> Result<Vec<u8>, PasskeyError> {
        serde_json::to_vec(self).map_err(|_| PasskeyError::Malformed)
    }

    /// Reads the JSON of [`Self::to_bytes`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, PasskeyError> {
        serde_json::from_slice(bytes).map_err(|_| PasskeyError::Malformed)
    }

    /// Returns the credential id that the authenticator chose, in base64url. It is globally unique.
    pub fn id(&self) -> String {
        encode(&self.credential.cred_id)
    }

    pub(super) fn belongs_to(&self, user_handle: &[u8]) -> bool {
        self.user_handle == encode(user_handle)
    }

    /// Returns the passkey with the counter and backup state of this use.
    pub(super) fn updated(&self, used: &AuthenticationResult) -> Self {
        let mut after = self.clone();
        after.credential.counter = used.counter();
        after.credential.backup_state = used.backup_state();
        after
    }
}

impl std::fmt::Debug for Passkey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passkey(..)")
    }
}

pub(super) fn encode(bytes: &[u8]) -> String {
    BASE64URL_NOPAD.encode(bytes)
}
