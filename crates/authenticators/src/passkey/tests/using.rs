use serde_json::{Value, json};

use super::{
    BOB, CHALLENGE, OTHER_ORIGINS, PasskeyError, backup, created, device, refusal, registered, site, used,
    verify, with_client_data,
};
use crate::soft::Backup;

#[test]
fn the_used_passkey_is_returned() {
    let (mut first, mut second) = (device(1), device(2));
    let passkeys = [registered(&mut first), registered(&mut second)];

    for (index, device) in [&mut first, &mut second].into_iter().enumerate() {
        let answer = device.get(&site().request_options(&CHALLENGE, &passkeys)).unwrap();
        let used = site().verify(&CHALLENGE, &passkeys, &answer).unwrap();
        assert_eq!(used.index, index);
        assert_eq!(used.updated_passkey.id(), passkeys[index].id());
    }
}

#[test]
fn a_passkey_can_be_used_repeatedly() {
    let mut device = device(1);
    let mut passkey = registered(&mut device);

    for round in 0..3 {
        let answer = device.get(&site().request_options(&[round; 32], &[])).unwrap();
        passkey = site().verify(&[round; 32], &[passkey], &answer).unwrap().updated_passkey;
    }
}

#[test]
fn other_sites_cannot_use_a_passkey() {
    for origin in OTHER_ORIGINS {
        let mut device = device(1);
        let passkey = registered(&mut device);
        origin.clone_into(&mut device.origin);
        assert_eq!(refusal(verify(&passkey, &used(&mut device))), PasskeyError::WrongOrigin, "{origin}");
    }
}

#[test]
fn embedding_sites_cannot_use_a_passkey() {
    let mut device = device(1);
    let passkey = registered(&mut device);
    device.embedded_in = Some("https://evil.example".to_owned());

    assert_eq!(refusal(verify(&passkey, &used(&mut device))), PasskeyError::Embedded);
}

#[test]
fn an_answer_needs_its_own_challenge() {
    let mut device = device(1);
    let passkey = registered(&mut device);

    let result = site().verify(&[8; 32], &[passkey], &used(&mut device));

    assert_eq!(refusal(result), PasskeyError::WrongChallenge);
}

#[test]
fn an_answer_needs_its_own_relying_party() {
    let mut device = device(1);
    let passkey = registered(&mut device);
    // Ada's device has a key for the parent domain too. Its answer is given the id of the site's key.
    let mut options = site().creation_options(
        &CHALLENGE,
        &super::User { handle: &super::ADA, name: "ada", display_name: "Ada" },
        &[],
    );
    options["rp"]["id"] = json!("example.com");
    device.create(&options).unwrap();
    let mut options = site().request_options(&CHALLENGE, &[]);
    options["rpId"] = json!("example.com");
    let mut answer = device.get(&options).unwrap();
    answer["rawId"] = json!(passkey.id());

    assert_eq!(refusal(verify(&passkey, &answer)), PasskeyError::WrongRelyingParty);
}

#[test]
fn an_answer_needs_user_verification() {
    let mut device = device(1);
    let passkey = registered(&mut device);
    device.verifies_user = false;

    assert_eq!(refusal(verify(&passkey, &used(&mut device))), PasskeyError::NotVerified);
}

#[test]
fn an_answer_of_a_registration_proves_nothing() {
    let mut device = device(1);
    let made = created(&mut device);
    let passkey = super::register(&made).unwrap();
    let answer = used(&mut device);

    assert_eq!(refusal(verify(&passkey, &made)), PasskeyError::Malformed);
    let mixed = with_client_data(&answer, "type", json!("webauthn.create"));
    assert_eq!(refusal(verify(&passkey, &mixed)), PasskeyError::WrongCeremony);
}

#[test]
fn an_answer_is_good_once_if_the_authenticator_counts() {
    let mut device = device(1);
    let passkey = registered(&mut device);
    let answer = used(&mut device);

    let after = verify(&passkey, &answer).unwrap().updated_passkey;

    assert_eq!(refusal(verify(&after, &answer)), PasskeyError::Cloned);
}

/// Here only the caller prevents replays, by accepting one answer to each challenge.
#[test]
fn without_a_counter_an_answer_is_good_for_its_challenge() {
    let mut device = device(1);
    device.counts = false;
    let passkey = registered(&mut device);
    let answer = used(&mut device);

    let after = verify(&passkey, &answer).unwrap().updated_passkey;

    assert!(verify(&after, &answer).is_ok());
    let result = site().verify(&[8; 32], &[after], &answer);
    assert_eq!(refusal(result), PasskeyError::WrongChallenge);
}

#[test]
fn a_cloned_authenticator_is_noticed() {
    let mut device = device(1);
    let passkey = registered(&mut device);
    let mut clone = device.clone();

    let after = verify(&passkey, &used(&mut device)).unwrap().updated_passkey;

    assert_eq!(refusal(verify(&after, &used(&mut clone))), PasskeyError::Cloned);
    // The clone is ahead now. The original is noticed at its next use.
    let after = verify(&after, &used(&mut clone)).unwrap().updated_passkey;
    assert_eq!(refusal(verify(&after, &used(&mut device))), PasskeyError::Cloned);
}

#[test]
fn a_counter_may_not_return_to_zero() {
    let mut device = device(1);
    let passkey = registered(&mut device);
    let mut silent = device.clone();
    silent.counts = false;

    let after = verify(&passkey, &used(&mut device)).unwrap().updated_passkey;

    assert_eq!(refusal(verify(&after, &used(&mut silent))), PasskeyError::Cloned);
}

#[test]
fn another_persons_passkey_is_unknown() {
    let (mut adas, mut bobs) = (device(1), device(2));
    let passkey = registered(&mut adas);
    registered(&mut bobs);

    assert_eq!(refusal(verify(&passkey, &used(&mut bobs))), PasskeyError::Unknown);
    assert_eq!(refusal(site().verify(&CHALLENGE, &[], &used(&mut adas))), PasskeyError::Unknown);
}

#[test]
fn a_passkey_with_another_user_handle_is_refused() {
    let mut device = device(1);
    let kept_for_bob = site().register(&CHALLENGE, &BOB, &created(&mut device), &[]).unwrap();

    assert_eq!(refusal(verify(&kept_for_bob, &used(&mut device))), PasskeyError::OtherUser);
}

#[test]
fn the_user_handle_may_be_absent() {
    let mut device = device(1);
    let passkey = registered(&mut device);

    for nothing in [Value::Null, json!("absent")] {
        let mut answer = used(&mut device);
        if nothing.is_null() {
            answer["response"]["userHandle"] = nothing;
        } else {
            answer["response"].as_object_mut().unwrap().remove("userHandle");
        }
        assert!(verify(&passkey, &answer).is_ok());
    }
}

#[test]
fn backup_state_is_that_of_the_last_use() {
    let mut device = device(1);
    device.backup = Backup::Possible;
    let passkey = registered(&mut device);
    assert_eq!(backup(&passkey), Backup::Possible);

    device.backup = Backup::Done;
    let passkey = verify(&passkey, &used(&mut device)).unwrap().updated_passkey;
    assert_eq!(backup(&passkey), Backup::Done);

    device.backup = Backup::Possible;
    let passkey = verify(&passkey, &used(&mut device)).unwrap().updated_passkey;
    assert_eq!(backup(&passkey), Backup::Possible);
}

#[test]
fn backup_eligibility_cannot_change() {
    for (before, after) in [(Backup::Impossible, Backup::Possible), (Backup::Possible, Backup::Impossible)] {
        let mut device = device(1);
        device.backup = before;
        let passkey = registered(&mut device);
        device.backup = after;
        assert_eq!(refusal(verify(&passkey, &used(&mut device))), PasskeyError::BackupChanged);
    }
}
