//! The item of an account that may not reset: the reason, and the address that gets it.

use crypto::{destinations::NONCE_BYTES, keys::DestinationKey};
use domain::{AccountId, IneligibleReason, MethodKind};
use jiff::Timestamp;
use zeroize::Zeroizing;

use crate::{
    StoreError,
    item::{Attributes, Item, attributes, bytes, moment, number, set, text},
};

/// An account that may not reset.
#[derive(Clone, PartialEq, Eq)]
pub struct Ineligible {
    pub(super) id: AccountId,
    /// The user's language (BCP 47), if the directory has one.
    pub language: Option<String>,
    /// The reason and the address, sealed together, so that a reader of the table learns neither.
    pub(super) sealed: Vec<u8>,
    /// The keyed hashes of the account's names.
    pub(super) names: Vec<String>,
    /// The `NetBIOS` name of the account's domain.
    pub(super) domain: String,
    /// The keyed hash of the data that the agent sent.
    pub(super) digest: String,
    /// The moment when a sync last sent the account.
    pub(super) synced_at: Timestamp,
    /// The item's version, which grows with every write.
    pub(super) version: u64,
}

/// Prints the id only.
impl std::fmt::Debug for Ineligible {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ineligible").field("id", &self.id).finish_non_exhaustive()
    }
}

impl Ineligible {
    /// Decrypts the reason and the address.
    pub fn open(&self, key: &DestinationKey) -> Result<(IneligibleReason, Zeroizing<String>), StoreError> {
        let damaged = || StoreError::Inconsistent { item: self.key(), attribute: "sealed".to_owned() };
        let opened = key.open(&self.id, MethodKind::Mail, &self.sealed).map_err(|_| damaged())?;
        let (reason, address) = opened.split_once(' ').ok_or_else(damaged)?;
        let reason = IneligibleReason::from_name(reason).ok_or_else(damaged)?;
        Ok((reason, Zeroizing::new(address.to_owned())))
    }

    pub(super) fn key(&self) -> String {
        key(&self.id)
    }
}

/// Encrypts a reason and an address. `nonce` must be fresh random bytes.
pub(super) fn seal(
    id: &AccountId,
    reason: IneligibleReason,
    address: &str,
    key: &DestinationKey,
    nonce: [u8; NONCE_BYTES],
) -> Result<Vec<u8>, StoreError> {
    let text = Zeroizing::new(format!("{} {address}", reason.name()));
    key.seal(id, MethodKind::Mail, &text, nonce).map_err(StoreError::unavailable("encrypting an address"))
}

/// The prefix of the keys of these items.
pub(super) const PREFIX: &str = "INELIGIBLE#";

/// Returns the key of an account's item.
pub(crate) fn key(id: &AccountId) -> String {
    format!("{PREFIX}{}", id.0)
}

pub(crate) fn write(account: &Ineligible) -> Attributes {
    let mut item = attributes([
        ("pk", text(account.key())),
        ("version", number(account.version)),
        ("id", text(&account.id.0)),
        ("sealed", bytes(account.sealed.clone())),
        ("domain", text(&account.domain)),
        ("digest", text(&account.digest)),
        ("synced_at", moment(account.synced_at)),
    ]);
    if !account.names.is_empty() {
        item.insert("names".to_owned(), set(account.names.clone()));
    }
    item.extend(account.language.as_ref().map(|language| ("language".to_owned(), text(language))));
    item
}

pub(crate) fn read(item: &Item) -> Result<Ineligible, StoreError> {
    Ok(Ineligible {
        id: AccountId(item.text("id")?),
        language: item.optional("language", Item::text)?,
        sealed: item.bytes("sealed")?,
        names: item.set("names")?,
        domain: item.text("domain")?,
        digest: item.text("digest")?,
        synced_at: item.moment("synced_at")?,
        version: item.number("version")?,
    })
}
