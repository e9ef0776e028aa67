//! Tokens of known devices, which a browser has in a cookie. A token is valid for one device of one account. Only the
//! id of the device is stored, and nobody can make the token from it without the key.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{AccountId, DeviceId};
use subtle::ConstantTimeEq;

use crate::keys::{DeviceKey, keyed_hash};

/// The length of a device's id, and of the code after it, in bytes.
const PART_BYTES: usize = 16;
/// The same length in base64 without padding.
const PART_CHARACTERS: usize = 22;
/// The maximum number of tokens in a cookie: one for each account that is used in the browser.
const MAX_TOKENS: usize = 5;
/// The character between tokens.
const SEPARATOR: char = '.';

/// The tokens of a browser, the newest first.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct DeviceTokens(Vec<String>);

/// Prints how many tokens there are.
impl std::fmt::Debug for DeviceTokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DeviceTokens({})", self.0.len())
    }
}

impl DeviceTokens {
    /// Reads the value of a cookie. Skips what cannot be a token, and takes five at most.
    pub fn parse(cookie: &str) -> Self {
        let tokens = cookie.split(SEPARATOR).filter(|token| split(token).is_some());
        Self(tokens.take(MAX_TOKENS).map(str::to_owned).collect())
    }

    /// Returns the value of the cookie.
    pub fn to_cookie(&self) -> String {
        self.0.join(&SEPARATOR.to_string())
    }

    /// Puts a token first, in place of another one of the same device. The oldest one goes if there are too many.
    #[must_use]
    pub fn with(mut self, token: String) -> Self {
        let device = |token: &str| split(token).map(|(id, _)| id.to_owned());
        self.0.retain(|other| device(other) != device(&token));
        self.0.insert(0, token);
        self.0.truncate(MAX_TOKENS);
        self
    }

    /// Returns the ids that the tokens claim, not verified.
    pub fn claimed_ids(&self) -> impl Iterator<Item = DeviceId> {
        self.0.iter().filter_map(|token| split(token)).map(|(id, _)| DeviceId(id.to_owned()))
    }
}

impl DeviceKey {
    /// Returns the token of a device of an account.
    pub fn token(&self, device: &DeviceId, account: &AccountId) -> String {
        token(self.keys().current(), device, account)
    }

    /// Returns the ids of the tokens that are valid for an account, with the same work for every account.
    pub fn verify(&self, tokens: &DeviceTokens, account: &AccountId) -> Vec<DeviceId> {
        let is_good = |id: &DeviceId, claimed: &str| {
            self.keys().all().any(|key| token(key, id, account).as_bytes().ct_eq(claimed.as_bytes()).into())
        };
        let tokens = tokens.claimed_ids().zip(&tokens.0);
        tokens.filter(|(id, claimed)| is_good(id, claimed)).map(|(id, _)| id).collect()
    }
}

fn token(key: &[u8; 32], device: &DeviceId, account: &AccountId) -> String {
    let hash = keyed_hash(key, "known device", &[&device.0, &account.0]);
    let (code, _) = hash.split_at(PART_BYTES);
    format!("{}{}", device.0, URL_SAFE_NO_PAD.encode(code))
}

/// Returns an id of a device, made of random bytes.
pub fn device_id(random: [u8; PART_BYTES]) -> DeviceId {
    DeviceId(URL_SAFE_NO_PAD.encode(random))
}

/// Splits a token into the id and the code.
fn split(token: &str) -> Option<(&str, &str)> {
    let is_base64 = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let is_token = token.len() == 2 * PART_CHARACTERS && token.chars().all(is_base64);
    is_token.then(|| token.split_at(PART_CHARACTERS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::Secret;

    fn key(secret: &str) -> DeviceKey {
        Secret::new(secret.repeat(32)).unwrap().device_key()
    }

    fn account(id: &str) -> AccountId {
        AccountId(id.into())
    }

    #[test]
    fn token_is_valid_for_one_device_of_one_account() {
        let (device, other) = (device_id([1; 16]), device_id([2; 16]));
        let token = key("k").token(&device, &account("anna"));
        let tokens = DeviceTokens::parse(&token);
        assert_eq!(key("k").verify(&tokens, &account("anna")), std::slice::from_ref(&device));
        assert_eq!(key("k").verify(&tokens, &account("bo")), []);
        assert_eq!(key("j").verify(&tokens, &account("anna")), []);
        let swapped = format!("{}{}", other.0, &token[PART_CHARACTERS..]);
        assert_eq!(key("k").verify(&DeviceTokens::parse(&swapped), &account("anna")), []);
    }

    #[test]
    fn cookie_has_a_token_for_each_account() {
        let token = |n: u8| key("k").token(&device_id([n; 16]), &account("anna"));
        let tokens = (1..=5).fold(DeviceTokens::default(), |tokens, n| tokens.with(token(n)));
        assert_eq!(DeviceTokens::parse(&tokens.to_cookie()), tokens);
        let claimed = |tokens: &DeviceTokens| tokens.claimed_ids().collect::<Vec<_>>();
        let ids = |ids: [u8; 5]| ids.map(|n| device_id([n; 16])).to_vec();
        assert_eq!(claimed(&tokens), ids([5, 4, 3, 2, 1]));
        assert_eq!(claimed(&tokens.clone().with(token(2))), ids([2, 5, 4, 3, 1]));
        assert_eq!(claimed(&tokens.with(token(6))), ids([6, 5, 4, 3, 2]));
    }

    #[test]
    fn tokens_of_the_previous_value_are_good_and_replaced() {
        let (old, new) = ("o".repeat(32), "n".repeat(32));
        let rolled = Secret::new(format!("{new}\n{old}")).unwrap().device_key();
        let device = device_id([1; 16]);
        let tokens = DeviceTokens::parse(&key("o").token(&device, &account("anna")));
        assert_eq!(rolled.verify(&tokens, &account("anna")), std::slice::from_ref(&device));
        let renewed = tokens.with(rolled.token(&device, &account("anna")));
        assert_eq!(renewed.claimed_ids().count(), 1);
        assert_eq!(key("n").verify(&renewed, &account("anna")), [device]);
    }

    #[test]
    fn anything_else_in_a_cookie_is_skipped() {
        let token = key("k").token(&device_id([1; 16]), &account("anna"));
        for cookie in ["", ".", "x", &token[1..], &format!("{token}x"), &"é".repeat(22), &" ".repeat(44)] {
            assert_eq!(DeviceTokens::parse(cookie), DeviceTokens::default(), "{cookie}");
        }
        let many = format!("x.{token}..{}", [token.as_str(); 9].join("."));
        assert_eq!(DeviceTokens::parse(&many).claimed_ids().count(), MAX_TOKENS);
    }

    #[test]
    fn tokens_are_never_printed() {
        let tokens = DeviceTokens::default().with(key("k").token(&device_id([1; 16]), &account("anna")));
        assert_eq!(format!("{tokens:?}"), "DeviceTokens(1)");
    }
}
