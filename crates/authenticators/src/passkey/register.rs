use serde::Deserialize;
use serde_json::{Value, json};
use webauthn_rs_core::proto::{RegisterPublicKeyCredential, RegistrationState};

use super::{ALGORITHMS, Challenge, Passkey, PasskeyError, RelyingParty, UserHandle, stored::encode};

impl RelyingParty {
    /// Takes what `navigator.credentials.create` answered to [`Self::creation_options`], as `toJSON()` of the browser
    /// writes it (`RegistrationResponseJSON`, WebAuthn §5.1), by §7.1.
    ///
    /// `known` are the account's passkeys. That no other account has this one either (§7.1) is for the caller
    /// to see, who keeps them all.
    pub fn register(
        &self,
        challenge: &Challenge,
        user: &UserHandle,
        answer: &Value,
        known: &[Passkey],
    ) -> Result<Passkey, PasskeyError> {
        let answer = RegisterPublicKeyCredential::deserialize(answer).map_err(|_| PasskeyError::Malformed)?;
        let credential = self
            .core
            .register_credential(&answer, &state(challenge)?, None)
            .map_err(PasskeyError::from_webauthn)?;
        if known.iter().any(|passkey| passkey.credential.cred_id == credential.cred_id) {
            return Err(PasskeyError::AlreadyRegistered);
        }
        Ok(Passkey::new(user, credential))
    }
}

/// What the library wants to be kept since it made the options. Its own challenges are random, and its state can be
/// made of others only in the way in which it is kept: as JSON.
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
