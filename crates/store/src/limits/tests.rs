use domain::{
    AccountId, AccountLimits, Caller, ClientInfo, DeviceId, KnownDevice,
    limits::{Cooldown, FailedGuess, GuessClass, SendRecord, WrongPassword},
};
use jiff::Timestamp;
use proptest::prelude::*;

use super::{read, write};
use crate::item::{Item, attributes, list, moment, number, text};

prop_compose! {
    fn instant()(nanoseconds in 0..4_000_000_000_000_000_000_i128) -> Timestamp {
        Timestamp::from_nanosecond(nanoseconds).unwrap()
    }
}

fn word() -> impl Strategy<Value = String> {
    "[a-z:]{0,9}"
}

fn caller() -> impl Strategy<Value = Caller> {
    prop_oneof![word().prop_map(Caller::Stranger), word().prop_map(Caller::Device), Just(Caller::User)]
}

fn class() -> impl Strategy<Value = GuessClass> {
    prop_oneof![Just(GuessClass::SentCode), Just(GuessClass::HeldCode)]
}

prop_compose! {
    fn send()(at in instant(), destination in word(), caller in caller(), is_withheld: bool) -> SendRecord {
        SendRecord { at, destination, caller, is_withheld }
    }
}

prop_compose! {
    fn guess()(
        at in instant(), target in word(), caller in caller(), class in class(), is_withheld: bool,
    ) -> FailedGuess {
        FailedGuess { at, target, caller, class, is_withheld }
    }
}

prop_compose! {
    fn password()(at in instant(), caller in caller(), is_withheld: bool) -> WrongPassword {
        WrongPassword { at, caller, is_withheld }
    }
}

prop_compose! {
    fn cooldown()(
        caller in prop::option::of(caller()), class in class(), count: u32, began_at in instant(), until in instant(),
    ) -> Cooldown {
        Cooldown { caller, class, count, began_at, until }
    }
}

prop_compose! {
    fn device()(
        id in word(), seconds in 0..4_000_000_000_i64, client in prop::option::of((word(), prop::option::of(word()))),
    ) -> KnownDevice {
        let client = client.map(|(network, device)| ClientInfo { network, device, language: None });
        KnownDevice { id: DeviceId(id), proved_at: Timestamp::from_second(seconds).unwrap(), client }
    }
}

proptest! {
    #[test]
    fn limits_survive_storage(
        sends in prop::collection::vec(send(), 0..6),
        failed_guesses in prop::collection::vec(guess(), 0..6),
        cooldowns in prop::collection::vec(cooldown(), 0..4),
        completed_at in prop::option::of(instant()),
        wrong_passwords in prop::collection::vec(password(), 0..6),
        signed_out_at in prop::option::of(instant()),
        frozen_at in prop::option::of(instant()),
        unfrozen_at in prop::option::of(instant()),
        devices in prop::collection::vec(device(), 0..4),
        version in any::<u64>(),
        now in instant(),
    ) {
        let limits = AccountLimits {
            sends, failed_guesses, cooldowns, completed_at, wrong_passwords, signed_out_at, frozen_at, unfrozen_at,
            devices,
        };

        let item = Item::new("LIMITS#a", write(&AccountId("a".into()), &limits, version, now));

        prop_assert_eq!(read(Some(&item)).unwrap(), (limits, Some(version)));
    }
}

#[test]
fn missing_item_reads_as_default_limits() {
    assert_eq!(read(None).unwrap(), (AccountLimits::default(), None));
}

#[test]
fn limits_of_an_earlier_version_count_for_strangers() {
    let at: Timestamp = "2027-02-01T08:30:00Z".parse().unwrap();
    let until: Timestamp = "2027-02-01T09:30:00Z".parse().unwrap();
    let item = attributes([
        ("version", number(7)),
        ("sends", list([attributes([("at", moment(at)), ("destination", text("hash"))])])),
        ("failed_guesses", list([attributes([("at", moment(at)), ("of", text("code"))])])),
        ("rests", number(1)),
        ("resting_until", moment(until)),
    ]);

    let (limits, _) = read(Some(&Item::new("LIMITS#a", item))).unwrap();

    assert!(limits.sends[0].caller.is_stranger() && limits.failed_guesses[0].caller.is_stranger());
    let cooldowns: Vec<_> = limits.cooldowns.iter().map(|one| (&one.caller, one.class, one.until)).collect();
    assert_eq!(cooldowns, [(&None, GuessClass::SentCode, until), (&None, GuessClass::HeldCode, until)]);
}
