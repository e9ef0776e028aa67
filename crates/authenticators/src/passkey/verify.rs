use serde::Deserialize;
use serde_json::{Value, json};
use webauthn_rs_core::proto::{AuthenticationState, CollectedClientData, PublicKeyCredential};

use super::{Challenge, Passkey, PasskeyError, RelyingParty, stored::encode};

/// A passkey was used, rightly.
#[derive(Debug, Clone)]
pub struct PasskeyUse {
    /// Which of those given it was.
    pub index: usize,
    /// What is to be kept of it from now on, on condition that nobody else has changed it since it was read: who used
    /// it at the same moment may be a clone.
    pub updated_passkey: Passkey,
}

impl RelyingParty {
    /// Judges what `navigator.credentials.get` answered to [`Self::request_options`], as `toJSON()` of the browser writes
    /// it (`AuthenticationResponseJSON`, WebAuthn §5.1), by §7.2. `passkeys` are those of the account whose it must be.
    ///
    /// A counter that did not grow, where it or the kept one is not zero, is [`PasskeyError::Cloned`].
    pub fn verify(
        &self,
        challenge: &Challenge,
        passkeys: &[Passkey],
        answer: &Value,
    ) -> Result<PasskeyUse, PasskeyError> {
        let answer = PublicKeyCredential::deserialize(answer).map_err(|_| PasskeyError::Malformed)?;
        let mut indexed = passkeys.iter().enumerate();
        let (index, passkey) = indexed
            .find(|(_, passkey)| passkey.credential.cred_id == answer.raw_id)
            .ok_or(PasskeyError::Unknown)?;
        if answer.get_user_unique_id().is_some_and(|handle| !passkey.belongs_to(handle)) {
            return Err(PasskeyError::OtherUser);
        }
        // The library looks at this only when passkeys are made.
        if is_embedded(&answer)? {
            return Err(PasskeyError::Embedded);
        }
        let state = state(challenge)?;
        let used = self
            .core
            .authenticate_single_credential(&answer, &state, &passkey.credential)
            .map_err(PasskeyError::from_webauthn)?;
        Ok(PasskeyUse { index, updated_passkey: passkey.updated(&used) })
    }
}

/// Whether the page was within another site's page (§7.2, on `crossOrigin`).
fn is_embedded(answer: &PublicKeyCredential) -> Result<bool, PasskeyError> {
    let said: CollectedClientData =
        serde_json::from_slice(&answer.response.client_data_json).map_err(|_| PasskeyError::Malformed)?;
    Ok(said.cross_origin.unwrap_or(false))
}

/// As [`super::register::state`].
pub(super) fn state(challenge: &Challenge) -> Result<AuthenticationState, PasskeyError> {
    let state = json!({
        "challenge": encode(challenge),
        "policy": "required",
        "credentials": [],
        "appid": null,
        "allow_backup_eligible_upgrade": false,
    });
    serde_json::from_value(state).map_err(|_| PasskeyError::Malformed)
}
