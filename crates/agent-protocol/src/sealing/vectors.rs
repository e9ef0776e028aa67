//! The published test vectors of this protocol's HPKE suite, with its configuration of the `hpke` crate.

use hpke::{Deserializable, OpModeR, OpModeS, Serializable, kem::Kem, setup_receiver, setup_sender_with_rng};
use serde::Deserialize;

use super::{
    ChaCha20Poly1305, EncappedKey, HkdfSha256, Suite,
    tests::{Fixed, hex},
};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Vector {
    info: String,
    ikm_e: String,
    pk_em: String,
    ikm_r: String,
    pk_rm: String,
    sk_rm: String,
    enc: String,
    #[serde(rename = "shared_secret")]
    shared_secret: String,
    encryptions: Vec<Encryption>,
}

#[derive(Deserialize)]
struct Encryption {
    sequence_number: usize,
    pt: String,
    aad: String,
    ct: String,
}

fn vector() -> Vector {
    serde_json::from_str(include_str!("../../tests/vectors/rfc9180-a.2.1.json")).unwrap()
}

#[test]
fn keys_are_derived_as_published() {
    let vector = vector();
    let (private, public) = Suite::derive_keypair(&hex(&vector.ikm_r));
    assert_eq!(public.to_bytes().as_slice(), hex(&vector.pk_rm));
    let published = <Suite as Kem>::PrivateKey::from_bytes(&hex(&vector.sk_rm)).unwrap();
    assert_eq!(private.to_bytes(), published.to_bytes());
}

#[test]
fn both_sides_derive_the_published_shared_secret() {
    let vector = vector();
    let public = <Suite as Kem>::PublicKey::from_bytes(&hex(&vector.pk_rm)).unwrap();
    let (secret, enc) = Suite::encap_with_rng(&public, None, &mut Fixed(hex(&vector.ikm_e))).unwrap();
    assert_eq!(enc.to_bytes().as_slice(), hex(&vector.enc));
    assert_eq!(enc.to_bytes().as_slice(), hex(&vector.pk_em));
    assert_eq!(secret.0.as_slice(), hex(&vector.shared_secret));

    let private = <Suite as Kem>::PrivateKey::from_bytes(&hex(&vector.sk_rm)).unwrap();
    let secret = Suite::decap(&private, None, &enc).unwrap();
    assert_eq!(secret.0.as_slice(), hex(&vector.shared_secret));
}

/// The vectors have only some of the sequence numbers up to 256. The messages between are sealed and dropped.
#[test]
fn published_messages_are_sealed_and_opened() {
    let vector = vector();
    let public = <Suite as Kem>::PublicKey::from_bytes(&hex(&vector.pk_rm)).unwrap();
    let private = <Suite as Kem>::PrivateKey::from_bytes(&hex(&vector.sk_rm)).unwrap();
    let enc = EncappedKey::from_bytes(&hex(&vector.enc)).unwrap();
    let info = hex(&vector.info);
    let (_, mut sender) = setup_sender_with_rng::<ChaCha20Poly1305, HkdfSha256, Suite>(
        &OpModeS::Base,
        &public,
        &info,
        &mut Fixed(hex(&vector.ikm_e)),
    )
    .unwrap();
    let mut receiver =
        setup_receiver::<ChaCha20Poly1305, HkdfSha256, Suite>(&OpModeR::Base, &private, &enc, &info).unwrap();

    let mut sequence_number = 0;
    for message in &vector.encryptions {
        while sequence_number < message.sequence_number {
            let between = sender.seal(b"", b"").unwrap();
            receiver.open(&between, b"").unwrap();
            sequence_number += 1;
        }
        let (plaintext, additional_data) = (hex(&message.pt), hex(&message.aad));
        assert_eq!(sender.seal(&plaintext, &additional_data).unwrap(), hex(&message.ct));
        assert_eq!(receiver.open(&hex(&message.ct), &additional_data).unwrap(), plaintext);
        sequence_number += 1;
    }
    assert_eq!(sequence_number, 257);
}
