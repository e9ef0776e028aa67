//! Tests which envelopes open, which do not, and what their size reveals.

use std::convert::Infallible;

use base64::{Engine, engine::general_purpose as engines};
use getrandom::SysRng;
use proptest::prelude::*;

use super::{
    MAXIMUM_PASSWORD_LENGTH, OpenError, Plaintext, PrivateKey, PublicKey, SealError, info, open,
    rand_core::{TryCryptoRng, TryRng, UnwrapErr},
    seal, unseal,
};
use crate::Envelope;

const AGENT: &str = "agent-1";
const BINDING: &str = "readmit binding v1 reset=r account=a expires=1";

/// A fixed sequence of bytes in place of randomness, repeated forever.
pub(super) struct Fixed(pub(super) Vec<u8>);

impl TryRng for Fixed {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        unreachable!("keys are drawn as bytes")
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        unreachable!("keys are drawn as bytes")
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        bytes.iter_mut().zip(self.0.iter().cycle()).for_each(|(byte, fixed)| *byte = *fixed);
        Ok(())
    }
}

impl TryCryptoRng for Fixed {}

pub(super) fn hex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

fn key(seed: u8) -> PrivateKey {
    PrivateKey::generate(&mut Fixed(vec![seed]))
}

fn sealed(password: &str) -> Envelope {
    let key = key(1).public_key();
    seal(&mut UnwrapErr(SysRng), AGENT, &key, BINDING, &Plaintext::reset(password)).unwrap()
}

fn bytes(text: &str) -> Vec<u8> {
    engines::URL_SAFE_NO_PAD.decode(text).unwrap()
}

#[test]
fn any_changed_bit_prevents_opening() {
    let envelope = sealed("Correct-Horse-7");
    let parts = [
        bytes(&envelope.enc),
        bytes(&envelope.ciphertext),
        info(AGENT).unwrap().into_bytes(),
        BINDING.as_bytes().to_vec(),
    ];
    let open = |[enc, sealed, info, binding]: &[Vec<u8>; 4]| unseal(&key(1), enc, sealed, info, binding);
    assert!(open(&parts).is_ok());
    let mut flips = 0;
    for part in 0..parts.len() {
        for bit in 0..parts[part].len() * 8 {
            let mut changed = parts.clone();
            changed[part][bit / 8] ^= 1 << (bit % 8);
            assert_eq!(open(&changed).err(), Some(OpenError::NotForThisJob), "bit {bit} of part {part}");
            flips += 1;
        }
    }
    assert_eq!(flips, 8 * (32 + 256 + 16 + 27 + BINDING.len()));
}

#[test]
fn shorter_and_longer_envelopes_are_refused() {
    let envelope = sealed("Correct-Horse-7");
    let ciphertext = bytes(&envelope.ciphertext);
    for length in 0..ciphertext.len() {
        let shorter = engines::URL_SAFE_NO_PAD.encode(&ciphertext[..length]);
        let changed = Envelope { ciphertext: shorter, ..envelope.clone() };
        assert!(open(AGENT, &key(1), BINDING, &changed).is_err(), "{length} bytes");
    }
    for enc in ["", "AAAA", &"A".repeat(42), &"A".repeat(44), &"A".repeat(10_000)] {
        let changed = Envelope { enc: enc.to_owned(), ..envelope.clone() };
        assert_eq!(open(AGENT, &key(1), BINDING, &changed), Err(OpenError::Malformed));
    }
    let changed = Envelope { ciphertext: "A".repeat(10_000), ..envelope };
    assert_eq!(open(AGENT, &key(1), BINDING, &changed), Err(OpenError::Malformed));
}

#[test]
fn envelope_opens_only_with_its_key_agent_and_binding() {
    let envelope = sealed("Correct-Horse-7");
    assert_eq!(open(AGENT, &key(1), BINDING, &envelope), Ok(Plaintext::reset("Correct-Horse-7")));
    assert_eq!(open(AGENT, &key(2), BINDING, &envelope), Err(OpenError::NotForThisJob));
    assert_eq!(open("agent-2", &key(1), BINDING, &envelope), Err(OpenError::NotForThisJob));
    let renamed = Envelope { agent: "agent-2".to_owned(), ..envelope.clone() };
    assert_eq!(open("agent-2", &key(1), BINDING, &renamed), Err(OpenError::NotForThisJob));
    assert_eq!(open(AGENT, &key(1), BINDING, &renamed), Err(OpenError::NotForThisJob));
    assert_eq!(open(AGENT, &key(1), "", &envelope), Err(OpenError::NotForThisJob));
}

#[test]
fn envelope_size_hides_the_length_of_the_password() {
    let size = |password: &str| sealed(password).ciphertext.len();
    for length in 1..=200 {
        assert_eq!(size(&"x".repeat(length)), size("x"));
    }
    assert_eq!(bytes(&sealed("x").ciphertext).len(), 256 + 16);
    assert_eq!(bytes(&sealed(&"x".repeat(256)).ciphertext).len(), 512 + 16);
}

#[test]
fn two_envelopes_of_one_password_differ() {
    let (one, other) = (sealed("Correct-Horse-7"), sealed("Correct-Horse-7"));
    assert_ne!(one.enc, other.enc);
    assert_ne!(one.ciphertext, other.ciphertext);
}

#[test]
fn base64_of_another_kind_is_refused() {
    let envelope = sealed("Correct-Horse-7");
    let variants: [fn(&[u8]) -> String; 3] = [
        |bytes| engines::URL_SAFE.encode(bytes),
        |bytes| format!("{}\n", engines::URL_SAFE_NO_PAD.encode(bytes)),
        |bytes| format!(" {}", engines::URL_SAFE_NO_PAD.encode(bytes)),
    ];
    for encode in variants {
        let enc = Envelope { enc: encode(&bytes(&envelope.enc)), ..envelope.clone() };
        assert_eq!(open(AGENT, &key(1), BINDING, &enc), Err(OpenError::Malformed));
        let ciphertext = Envelope { ciphertext: encode(&bytes(&envelope.ciphertext)), ..envelope.clone() };
        assert_eq!(open(AGENT, &key(1), BINDING, &ciphertext), Err(OpenError::Malformed));
        assert!(PublicKey::parse(&encode(&bytes(&key(1).public_key().encode()))).is_err());
        assert!(PrivateKey::parse(&encode(&bytes(&key(1).encode()))).is_err());
    }
    for key in ["+".repeat(43), "/".repeat(43), format!("{}B", "A".repeat(42)), String::new()] {
        assert!(PublicKey::parse(&key).is_err(), "{key}");
        assert!(PrivateKey::parse(&key).is_err(), "{key}");
    }
}

#[test]
fn keys_are_read_back_and_not_printed() {
    let private = PrivateKey::generate(&mut UnwrapErr(SysRng));
    let again = PrivateKey::parse(&private.encode()).unwrap();
    assert_eq!(again.public_key(), private.public_key());
    assert_eq!(PublicKey::parse(&private.public_key().encode()), Ok(private.public_key()));
    assert_eq!(format!("{private:?} {:?}", Plaintext::reset("secret")), "PrivateKey { .. } Plaintext { .. }");
}

#[test]
fn unsealable_passwords_agents_and_keys_are_refused() {
    let seal = |agent: &str, key: &PublicKey, plaintext: &Plaintext| {
        seal(&mut UnwrapErr(SysRng), agent, key, BINDING, plaintext).map(|_| ())
    };
    let (good, password) = (key(1).public_key(), Plaintext::reset("x"));
    let longest = "\u{0}".repeat(MAXIMUM_PASSWORD_LENGTH);
    let change = |current: &str, new: &str| Plaintext::change(current, new);
    assert_eq!(seal(AGENT, &good, &change(&longest, &longest)), Ok(()));
    assert_eq!(seal(AGENT, &good, &Plaintext::reset("")), Err(SealError::PasswordEmpty));
    assert_eq!(seal(AGENT, &good, &Plaintext::sign_in("")), Err(SealError::PasswordEmpty));
    assert_eq!(seal(AGENT, &good, &change("", "x")), Err(SealError::PasswordEmpty));
    assert_eq!(seal(AGENT, &good, &Plaintext::reset("x".repeat(257))), Err(SealError::PasswordTooLong));
    assert_eq!(seal(AGENT, &good, &change(&"😀".repeat(129), "x")), Err(SealError::PasswordTooLong));
    assert_eq!(seal("", &good, &password), Err(SealError::AgentId));
    assert_eq!(seal(&"a".repeat(257), &good, &password), Err(SealError::AgentId));
    let low_order = PublicKey::parse(&"A".repeat(43)).unwrap();
    assert_eq!(seal(AGENT, &low_order, &password), Err(SealError::Key));
}

fn password() -> impl Strategy<Value = String> {
    proptest::collection::vec(any::<char>(), 1..=MAXIMUM_PASSWORD_LENGTH / 2).prop_map(String::from_iter)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_sealed_password_is_opened_unchanged(new in password(), current in password(), kind in 0..3) {
        let plaintext = match kind {
            0 => Plaintext::reset(new),
            1 => Plaintext::change(current, new),
            _ => Plaintext::sign_in(current),
        };
        let public = key(1).public_key();
        let envelope = seal(&mut UnwrapErr(SysRng), AGENT, &public, BINDING, &plaintext).unwrap();
        prop_assert_eq!(bytes(&envelope.ciphertext).len() % 256, 16);
        prop_assert_eq!(open(AGENT, &key(1), BINDING, &envelope), Ok(plaintext));
    }
}
