use serde_json::{Value, json};
use webauthn_rs_core::proto::{RequestRegistrationExtensions, UserVerificationPolicy};

use super::{ADA, CHALLENGE, User, device, registered, site};
use crate::passkey::{ALGORITHMS, register, verify};

const HANDLE: &str = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE";
const TEXT: &str = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc";

#[test]
fn creation_options_require_discovery_and_verification() {
    let ada = User { handle: &ADA, name: "ada", display_name: "Ada L." };
    let passkey = registered(&mut device(1));

    let options = site().creation_options(&CHALLENGE, &ada, std::slice::from_ref(&passkey));

    assert_eq!(
        options,
        json!({
            "rp": { "id": "reset.example.com", "name": "Example" },
            "user": { "id": HANDLE, "name": "ada", "displayName": "Ada L." },
            "challenge": TEXT,
            "pubKeyCredParams": [
                { "type": "public-key", "alg": -7 },
                { "type": "public-key", "alg": -257 },
            ],
            "timeout": 300_000,
            "excludeCredentials": [{ "type": "public-key", "id": passkey.id() }],
            "authenticatorSelection": {
                "residentKey": "required",
                "requireResidentKey": true,
                "userVerification": "required",
            },
            "attestation": "none",
        })
    );
}

#[test]
fn empty_request_options_allow_any_passkey_of_the_site() {
    assert_eq!(
        site().request_options(&CHALLENGE, &[]),
        json!({
            "rpId": "reset.example.com",
            "challenge": TEXT,
            "timeout": 300_000,
            "allowCredentials": [],
            "userVerification": "required",
        })
    );
}

#[test]
fn request_options_allow_the_listed_passkeys_only() {
    let (mut first, mut second) = (device(1), device(2));
    let passkey = registered(&mut first);
    registered(&mut second);

    let options = site().request_options(&CHALLENGE, &[passkey]);

    assert!(first.get(&options).is_some());
    assert!(second.get(&options).is_none());
}

/// Both states are read from JSON. These tests fail if the library changes what it stores.
#[test]
fn registration_state_equals_that_of_the_library() {
    let core = site().core;
    let none = RequestRegistrationExtensions {
        cred_protect: None,
        uvm: None,
        cred_props: None,
        min_pin_length: None,
        hmac_create_secret: None,
    };
    let builder = core
        .new_challenge_register_builder(&ADA, "ada", "Ada")
        .unwrap()
        .user_verification_policy(UserVerificationPolicy::Required)
        .credential_algorithms(ALGORITHMS.to_vec())
        .require_resident_key(true)
        .extensions(Some(none));
    let (options, state) = core.generate_challenge_register(builder).unwrap();
    let challenge = options.public_key.challenge.as_slice().try_into().unwrap();

    assert_eq!(json(state), json(register::state(&challenge).unwrap()));
}

#[test]
fn authentication_state_equals_that_of_the_library() {
    let core = site().core;
    let builder =
        core.new_challenge_authenticate_builder(Vec::new(), Some(UserVerificationPolicy::Required)).unwrap();
    let (options, state) = core.generate_challenge_authenticate(builder).unwrap();
    let challenge = options.public_key.challenge.as_slice().try_into().unwrap();

    assert_eq!(json(state), json(verify::state(&challenge).unwrap()));
}

fn json(state: impl serde::Serialize) -> Value {
    serde_json::to_value(state).unwrap()
}
