//! Tokens that are JWTs: any text, and any claims that are signed with the right key.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use crypto::{keys::Keys, link::CancelLinks, sign_in_token::SignInTokens, token::ResetTokens};
use jsonwebtoken::{Algorithm, EncodingKey};
use serde_json::json;

use super::text;
use crate::keys::{now, secret};

/// Any payload is signed as each kind of token.
pub(super) fn token(data: &[u8]) -> bool {
    [reset_token(data), sign_in_token(data), cancel_link(data)].contains(&true)
}

/// A reset token is read as what was signed, or refused.
fn reset_token(data: &[u8]) -> bool {
    let (key, claims) =
        (secret().token_key(), signed(secret().token_key().keys(), "readmit-reset+jwt", data));
    let tokens = ResetTokens::new(&key);
    accepts_nothing_unsigned(data, |token| tokens.verify(token, now()).is_ok());
    let Ok(read) = tokens.verify(&claims, now()) else { return false };
    let again = tokens.sign(&read).expect("what was read can be signed");
    assert_eq!(tokens.verify(&again, now()), Ok(read));
    assert!(SignInTokens::new(&key).verify(&claims, now()).is_err(), "the same key signs tokens of sign-ins");
    true
}

/// A token of a sign-in names what was signed, or is refused.
fn sign_in_token(data: &[u8]) -> bool {
    let key = secret().token_key();
    let (tokens, token) = (SignInTokens::new(&key), signed(key.keys(), "readmit-sign-in+jwt", data));
    accepts_nothing_unsigned(data, |token| tokens.verify(token, now()).is_ok());
    let Ok(sign_in) = tokens.verify(&token, now()) else { return false };
    let again =
        tokens.sign(&sign_in, now() + jiff::SignedDuration::from_mins(1)).expect("an id can be signed");
    assert_eq!(tokens.verify(&again, now()), Ok(sign_in));
    assert!(ResetTokens::new(&key).verify(&token, now()).is_err(), "the same key signs tokens of resets");
    true
}

/// A cancel link names what was signed, or is refused.
fn cancel_link(data: &[u8]) -> bool {
    let key = secret().link_key();
    let (links, token) = (CancelLinks::new(&key), signed(key.keys(), "readmit-cancel+jwt", data));
    accepts_nothing_unsigned(data, |token| links.verify(token, now()).is_ok());
    assert!(CancelLinks::is_cancel_link(&token));
    let Ok(link) = links.verify(&token, now()) else { return false };
    let again = links.sign(&link).expect("what was read can be signed");
    assert_eq!(links.verify(&again, now()), Ok(link));
    true
}

/// Signs any payload as a token of a type.
fn signed(keys: &Keys, token_type: &str, payload: &[u8]) -> String {
    let header = json!({ "alg": "HS256", "typ": token_type, "kid": keys.current_id() }).to_string();
    let message = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(payload));
    let key = EncodingKey::from_secret(keys.current());
    let signature = jsonwebtoken::crypto::sign(message.as_bytes(), &key, Algorithm::HS256);
    format!("{message}.{}", signature.expect("a payload can be signed"))
}

/// Asserts that no text is a token. A fuzzer cannot guess a signature.
fn accepts_nothing_unsigned(data: &[u8], accepts: impl Fn(&str) -> bool) {
    assert!(text(data).is_none_or(|token| !accepts(token)), "a token that nobody signed");
}
