//! Registrations: one item for each account, beside it. A sync that removes an account leaves its registration, so that
//! a user who comes back need not register again.

pub(crate) mod item;

use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::{AccountId, Registration};

use crate::{StoreError, item::Item, table::put_version};

/// The version that a registration was read at; `None` if nothing was registered yet.
pub type RegistrationVersion = Option<u64>;

pub(crate) fn registration_key(account: &AccountId) -> String {
    format!("REGISTRATION#{}", account.0)
}

/// Reads a registration and its version; both are empty if nothing was registered yet.
pub(crate) fn read(item: Option<&Item>) -> Result<(Registration, RegistrationVersion), StoreError> {
    let Some(item) = item else { return Ok((Registration::default(), None)) };
    Ok((item::read(item)?, Some(item.number("version")?)))
}

/// Returns the write of a registration that was computed from the one of a version, on the condition that it is still
/// stored.
pub(crate) fn put(
    table: &str,
    account: &AccountId,
    registration: &Registration,
    read: RegistrationVersion,
) -> Result<TransactWriteItem, StoreError> {
    put_version(table, item::write(account, registration, next(read)), read)
}

/// Returns the version after one that was read.
pub(crate) fn next(read: RegistrationVersion) -> u64 {
    read.map_or(1, |version| version + 1)
}
