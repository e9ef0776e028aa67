use serde_json::json;

use super::{
    ADA, CHALLENGE, ORIGIN, OTHER_ORIGINS, PasskeyError, RelyingParty, User, backup, created, device, member,
    refusal, register, registered, site, used, verify, with, with_client_data,
};
use crate::{
    passkey::Passkey,
    soft::{
        Backup,
        wire::{AuthenticatorData, attestation_object},
    },
};

#[test]
fn a_passkey_is_registered_stored_and_used() {
    let mut device = device(1);
    let answer = created(&mut device);

    let passkey = Passkey::from_bytes(&register(&answer).unwrap().to_bytes().unwrap()).unwrap();

    assert_eq!(passkey.id(), answer["id"]);
    assert_eq!(backup(&passkey), Backup::Impossible);
    assert_eq!(verify(&passkey, &used(&mut device)).unwrap().index, 0);
}

#[test]
fn a_passkey_of_a_password_manager_is_synced() {
    let mut device = device(1);
    device.backup = Backup::Done;

    let passkey = registered(&mut device);

    assert_eq!(backup(&passkey), Backup::Done);
}

#[test]
fn every_configured_origin_is_accepted() {
    let origins = [ORIGIN, "https://portal.example.com"];
    let site = RelyingParty::new("example.com", &origins, "Example").unwrap();
    let ada = User { handle: &ADA, name: "ada", display_name: "Ada" };

    for origin in origins {
        let mut device = device(1);
        origin.clone_into(&mut device.origin);
        let answer = device.create(&site.creation_options(&CHALLENGE, &ada, &[])).unwrap();
        let passkey = site.register(&CHALLENGE, &ADA, &answer, &[]).unwrap();
        let answer = device.get(&site.request_options(&CHALLENGE, &[])).unwrap();
        assert!(site.verify(&CHALLENGE, &[passkey], &answer).is_ok(), "{origin}");
    }
}

#[test]
fn other_sites_cannot_register_a_passkey() {
    for origin in OTHER_ORIGINS {
        let mut device = device(1);
        origin.clone_into(&mut device.origin);
        assert_eq!(refusal(register(&created(&mut device))), PasskeyError::WrongOrigin, "{origin}");
    }
}

#[test]
fn embedding_sites_cannot_register_a_passkey() {
    let mut device = device(1);
    device.embedded_in = Some("https://evil.example".to_owned());

    assert_eq!(refusal(register(&created(&mut device))), PasskeyError::Embedded);
}

#[test]
fn registration_needs_its_own_challenge() {
    let answer = created(&mut device(1));

    let result = site().register(&[8; 32], &ADA, &answer, &[]);

    assert_eq!(refusal(result), PasskeyError::WrongChallenge);
}

#[test]
fn registration_needs_its_own_relying_party() {
    let mut options =
        site().creation_options(&CHALLENGE, &User { handle: &ADA, name: "ada", display_name: "Ada" }, &[]);
    options["rp"]["id"] = json!("example.com");

    let answer = device(1).create(&options).unwrap();

    assert_eq!(refusal(register(&answer)), PasskeyError::WrongRelyingParty);
}

#[test]
fn registration_needs_user_verification() {
    let mut device = device(1);
    device.verifies_user = false;

    assert_eq!(refusal(register(&created(&mut device))), PasskeyError::NotVerified);
}

#[test]
fn an_answer_of_a_sign_in_registers_nothing() {
    let mut device = device(1);
    let answer = created(&mut device);
    let use_of_it = used(&mut device);

    assert_eq!(refusal(register(&use_of_it)), PasskeyError::Malformed);
    assert_eq!(
        refusal(register(&with_client_data(&answer, "type", json!("webauthn.get")))),
        PasskeyError::WrongCeremony
    );
    let mixed = with(&answer, "clientDataJSON", &member(&use_of_it, "clientDataJSON"));
    assert_eq!(refusal(register(&mixed)), PasskeyError::WrongCeremony);
}

#[test]
fn a_passkey_is_not_registered_twice() {
    let mut device = device(1);
    let answer = created(&mut device);
    let known = [register(&answer).unwrap()];

    assert_eq!(refusal(site().register(&CHALLENGE, &ADA, &answer, &known)), PasskeyError::AlreadyRegistered);
    let ada = User { handle: &ADA, name: "ada", display_name: "Ada" };
    assert!(device.create(&site().creation_options(&CHALLENGE, &ada, &known)).is_none());
}

#[test]
fn other_algorithms_are_refused() {
    let data = AuthenticatorData {
        rp_id: "reset.example.com".into(),
        verifies_user: true,
        backup: Backup::Impossible,
        counter: 0,
    };
    // {1: 1, 3: -8, -1: 6, -2: x}: Ed25519 (RFC 9053 §7.2).
    let ed25519 = [&b"\xa4\x01\x01\x03\x27\x20\x06\x21\x58\x20"[..], &[9; 32]].concat();
    let object = attestation_object(&data.with_key(&[5; 16], &ed25519).unwrap()).unwrap();

    let answer = with(&created(&mut device(1)), "attestationObject", &object);

    assert_eq!(refusal(register(&answer)), PasskeyError::WrongAlgorithm);
}

#[test]
fn a_passkey_is_not_printed() {
    assert_eq!(format!("{:?}", registered(&mut device(1))), "Passkey(..)");
}
