//! Freeze links: any text, and any bytes with the right code.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use crypto::freeze_link::FreezeLinks;

use super::text;
use crate::keys::{mac, now, secret};

/// A freeze link names what was signed, or is refused.
pub(super) fn freeze_link(data: &[u8]) -> bool {
    let key = secret().freeze_key();
    let links = FreezeLinks::new(&key);
    assert!(text(data).is_none_or(|token| links.verify(token, now()).is_err()), "a link that nobody signed");
    let code = mac(key.keys(), &[b"readmit freeze v2", data].concat());
    let token = URL_SAFE_NO_PAD.encode([data, &code[..16]].concat());
    let Ok(link) = links.verify(&token, now()) else { return false };
    assert_eq!(links.sign(&link.account, link.issued_at), Some(token), "one link has one form");
    true
}
