//! Conversion between an account's limits and their item.

mod devices;
mod records;

use aws_sdk_dynamodb::{operation::put_item::builders::PutItemFluentBuilder, types::TransactWriteItem};
use domain::{AccountId, AccountLimits};
use jiff::Timestamp;

use self::devices::{read_devices, write_devices};
pub(crate) use self::records::{caller_from_text, caller_to_text};
use self::records::{
    read_cooldowns, read_guess, read_password, read_send, write_cooldown, write_guess, write_password,
    write_send,
};
use crate::{
    StoreError,
    item::{Attributes, Item, attributes, list, moment, number, text},
    table::put_version,
};

/// Returns the key of an account's limits. Decoys have limits as accounts do.
pub(crate) fn limits_key(account: &AccountId) -> String {
    format!("LIMITS#{}", account.0)
}

/// The version that limits were read at; `None` if nothing was counted yet.
pub type LimitsVersion = Option<u64>;

/// Returns the write of limits that were computed from the limits of a version, on the condition that it is still
/// stored.
pub(crate) fn put(
    table: &str,
    account: &AccountId,
    limits: &AccountLimits,
    read: LimitsVersion,
    now: Timestamp,
) -> Result<TransactWriteItem, StoreError> {
    put_version(table, write(account, limits, next(read), now), read)
}

/// Adds a condition to a put: the stored limits are those that were read, or the very same put has happened, which
/// `attempt` in the item shows.
pub(crate) fn if_unchanged(
    put: PutItemFluentBuilder,
    read: LimitsVersion,
    attempt: &str,
) -> PutItemFluentBuilder {
    let put = put.expression_attribute_values(":attempt", text(attempt));
    let put = put.expression_attribute_values(":next", number(next(read)));
    match read {
        Some(version) => put
            .condition_expression("version = :read OR (version = :next AND attempt = :attempt)")
            .expression_attribute_values(":read", number(version)),
        None => {
            put.condition_expression("attribute_not_exists(pk) OR (version = :next AND attempt = :attempt)")
        }
    }
}

/// Returns the version after one that was read.
pub(crate) fn next(read: LimitsVersion) -> u64 {
    read.map_or(1, |version| version + 1)
}

/// Reads limits and their version; both are empty if nothing was counted yet.
pub(crate) fn read(item: Option<&Item>) -> Result<(AccountLimits, LimitsVersion), StoreError> {
    let Some(item) = item else { return Ok((AccountLimits::default(), None)) };
    let sends = item.list("sends")?.iter().map(read_send).collect::<Result<_, _>>()?;
    let passwords = item.optional("wrong_passwords", Item::list)?.unwrap_or_default();
    let wrong_passwords = passwords.iter().map(read_password).collect::<Result<_, _>>()?;
    let limits = AccountLimits {
        sends,
        failed_guesses: item.list("failed_guesses")?.iter().map(read_guess).collect::<Result<_, _>>()?,
        wrong_passwords,
        cooldowns: read_cooldowns(item)?,
        completed_at: item.optional("completed_at", Item::moment)?,
        signed_out_at: item.optional("signed_out_at", Item::moment)?,
        frozen_at: item.optional("frozen_at", Item::moment)?,
        unfrozen_at: item.optional("unfrozen_at", Item::moment)?,
        devices: read_devices(item)?,
    };
    Ok((limits, Some(item.number("version")?)))
}

/// Returns the item of limits at a version.
pub(crate) fn write(account: &AccountId, limits: &AccountLimits, version: u64, now: Timestamp) -> Attributes {
    let mut item = attributes([
        ("pk", text(limits_key(account))),
        ("version", number(version)),
        ("sends", list(limits.sends.iter().map(write_send))),
        ("failed_guesses", list(limits.failed_guesses.iter().map(write_guess))),
        ("wrong_passwords", list(limits.wrong_passwords.iter().map(write_password))),
        ("cooldowns", list(limits.cooldowns.iter().map(write_cooldown))),
    ]);
    let moments = [
        ("completed_at", limits.completed_at),
        ("signed_out_at", limits.signed_out_at),
        ("frozen_at", limits.frozen_at),
        ("unfrozen_at", limits.unfrozen_at),
    ];
    item.extend(write_devices(&limits.devices));
    let expires = limits.expires_at(now).map(|at| ("expires".to_owned(), number(at.as_second())));
    item.extend(expires);
    item.extend(moments.into_iter().filter_map(|(name, at)| Some((name.to_owned(), moment(at?)))));
    item
}

#[cfg(test)]
mod tests;
