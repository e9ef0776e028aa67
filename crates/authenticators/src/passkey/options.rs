//! Options for browsers.

use serde_json::{Value, json};

use super::{ALGORITHMS, Challenge, Passkey, RelyingParty, TIMEOUT_MILLISECONDS, UserHandle, stored::encode};

/// The user of a new passkey.
#[derive(Debug, Clone, Copy)]
pub struct User<'a> {
    /// The id of the account for authenticators.
    pub handle: &'a UserHandle,
    /// The name that the user types, shown when passkeys are chosen.
    pub name: &'a str,
    /// The display name, shown when passkeys are chosen.
    pub display_name: &'a str,
}

impl RelyingParty {
    /// Returns the options of `navigator.credentials.create`: `PublicKeyCredentialCreationOptionsJSON` (WebAuthn
    /// §5.1.8), for `PublicKeyCredential.parseCreationOptionsFromJSON` on the page.
    ///
    /// The passkey must be discoverable, since a reset names no credential, and its authenticator must verify its user.
    /// An authenticator with one of the `registered` passkeys creates no second one.
    pub fn creation_options(&self, challenge: &Challenge, user: &User<'_>, registered: &[Passkey]) -> Value {
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
            "excludeCredentials": descriptors(registered),
            "authenticatorSelection": {
                "residentKey": "required",
                "requireResidentKey": true,
                "userVerification": "required",
            },
            "attestation": "none",
        })
    }

    /// Returns the options of `navigator.credentials.get`: `PublicKeyCredentialRequestOptionsJSON` (WebAuthn §5.1.9),
    /// for `PublicKeyCredential.parseRequestOptionsFromJSON` on the page.
    ///
    /// If `allowed` is empty, the browser offers every passkey that the user has for this site. It must be empty if the
    /// list would tell whether an account has a passkey.
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
