//! What a browser shall ask of authenticators.

use serde_json::{Value, json};

use super::{ALGORITHMS, Challenge, Passkey, RelyingParty, TIMEOUT_MILLISECONDS, UserHandle, stored::encode};

/// For whom a passkey is made.
#[derive(Debug, Clone, Copy)]
pub struct User<'a> {
    /// Names the account to authenticators.
    pub handle: &'a UserHandle,
    /// The name that the person types, shown where passkeys are chosen.
    pub name: &'a str,
    /// What the person is called, likewise.
    pub display_name: &'a str,
}

impl RelyingParty {
    /// For `navigator.credentials.create`: `PublicKeyCredentialCreationOptionsJSON` (WebAuthn §5.1.8), which the page
    /// gives to `PublicKeyCredential.parseCreationOptionsFromJSON`.
    ///
    /// The passkey must be discoverable, since no list of them is shown at a reset, and its authenticator must verify
    /// its user. An authenticator that holds one of `known` makes no second one.
    pub fn creation_options(&self, challenge: &Challenge, user: &User<'_>, known: &[Passkey]) -> Value {
        json!({
            "rp": { "id": self.id, "name": self.name },
            "user": {
                "id": encode(user.handle),
                "name": user.name,
                "displayName": user.display_name,
            },
            "challenge": encode(challenge),
            "pubKeyCredParams": ALGORITHMS.map(|algorithm| json!({ "type": "public-key", "alg": algorithm as i32 })),
            "timeout": TIMEOUT_MILLISECONDS,
            "excludeCredentials": descriptors(known),
            "authenticatorSelection": {
                "residentKey": "required",
                "requireResidentKey": true,
                "userVerification": "required",
            },
            "attestation": "none",
        })
    }

    /// For `navigator.credentials.get`: `PublicKeyCredentialRequestOptionsJSON` (WebAuthn §5.1.9), which the page gives
    /// to `PublicKeyCredential.parseRequestOptionsFromJSON`.
    ///
    /// With none `allowed`, the browser offers every passkey that the person has for this site: it must be so wherever
    /// the list would tell whether an account has any.
    pub fn request_options(&self, challenge: &Challenge, allowed: &[Passkey]) -> Value {
        json!({
            "rpId": self.id,
            "challenge": encode(challenge),
            "timeout": TIMEOUT_MILLISECONDS,
            "allowCredentials": descriptors(allowed),
            "userVerification": "required",
        })
    }
}

fn descriptors(passkeys: &[Passkey]) -> Vec<Value> {
    passkeys.iter().map(|passkey| json!({ "type": "public-key", "id": passkey.id() })).collect()
}
