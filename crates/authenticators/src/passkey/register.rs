use serde::Deserialize;
use serde_json::{Value, json};
use webauthn_rs_core::proto::{RegisterPublicKeyCredential, RegistrationState};

use super::{ALGORITHMS, Challenge, Passkey, PasskeyError, RelyingParty, UserHandle, stored::encode};

impl RelyingParty {
    /// Verifies the answer of `navigator.credentials.create` to [`Self::creation_options`] by §7.1 and returns the new
    /// passkey. The answer has the form of the browser's `toJSON()` (`RegistrationResponseJSON`, WebAuthn §5.1).
    ///
    /// `registered` are the account's passkeys. The caller ensures that no other account has the new one (§7.1).
    pub fn register(
        &self,
        challenge: &Challenge,
        user: &UserHandle,
        answer: &Value,
        registered: &[Passkey],
    ) -> Result<Passkey, PasskeyError> {
        let answer = RegisterPublicKeyCredential::deserialize(answer).map_err(|_| PasskeyError::Malformed)?;
        let credential = self
            .core
            .register_credential(&answer, &state(challenge)?, None)
            .map_err(PasskeyError::from_webauthn)?;
        if registered.iter().any(|passkey| passkey.credential.cred_id == credential.cred_id) {
            return Err(PasskeyError::AlreadyRegistered);
        }
        Ok(Passkey::new(user, credential))
    }
}

/// Returns the state that the library would have stored with the options. Its own challenges are random; a state with
/// another challenge can only be read from JSON.
pub(super) fn state(challenge: &Challenge) -> Result<RegistrationState, PasskeyError> {
    let state = json!({
        "challenge": encode(challenge),
        "policy": "required",
        "credential_algorithms": ALGORITHMS,
        "require_resident_key": true,
        "authenticator_attachment": null,
        "exclude_credentials": [],
        "extensions": {},
        "allow_synchronised_authenticators": true,
    });
    serde_json::from_value(state).map_err(|_| PasskeyError::Malformed)
}
