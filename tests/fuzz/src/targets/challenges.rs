//! Challenges: any text and nonces, and any terms with the right code.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use crypto::challenge::Challenges;

use crate::keys::{mac, now, secret};

/// The first line is the challenge, the others are nonces. Without its code, a challenge is refused; with it, only
/// nonces that solve it are taken.
pub(super) fn challenge(data: &[u8]) -> bool {
    let key = secret().challenge_key();
    let challenges = Challenges::for_resets(&key);
    let mut lines = data.split(|byte| *byte == b'\n');
    let terms = lines.next().unwrap_or_default();
    let nonces: Vec<_> = lines.map(|line| String::from_utf8_lossy(line).into_owned()).collect();
    let unsigned = String::from_utf8_lossy(terms);
    assert!(challenges.check(&unsigned, &nonces, now()).is_err(), "a challenge that nobody issued");
    let Ok(terms) = URL_SAFE_NO_PAD.decode(terms) else { return false };
    let signed = URL_SAFE_NO_PAD.encode([&terms[..], &mac(key.keys(), &terms)].concat());
    let Ok(solved) = challenges.check(&signed, &nonces, now()) else { return false };
    assert_eq!(u32::try_from(nonces.len()), Ok(solved.terms.count), "one nonce for each part");
    assert!(solved.terms.expires_at > now());
    let of_sign_ins = Challenges::for_sign_ins(&secret().sign_in_challenge_key());
    assert!(of_sign_ins.check(&signed, &nonces, now()).is_err(), "work for a reset is none for a sign-in");
    true
}
