//! Sealed texts: the account within a reset token, and stored destinations.

use crypto::destinations::NONCE_BYTES;
use domain::{AccountId, MethodKind, ResetId};

use super::text;
use crate::keys::secret;

/// Any input is sealed as an account and as a destination.
pub(super) fn sealed(data: &[u8]) -> bool {
    [account(data), destination(data)].contains(&true)
}

/// Any text opens as no account; any account that is sealed opens for its own reset only.
fn account(data: &[u8]) -> bool {
    let key = secret().account_key();
    let (reset, other) = (ResetId("r".to_owned()), ResetId("s".to_owned()));
    let Some(id) = text(data) else { return false };
    assert_eq!(key.open(&reset, id), None, "an account that nobody sealed");
    let account = AccountId(id.to_owned());
    let Ok(sealed) = key.seal(&reset, &account) else { return false };
    assert_eq!(key.open(&reset, &sealed), Some(account));
    assert_eq!(key.open(&other, &sealed), None);
    true
}

/// Any bytes open as no destination; any text that is sealed opens for its own account and kind only.
fn destination(data: &[u8]) -> bool {
    let key = secret().destination_key();
    let (anna, bo) = (AccountId("anna".to_owned()), AccountId("bo".to_owned()));
    assert!(key.open(&anna, MethodKind::Mail, data).is_err(), "a destination that nobody sealed");
    let sealed =
        key.seal_bytes(&anna, MethodKind::Mail, data, [1; NONCE_BYTES]).expect("bytes can be sealed");
    assert!(key.is_current(&anna, MethodKind::Mail, &sealed));
    assert_eq!(*key.open_bytes(&anna, MethodKind::Mail, &sealed).expect("its own account"), data);
    assert!(key.open_bytes(&bo, MethodKind::Mail, &sealed).is_err());
    assert!(key.open_bytes(&anna, MethodKind::TextMessage, &sealed).is_err());
    let read = key.open(&anna, MethodKind::Mail, &sealed);
    assert_eq!(read.is_ok(), text(data).is_some(), "a destination is text");
    read.is_ok()
}
