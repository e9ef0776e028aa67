//! What people have registered: one item for each account, beside it. A sync that takes an account away leaves it, so that
//! who comes back need not begin anew.

mod item;

use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::{AccountId, Registration};

use crate::{StoreError, item::Item, table::put_version};

/// The version that a registration was read at; nothing where nothing was registered yet.
pub type RegistrationVersion = Option<u64>;

/// The key of what somebody has registered.
pub(crate) fn registration_key(account: &AccountId) -> String {
    format!("REGISTRATION#{}", account.0)
}

/// What is registered, and the version that it was read at; both empty where nothing was registered yet.
pub(crate) fn read(item: Option<&Item>) -> Result<(Registration, RegistrationVersion), StoreError> {
    let Some(item) = item else { return Ok((Registration::default(), None)) };
    Ok((item::read(item)?, Some(item.number("version")?)))
}

/// The write of what was decided on the strength of a version.
pub(crate) fn put(
    table: &str,
    account: &AccountId,
    registration: &Registration,
    read: RegistrationVersion,
) -> Result<TransactWriteItem, StoreError> {
    put_version(table, item::write(account, registration, next(read)), read)
}

/// The version after one that was read.
pub(crate) fn next(read: RegistrationVersion) -> u64 {
    read.map_or(1, |version| version + 1)
}
