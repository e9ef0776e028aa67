use domain::{
    AccountId, Credential, Destination, DirectoryAnswer, MethodKind, OneTimeCode, RegisteredMethod,
    Registration,
    registration::{Addition, PendingMethod, RemovedDestination},
};
use jiff::Timestamp;
use proptest::prelude::*;

use super::{read, write};
use crate::item::Item;

fn instant() -> impl Strategy<Value = Timestamp> {
    (0..4_000_000_000_i64).prop_map(|seconds| Timestamp::from_second(seconds).unwrap())
}

fn secret() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 1..9)
}

fn destination() -> impl Strategy<Value = Destination> {
    let kind = prop::sample::select(vec![MethodKind::TextMessage, MethodKind::Mail]);
    (kind, "[a-z•]{1,9}", "[a-z]{1,9}", secret()).prop_map(|(kind, hint, hash, sealed)| Destination {
        kind,
        hint,
        hash,
        sealed,
        changed_at: None,
    })
}

fn credential() -> impl Strategy<Value = Credential> {
    let codes = prop::collection::btree_set("[a-z]{1,9}", 0..11);
    prop_oneof![
        destination().prop_map(Credential::Destination),
        (secret(), prop::option::of(any::<u64>()))
            .prop_map(|(sealed, last_step)| Credential::App { sealed, last_step }),
        secret().prop_map(|credential| Credential::Passkey { credential }),
        codes.prop_map(|codes| Credential::RecoveryCodes(codes.into_iter().collect())),
    ]
}

fn addition() -> impl Strategy<Value = Addition> {
    prop_oneof![
        (destination(), secret())
            .prop_map(|(destination, digest)| Addition::Destination { destination, digest }),
        secret().prop_map(|sealed| Addition::App { sealed }),
        Just(Addition::Passkey),
    ]
}

prop_compose! {
    fn method()(
        (id, name) in ("[a-z]{1,9}", "[a-z ]{0,9}"),
        credential in credential(),
        (added_at, confirmed_at, used_at) in (instant(), instant(), prop::option::of(instant())),
        (is_preferred, is_after_reset) in (any::<bool>(), any::<bool>()),
    ) -> RegisteredMethod {
        RegisteredMethod { id, name, credential, added_at, confirmed_at, used_at, is_preferred, is_after_reset }
    }
}

prop_compose! {
    fn pending()(
        (id, name) in ("[a-z]{1,9}", "[a-z ]{0,9}"),
        addition in addition(),
        (began_at, expires_at) in (instant(), instant()),
        guesses in any::<u32>(),
    ) -> PendingMethod {
        PendingMethod { id, name, addition, began_at, code: OneTimeCode { expires_at, guesses } }
    }
}

prop_compose! {
    fn answer()((destination, at, is_own) in ("[a-z]{1,9}", instant(), any::<bool>())) -> DirectoryAnswer {
        DirectoryAnswer { destination, at, is_own }
    }
}

proptest! {
    #[test]
    fn registration_survives_storage(
        methods in prop::collection::vec(method(), 0..4),
        pending in prop::option::of(pending()),
        skips in any::<u32>(),
        directory_confirmed_at in prop::option::of(instant()),
        directory_answers in prop::collection::vec(answer(), 0..3),
        postponed_at in prop::option::of(instant()),
        removed in prop::collection::vec((destination(), instant()), 0..3),
        changes in prop::collection::vec(instant(), 0..4),
    ) {
        let removed = removed.into_iter().map(|(destination, removed_at)| RemovedDestination {
            destination,
            removed_at,
        });
        let removed = removed.collect();
        let registration = Registration {
            methods,
            pending,
            skips,
            directory_confirmed_at,
            directory_answers,
            postponed_at,
            removed,
            changes,
        };
        let item = Item::new("REGISTRATION#a", write(&AccountId("a".into()), &registration, 3));
        prop_assert_eq!(read(&item).unwrap(), registration);
    }
}
