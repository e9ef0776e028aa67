//! Conversion between an account's limits and their item.

use aws_sdk_dynamodb::{
    operation::put_item::builders::PutItemFluentBuilder,
    types::{AttributeValue, TransactWriteItem},
};
use domain::{
    AccountId, AccountLimits,
    limits::{FailedGuess, SendRecord},
};
use jiff::Timestamp;

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
    let limits = AccountLimits {
        sends,
        failed_guesses: item.list("failed_guesses")?.iter().map(read_guess).collect::<Result<_, _>>()?,
        wrong_passwords: read_moments(&passwords)?,
        cooldowns: item.number("rests")?,
        cooldown_until: item.optional("resting_until", Item::moment)?,
        completed_at: item.optional("completed_at", Item::moment)?,
        signed_out_at: item.optional("signed_out_at", Item::moment)?,
        frozen_at: item.optional("frozen_at", Item::moment)?,
        unfrozen_at: item.optional("unfrozen_at", Item::moment)?,
    };
    Ok((limits, Some(item.number("version")?)))
}

/// Returns the item of limits at a version.
pub(crate) fn write(account: &AccountId, limits: &AccountLimits, version: u64, now: Timestamp) -> Attributes {
    let sends = limits
        .sends
        .iter()
        .map(|send| attributes([("at", moment(send.at)), ("destination", text(&send.destination))]));
    let mut item = attributes([
        ("pk", text(limits_key(account))),
        ("version", number(version)),
        ("sends", list(sends)),
        ("failed_guesses", list(limits.failed_guesses.iter().map(write_guess))),
        ("wrong_passwords", write_moments(&limits.wrong_passwords)),
        ("rests", number(limits.cooldowns)),
    ]);
    let moments = [
        ("resting_until", limits.cooldown_until),
        ("completed_at", limits.completed_at),
        ("signed_out_at", limits.signed_out_at),
        ("frozen_at", limits.frozen_at),
        ("unfrozen_at", limits.unfrozen_at),
    ];
    let expires = limits.expires_at(now).map(|at| ("expires".to_owned(), number(at.as_second())));
    item.extend(expires);
    item.extend(moments.into_iter().filter_map(|(name, at)| Some((name.to_owned(), moment(at?)))));
    item
}

fn read_moments(items: &[Item]) -> Result<Vec<Timestamp>, StoreError> {
    items.iter().map(|item| item.moment("at")).collect()
}

fn write_moments(moments: &[Timestamp]) -> AttributeValue {
    list(moments.iter().map(|at| attributes([("at", moment(*at))])))
}

fn write_guess(guess: &FailedGuess) -> Attributes {
    attributes([("at", moment(guess.at)), ("of", text(&guess.target))])
}

/// A guess that an earlier version counted has no target, and that target has ended.
fn read_guess(item: &Item) -> Result<FailedGuess, StoreError> {
    Ok(FailedGuess { at: item.moment("at")?, target: item.optional("of", Item::text)?.unwrap_or_default() })
}

fn read_send(item: &Item) -> Result<SendRecord, StoreError> {
    Ok(SendRecord { at: item.moment("at")?, destination: item.text("destination")? })
}

#[cfg(test)]
mod tests {
    use domain::{
        AccountId, AccountLimits,
        limits::{FailedGuess, SendRecord},
    };
    use jiff::Timestamp;
    use proptest::prelude::*;

    use super::{read, write};
    use crate::item::Item;

    prop_compose! {
        fn instant()(nanoseconds in 0..4_000_000_000_000_000_000_i128) -> Timestamp {
            Timestamp::from_nanosecond(nanoseconds).unwrap()
        }
    }

    proptest! {
        #[test]
        fn limits_survive_storage(
            sends in prop::collection::vec((instant(), "[a-z]{1,9}"), 0..6),
            failed_guesses in prop::collection::vec((instant(), "[a-z]{1,9}"), 0..6),
            cooldowns in any::<u32>(),
            cooldown_until in prop::option::of(instant()),
            completed_at in prop::option::of(instant()),
            wrong_passwords in prop::collection::vec(instant(), 0..6),
            signed_out_at in prop::option::of(instant()),
            frozen_at in prop::option::of(instant()),
            unfrozen_at in prop::option::of(instant()),
            version in any::<u64>(),
            now in instant(),
        ) {
            let sends = sends.into_iter().map(|(at, destination)| SendRecord { at, destination }).collect();
            let failed_guesses =
                failed_guesses.into_iter().map(|(at, target)| FailedGuess { at, target }).collect();
            let limits = AccountLimits {
                sends, failed_guesses, cooldowns, cooldown_until, completed_at, wrong_passwords, signed_out_at, frozen_at,
                unfrozen_at,
            };

            let item = Item::new("LIMITS#a", write(&AccountId("a".into()), &limits, version, now));

            prop_assert_eq!(read(Some(&item)).unwrap(), (limits, Some(version)));
        }
    }

    #[test]
    fn missing_item_reads_as_default_limits() {
        assert_eq!(read(None).unwrap(), (AccountLimits::default(), None));
    }
}
