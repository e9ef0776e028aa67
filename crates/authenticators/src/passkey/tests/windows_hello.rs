//! Keys for RS256, as Windows Hello creates them, made by another library.

use aws_lc_rs::{
    rand::SystemRandom,
    rsa::{KeyPair, KeySize},
    signature::{KeyPair as _, RSA_PKCS1_SHA256},
};
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{PasskeyError, created, device, refusal, register, site, verify, with};
use crate::soft::{
    Backup,
    wire::{AuthenticatorData, attestation_object, bytes, client_data},
};

const ID: [u8; 32] = [3; 32];

fn data(counter: u32) -> AuthenticatorData {
    AuthenticatorData {
        rp_id: "reset.example.com".into(),
        verifies_user: true,
        backup: Backup::Impossible,
        counter,
    }
}

/// `{1: 3, 3: -257, -1: modulus, -2: exponent}` (RFC 8812 §2, RFC 8230 §4).
fn public(key: &KeyPair) -> Vec<u8> {
    // RSAPublicKey (RFC 8017 A.1.1): the heads of a sequence and of a positive number, the modulus, the exponent.
    let der = key.public_key().as_ref();
    let modulus = bytes(&der[9..9 + 256]).unwrap();
    [&b"\xa4\x01\x03\x03\x39\x01\x00\x20"[..], &modulus, b"\x21\x43\x01\x00\x01"].concat()
}

fn used(key: &KeyPair) -> Value {
    let options = site().request_options(&super::CHALLENGE, &[]);
    let (data, said) = (data(1).bytes(), client_data("webauthn.get", &options, super::ORIGIN, None).unwrap());
    let signed = [&data[..], &Sha256::digest(&said)].concat();
    let mut signature = vec![0; key.public_modulus_len()];
    key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), &signed, &mut signature).unwrap();
    json!({
        "id": BASE64URL_NOPAD.encode(&ID),
        "rawId": BASE64URL_NOPAD.encode(&ID),
        "type": "public-key",
        "clientExtensionResults": {},
        "response": {
            "clientDataJSON": BASE64URL_NOPAD.encode(&said),
            "authenticatorData": BASE64URL_NOPAD.encode(&data),
            "signature": BASE64URL_NOPAD.encode(&signature),
        },
    })
}

#[test]
fn keys_of_windows_hello_are_verified() {
    let key = KeyPair::generate(KeySize::Rsa2048).unwrap();
    let object = attestation_object(&data(0).with_key(&ID, &public(&key)).unwrap()).unwrap();
    let passkey = register(&with(&created(&mut device(1)), "attestationObject", &object)).unwrap();
    let answer = used(&key);

    let after = verify(&passkey, &answer).unwrap().updated_passkey;

    assert_eq!(refusal(verify(&after, &answer)), PasskeyError::Cloned);
    let mut changed = super::member(&answer, "signature");
    changed[100] ^= 1;
    let result = verify(&passkey, &with(&answer, "signature", &changed));
    assert_eq!(refusal(result), PasskeyError::BadSignature);
    let other = KeyPair::generate(KeySize::Rsa2048).unwrap();
    assert_eq!(refusal(verify(&passkey, &used(&other))), PasskeyError::BadSignature);
}
