use serde::Deserialize;
use serde_json::{Value, json};
use webauthn_rs_core::proto::{AuthenticationState, CollectedClientData, PublicKeyCredential};

use super::{Challenge, Passkey, PasskeyError, RelyingParty, stored::encode};

/// A verified use of a passkey.
#[derive(Debug, Clone)]
pub struct PasskeyUse {
    /// The index of the passkey among the given ones.
    pub index: usize,
    /// The passkey to store from now on, on condition that the stored one has not changed since it was read: another
    /// use at the same moment may be by a clone.
    pub updated_passkey: Passkey,
}

impl RelyingParty {
    /// Verifies the answer of `navigator.credentials.get` to [`Self::request_options`] by §7.2. The answer has the form
    /// of the browser's `toJSON()` (`AuthenticationResponseJSON`, WebAuthn §5.1). `passkeys` are those of the account.
    ///
    /// A counter that did not grow is [`PasskeyError::Cloned`], unless it and the stored one are zero.
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
        // The library checks this only at registrations.
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

/// Returns whether the page was within another site's page (§7.2, on `crossOrigin`).
fn is_embedded(answer: &PublicKeyCredential) -> Result<bool, PasskeyError> {
    let said: CollectedClientData =
        serde_json::from_slice(&answer.response.client_data_json).map_err(|_| PasskeyError::Malformed)?;
    Ok(said.cross_origin.unwrap_or(false))
}

/// Returns the state of the library for an authentication, like [`super::register::state`].
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
