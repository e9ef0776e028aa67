//! Cookies of known devices.

use crypto::device_tokens::{DeviceTokens, device_id};
use domain::AccountId;

use super::text;
use crate::keys::secret;

/// Any cookie is read as a few tokens. None that nobody issued is good, and a good one stays good among them.
pub(super) fn cookie(data: &[u8]) -> bool {
    let Some(cookie) = text(data) else { return false };
    let (key, anna) = (secret().device_key(), AccountId("anna".to_owned()));
    let tokens = DeviceTokens::parse(cookie);
    assert!(tokens.claimed_ids().count() <= 5);
    assert_eq!(DeviceTokens::parse(&tokens.to_cookie()), tokens);
    assert_eq!(key.verify(&tokens, &anna), [], "a device that nobody remembered");
    let device = device_id([7; 16]);
    let with_good = tokens.clone().with(key.token(&device, &anna));
    assert_eq!(key.verify(&DeviceTokens::parse(&with_good.to_cookie()), &anna), [device]);
    assert_eq!(key.verify(&with_good, &AccountId("bo".to_owned())), []);
    tokens.claimed_ids().next().is_some()
}
