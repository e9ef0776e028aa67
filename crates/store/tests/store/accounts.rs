//! Accounts that may reset: how syncs save them, and by which names they are found.

use agent_protocol::sync::Account;
use domain::{AccountId, MethodKind};
use jiff::SignedDuration;
use store::accounts::KnownAccount;

use crate::{
    directory::{Directory, NOW, OLD, anna},
    emulator::{Emulator, at},
};

const NEW: &str = "another secret of thirty-two bytes";

#[tokio::test]
async fn account_is_found_by_each_of_its_names() {
    let emulator = Emulator::start().await;
    let directory = Directory::in_emulator(&emulator);
    directory.save(0, &[anna()]).await;
    directory.save(1, &[anna()]).await;

    for name in ["anna", "ANNA@demo.example", "demo\\Anna", "anna.andersson@work.example"] {
        assert_eq!(directory.id_of(name).await.as_deref(), Some("id-anna"), "{name}");
    }

    let known = directory.find("anna").await.account.unwrap();
    assert_eq!((known.account.rules.minimum_length, known.language.as_deref()), (12, Some("sv")));
    assert_eq!(kinds(&known), [MethodKind::TextMessage, MethodKind::Mail]);
    assert_eq!(known.directory[0].hint, "••• ••• 42");
    let id = AccountId("id-anna".into());
    let opened =
        directory.destinations.open(&id, MethodKind::TextMessage, &known.directory[0].sealed).unwrap();
    assert_eq!(*opened, "+46700000042");
}

#[tokio::test]
async fn names_and_destinations_are_not_stored_in_clear() {
    let emulator = Emulator::start().await;
    let directory = Directory::in_emulator(&emulator);
    directory.save(0, &[anna()]).await;

    let stored = emulator.dump(&emulator.tables.accounts).await;

    for secret in ["+46700000042", "46700000042", "private.example", "work.example", "anna@demo.example"] {
        assert!(!stored.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn unknown_name_is_always_the_same_decoy() {
    let emulator = Emulator::start().await;
    let directory = Directory::in_emulator(&emulator);

    let found = directory.find("nobody").await;

    assert!(found.account.is_none());
    assert_eq!(directory.find("NOBODY").await, found);
    assert_ne!(directory.find("somebody").await.subject, found.subject);
}

#[tokio::test]
async fn name_of_two_accounts_finds_neither_of_them() {
    let emulator = Emulator::start().await;
    let directory = Directory::in_emulator(&emulator);
    assert!(directory.save(0, &[anna()]).await.is_empty());
    let other =
        Account { id: "id-other".into(), account_name: "other".into(), user_principal_name: None, ..anna() };
    let clash = [["id-anna".to_owned(), "id-other".to_owned()]];
    assert_eq!(directory.save(0, std::slice::from_ref(&other)).await, clash, "the sync learns of the clash");
    assert_eq!(
        directory.save(1, &[anna(), other.clone()]).await,
        clash,
        "an unchanged account still clashes"
    );

    assert_eq!(directory.id_of("anna.andersson@work.example").await, None);
    assert_eq!(directory.id_of("anna").await.as_deref(), Some("id-anna"));

    let moved = Account { work_mail: None, ..other };
    assert!(directory.save(2, &[moved]).await.is_empty());
    assert_eq!(directory.id_of("anna.andersson@work.example").await.as_deref(), Some("id-anna"));
    assert_eq!(directory.id_of("other").await.as_deref(), Some("id-other"));
}

#[tokio::test]
async fn changed_account_replaces_the_old_one_and_its_names() {
    let emulator = Emulator::start().await;
    let directory = Directory::in_emulator(&emulator);
    directory.save(0, &[anna()]).await;
    let married = Account {
        account_name: "anna2".into(),
        user_principal_name: Some("anna.berg@demo.example".into()),
        mobile: None,
        ..anna()
    };
    directory.save(1, &[married]).await;

    assert_eq!(directory.id_of("anna").await, None);
    assert_eq!(directory.id_of("anna.berg").await.as_deref(), Some("id-anna"));
    let known = directory.find("anna2").await.account.unwrap();
    assert_eq!(kinds(&known), [MethodKind::Mail], "the number was removed");
}

#[tokio::test]
async fn deleted_account_is_found_by_none_of_its_names() {
    let emulator = Emulator::start().await;
    let directory = Directory::in_emulator(&emulator);
    directory.save(0, &[anna()]).await;

    for _ in 0..2 {
        directory.accounts.delete(&["id-anna".to_owned(), "id-unknown".to_owned()]).await.unwrap();
        assert_eq!(directory.id_of("anna").await, None);
    }
    assert!(directory.accounts.load(&AccountId("id-anna".into())).await.unwrap().is_none());
    directory.save(1, &[anna()]).await;
    assert_eq!(directory.id_of("anna").await.as_deref(), Some("id-anna"));
}

#[tokio::test]
async fn phone_numbers_outside_the_policy_are_not_stored() {
    let emulator = Emulator::start().await;
    let directory = Directory::in_emulator(&emulator);
    let abroad = Account { mobile: Some("+12025550107".into()), ..anna() };
    directory.save(0, &[abroad]).await;

    assert_eq!(kinds(&directory.find("anna").await.account.unwrap()), [MethodKind::Mail]);
}

#[tokio::test]
async fn account_missing_from_a_full_sync_is_deleted() {
    let emulator = Emulator::start().await;
    let directory = Directory::in_emulator(&emulator);
    let bo = Account {
        id: "id-bo".into(),
        account_name: "bo".into(),
        user_principal_name: None,
        work_mail: None,
        ..anna()
    };
    directory.save(0, &[anna(), bo]).await;
    directory.finish(0).await;
    assert!(directory.id_of("bo").await.is_some());

    directory.save(5, &[anna()]).await;
    directory.finish(5).await;

    assert!(directory.id_of("anna").await.is_some(), "an account that is sent again stays");
    assert!(directory.id_of("bo").await.is_none());
    assert!(directory.accounts.load(&AccountId("id-bo".into())).await.unwrap().is_none());
}

#[tokio::test]
async fn empty_full_sync_deletes_every_account() {
    let emulator = Emulator::start().await;
    let directory = Directory::in_emulator(&emulator);
    directory.save(0, &[anna()]).await;

    directory.save(5, &[]).await;
    directory.finish(5).await;

    assert!(directory.id_of("anna").await.is_none());
}

fn kinds(known: &KnownAccount) -> Vec<MethodKind> {
    known.directory.iter().map(|destination| destination.kind).collect()
}

#[tokio::test]
async fn destinations_that_the_directory_changed_are_dated() {
    let emulator = Emulator::start().await;
    let directory = Directory::in_emulator(&emulator);
    let changes = async |minutes, account: Account| {
        directory.save(minutes, &[account]).await;
        let known = directory.find("anna").await.account.unwrap();
        known.directory.iter().map(|to| to.changed_at).collect::<Vec<_>>()
    };
    let minute = |minutes| Some(at(NOW) + SignedDuration::from_mins(minutes));

    assert_eq!(changes(0, anna()).await, [None, None], "the first sync does not date destinations");
    let moved = Account { mobile: Some("+46700000043".into()), ..anna() };
    assert_eq!(changes(5, moved.clone()).await, [minute(5), None]);
    let renamed = Account { display_name: "Anna L".into(), ..moved.clone() };
    assert_eq!(changes(6, renamed).await, [minute(5), None], "a changed name keeps the date");
    assert_eq!(changes(7, Account { mobile: None, ..moved.clone() }).await, [None]);
    assert_eq!(changes(8, moved).await, [minute(8), None], "a number that comes back is new");
}

#[tokio::test]
async fn replaced_number_is_audited_and_kept_for_a_day() {
    let emulator = Emulator::start().await;
    let directory = Directory::in_emulator(&emulator);
    let with = |mobile: &str| Account { mobile: Some(mobile.into()), ..anna() };
    let replaced = async || {
        let known = directory.find("anna").await.account.unwrap();
        known.replaced.into_iter().map(|one| one.destination.hash).collect::<Vec<_>>()
    };
    let hash = |number: &str| directory.names.destination(MethodKind::TextMessage, number);
    directory.save(0, &[anna()]).await;
    assert_eq!(emulator.count(&emulator.tables.audit.name).await, 0);

    directory.save(1, &[with("+46700000043")]).await;
    assert_eq!(replaced().await, [hash("+46700000042")]);
    assert_eq!(emulator.count(&emulator.tables.audit.name).await, 1);

    directory.save(2, &[Account { mobile: None, ..anna() }]).await;
    assert_eq!(emulator.count(&emulator.tables.audit.name).await, 1, "nothing new to tell");
    directory.save(3, &[with("+46700000044")]).await;
    assert_eq!(emulator.count(&emulator.tables.audit.name).await, 2, "the last one was there a minute ago");
    for minute in 4..12 {
        directory.save(minute, &[with(&format!("+4670000010{minute}"))]).await;
    }
    assert!(replaced().await.contains(&hash("+46700000042")), "no other pushes the first one out");

    directory.save(24 * 60 + 20, &[with("+46700000044")]).await;
    assert_eq!(replaced().await.len(), 1, "those of the day before are dropped");
}

#[tokio::test]
async fn first_number_of_the_directory_is_no_change() {
    let emulator = Emulator::start().await;
    let directory = Directory::in_emulator(&emulator);
    directory.save(0, &[Account { mobile: None, ..anna() }]).await;
    directory.save(1, &[anna()]).await;
    assert_eq!(emulator.count(&emulator.tables.audit.name).await, 0);
}

#[tokio::test]
async fn account_outlives_the_secrets_that_it_was_stored_with() {
    let emulator = Emulator::start().await;
    let with = |values: &str| Directory::with_secret(&emulator, values);
    with(OLD).save(0, &[anna()]).await;

    let both = with(&format!("{NEW}\n{OLD}"));
    assert_eq!(both.id_of("anna").await.as_deref(), Some("id-anna"), "before the next sync");
    both.save(1, &[anna()]).await;
    assert_eq!(both.id_of("anna").await.as_deref(), Some("id-anna"));
    let known = both.find("anna").await.account.unwrap();
    assert_eq!(known.directory.iter().map(|to| to.changed_at).collect::<Vec<_>>(), [None, None]);
    assert_eq!((known.replaced, emulator.count(&emulator.tables.audit.name).await), (Vec::new(), 0));

    let new = with(NEW);
    assert_eq!(new.find("anna").await.account.unwrap().directory, known.directory);
    let (id, number) = (AccountId("id-anna".into()), &known.directory[0]);
    assert_eq!(*new.destinations.open(&id, number.kind, &number.sealed).unwrap(), "+46700000042");
    assert_eq!(with(OLD).id_of("anna").await, None, "nothing of the previous value is left");
}
