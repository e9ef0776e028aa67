//! The item of an account's limits.

use jiff::Timestamp;
use reset_domain::{AccountId, AccountLimits, limits::SendRecord};

use crate::{
    StoreError,
    item::{Attributes, Item, attributes, list, moment, number, text},
};

/// The key of an account's limits; decoys have them like accounts.
pub(crate) fn limits_key(account: &AccountId) -> String {
    format!("LIMITS#{}", account.0)
}

/// Limits and the version that they were read at; both empty where nothing was counted yet.
pub(crate) fn read(item: Option<&Item>) -> Result<(AccountLimits, Option<u64>), StoreError> {
    let Some(item) = item else { return Ok((AccountLimits::default(), None)) };
    let sends = item.list("sends")?.iter().map(read_send).collect::<Result<_, _>>()?;
    let guesses = item.list("failed_guesses")?;
    let limits = AccountLimits {
        sends,
        failed_guesses: guesses.iter().map(|guess| guess.moment("at")).collect::<Result<_, _>>()?,
        rests: item.number("rests")?,
        resting_until: item.optional("resting_until", Item::moment)?,
        completed_at: item.optional("completed_at", Item::moment)?,
    };
    Ok((limits, Some(item.number("version")?)))
}

/// The item of limits at a version.
pub(crate) fn write(account: &AccountId, limits: &AccountLimits, version: u64, now: Timestamp) -> Attributes {
    let sends = limits
        .sends
        .iter()
        .map(|send| attributes([("at", moment(send.at)), ("destination", text(&send.destination))]));
    let guesses = limits.failed_guesses.iter().map(|at| attributes([("at", moment(*at))]));
    let mut item = attributes([
        ("pk", text(limits_key(account))),
        ("version", number(version)),
        ("sends", list(sends)),
        ("failed_guesses", list(guesses)),
        ("rests", number(limits.rests)),
        ("expires", number(limits.forgettable_at(now).as_second())),
    ]);
    let moments = [("resting_until", limits.resting_until), ("completed_at", limits.completed_at)];
    item.extend(moments.into_iter().filter_map(|(name, at)| Some((name.to_owned(), moment(at?)))));
    item
}

fn read_send(item: &Item) -> Result<SendRecord, StoreError> {
    Ok(SendRecord { at: item.moment("at")?, destination: item.text("destination")? })
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use proptest::prelude::*;
    use reset_domain::{AccountId, AccountLimits, limits::SendRecord};

    use super::{read, write};
    use crate::item::Item;

    prop_compose! {
        fn instant()(nanoseconds in 0..4_000_000_000_000_000_000_i128) -> Timestamp {
            Timestamp::from_nanosecond(nanoseconds).unwrap()
        }
    }

    proptest! {
        #[test]
        fn limits_are_read_as_they_were_written(
            sends in prop::collection::vec((instant(), "[a-z]{1,9}"), 0..6),
            failed_guesses in prop::collection::vec(instant(), 0..6),
            rests in any::<u32>(),
            resting_until in prop::option::of(instant()),
            completed_at in prop::option::of(instant()),
            version in any::<u64>(),
            now in instant(),
        ) {
            let sends = sends.into_iter().map(|(at, destination)| SendRecord { at, destination }).collect();
            let limits = AccountLimits { sends, failed_guesses, rests, resting_until, completed_at };

            let item = Item::new("LIMITS#a", write(&AccountId("a".into()), &limits, version, now));

            prop_assert_eq!(read(Some(&item)).unwrap(), (limits, Some(version)));
        }
    }

    #[test]
    fn nothing_counted_is_the_default() {
        assert_eq!(read(None).unwrap(), (AccountLimits::default(), None));
    }
}
