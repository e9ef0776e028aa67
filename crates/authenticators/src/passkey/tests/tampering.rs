//! Changed answers are noticed, and malformed ones are errors without a panic.

use serde_json::{Value, json};

use super::{
    Passkey, PasskeyError, created, device, member, refusal, register, registered, used, verify, with,
    with_client_data,
};

/// The index of the flags in the authenticator data.
const FLAGS: usize = 32;

#[test]
fn a_changed_signature_is_noticed() {
    let mut device = device(1);
    let passkey = registered(&mut device);
    let answer = used(&mut device);
    let signature = member(&answer, "signature");

    for place in 0..signature.len() {
        let mut changed = signature.clone();
        changed[place] ^= 1;
        let result = verify(&passkey, &with(&answer, "signature", &changed));
        assert_eq!(refusal(result), PasskeyError::BadSignature, "{place}");
    }
    let result = verify(&passkey, &with(&answer, "signature", &[]));
    assert_eq!(refusal(result), PasskeyError::BadSignature);
}

#[test]
fn changed_authenticator_data_is_noticed() {
    let mut device = device(1);
    let passkey = registered(&mut device);
    let answer = used(&mut device);
    let data = member(&answer, "authenticatorData");

    for bit in FLAGS * 8..data.len() * 8 {
        let mut changed = data.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        refusal(verify(&passkey, &with(&answer, "authenticatorData", &changed)));
    }
    // The flag of user verification is set afterwards.
    device.verifies_user = false;
    let answer = used(&mut device);
    let mut changed = member(&answer, "authenticatorData");
    changed[FLAGS] |= 1 << 2;
    let result = verify(&passkey, &with(&answer, "authenticatorData", &changed));
    assert_eq!(refusal(result), PasskeyError::BadSignature);
}

#[test]
fn changed_client_data_is_noticed() {
    let mut device = device(1);
    let passkey = registered(&mut device);

    let answer = with_client_data(&used(&mut device), "topOrigin", json!("https://evil.example"));
    assert_eq!(refusal(verify(&passkey, &answer)), PasskeyError::BadSignature);

    // The origin is replaced afterwards.
    "https://evil.example".clone_into(&mut device.origin);
    let answer = with_client_data(&used(&mut device), "origin", json!(super::ORIGIN));
    assert_eq!(refusal(verify(&passkey, &answer)), PasskeyError::BadSignature);
}

#[test]
fn a_key_that_claims_to_be_another_is_noticed() {
    let (mut adas, mut bobs) = (device(1), device(2));
    let passkey = registered(&mut adas);
    registered(&mut bobs);

    let mut answer = used(&mut bobs);
    answer["rawId"] = json!(passkey.id());

    assert_eq!(refusal(verify(&passkey, &answer)), PasskeyError::BadSignature);
}

#[test]
fn truncated_answers_are_refused() {
    let mut device = device(1);
    let made = created(&mut device);
    let passkey = register(&made).unwrap();
    let answer = used(&mut device);

    let object = member(&made, "attestationObject");
    for length in 0..object.len() {
        refusal(register(&with(&made, "attestationObject", &object[..length])));
    }
    for name in ["authenticatorData", "clientDataJSON", "signature"] {
        let whole = member(&answer, name);
        for length in 0..whole.len() {
            refusal(verify(&passkey, &with(&answer, name, &whole[..length])));
        }
    }
}

/// No signature covers a registration without attestation: a user who changes it registers another passkey for
/// themselves.
#[test]
fn changed_registrations_do_not_panic() {
    let made = created(&mut device(1));
    let object = member(&made, "attestationObject");

    for bit in 0..object.len() * 8 {
        let mut changed = object.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        if let Ok(passkey) = register(&with(&made, "attestationObject", &changed)) {
            let kept = Passkey::from_bytes(&passkey.to_bytes().unwrap()).unwrap();
            assert_eq!(kept.id(), passkey.id());
        }
    }
}

#[test]
fn malformed_answers_are_refused() {
    let mut device = device(1);
    let made = created(&mut device);
    let passkey = register(&made).unwrap();
    let answer = used(&mut device);

    let wrong = [json!(null), json!([]), json!({}), json!(""), json!(7), json!("*"), json!({ "length": 3 })];
    for wrong in &wrong {
        assert_eq!(refusal(register(wrong)), PasskeyError::Malformed);
        assert_eq!(refusal(verify(&passkey, wrong)), PasskeyError::Malformed);
        let needed = ["/rawId", "/response", "/response/clientDataJSON"];
        for place in needed.iter().chain(&["/response/authenticatorData"]) {
            assert!(verify(&passkey, &replaced(&answer, place, wrong)).is_err(), "{place} {wrong}");
        }
        for place in needed.iter().skip(1).chain(&["/response/attestationObject"]) {
            assert!(register(&replaced(&made, place, wrong)).is_err(), "{place} {wrong}");
        }
    }
}

#[test]
fn truncated_stored_passkeys_are_refused() {
    let bytes = registered(&mut device(1)).to_bytes().unwrap();

    for length in 0..bytes.len() {
        assert_eq!(refusal(Passkey::from_bytes(&bytes[..length])), PasskeyError::Malformed);
    }
}

fn replaced(answer: &Value, place: &str, value: &Value) -> Value {
    let mut changed = answer.clone();
    *changed.pointer_mut(place).unwrap() = value.clone();
    changed
}
