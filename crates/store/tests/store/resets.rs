use domain::{
    AccountId, Caller, Event, Method, MethodId, MethodKind, Policy, Purpose, RequestDigest, Reset, ResetId,
    SendAttempt, SendCodeOutcome, SendId, StartReset, Subject, Token,
};
use jiff::Timestamp;
use store::{
    StoreError,
    resets::{LoadedReset, Resets},
};
use tokio::task::JoinSet;

use crate::emulator::{Emulator, at};

const NOW: &str = "2027-02-01T08:00:00.123456789Z";

pub(crate) fn account() -> AccountId {
    AccountId("account".into())
}

pub(crate) fn started(id: &str) -> (Reset, Event) {
    let method = Method {
        id: MethodId("m1".into()),
        kind: MethodKind::Mail,
        destination: "hash".into(),
        decoy: false,
    };
    let start = StartReset {
        id: ResetId(id.into()),
        subject: Subject { account: AccountId("account".into()), decoy: false },
        purpose: Purpose::ResetPassword,
        caller: Caller::Stranger("name".into()),
        client: None,
        methods: vec![method],
    };
    start.open(&Policy::default(), at(NOW))
}

/// Returns a store with one reset that has sent a code.
pub(crate) async fn with_code(emulator: &Emulator, id: &str) -> (Resets, Reset) {
    let resets = Resets::new(emulator.client.clone(), emulator.tables.clone());
    let (reset, event) = started(id);
    resets.open(&reset, &event, at(NOW)).await.unwrap();
    let loaded = load(&resets, &reset.id().0).await;
    let attempt = SendAttempt {
        method: MethodId("m1".into()),
        typed_destination: None,
        send: SendId("s1".into()),
        request: RequestDigest("digest".into()),
    };
    let token = Token { generation: 1 };
    let sent = loaded.reset.send_code(token, attempt, loaded.limits, &Policy::default(), at(NOW)).unwrap();
    let SendCodeOutcome::Admitted { reset, limits, event } = sent else { panic!("admitted") };
    resets.save(&loaded.versions, &reset, Some(&limits), &event, at(NOW)).await.unwrap();
    (resets, reset)
}

#[tokio::test]
async fn saved_reset_is_loaded() {
    let emulator = Emulator::start().await;
    let (resets, reset) = with_code(&emulator, "r1").await;

    let loaded = load(&resets, &reset.id().0).await;

    assert_eq!(loaded.reset, reset);
    assert_eq!(loaded.limits.sends.len(), 1);
    assert_eq!(emulator.count(&emulator.tables.audit.name).await, 2);
    assert_eq!(resets.load_by_id(reset.id()).await.unwrap(), Some(loaded));
    assert!(resets.load(&ResetId("r2".into()), &account()).await.unwrap().is_none());
    let another = AccountId("another".into());
    assert!(
        resets.load(reset.id(), &another).await.unwrap().is_none(),
        "a reset is not loaded for another account"
    );
    assert!(resets.load_for_guess(reset.id(), &another, at(NOW)).await.unwrap().is_none());
}

#[tokio::test]
async fn challenge_opens_one_reset() {
    let emulator = Emulator::start().await;
    let resets = Resets::new(emulator.client.clone(), emulator.tables.clone());
    let mut tasks = JoinSet::new();
    for _ in 0..20 {
        let resets = resets.clone();
        tasks.spawn(async move {
            let (reset, event) = started("challenge");
            resets.open(&reset, &event, at(NOW)).await
        });
    }

    let results = tasks.join_all().await;

    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    assert!(
        results.iter().filter_map(|result| result.as_ref().err()).all(StoreError::is_conflict),
        "{results:?}"
    );
    assert_eq!(emulator.count(&emulator.tables.audit.name).await, 1);
}

#[tokio::test]
async fn save_of_a_stale_reset_is_a_conflict() {
    let emulator = Emulator::start().await;
    let (resets, _) = with_code(&emulator, "r1").await;
    let first = load(&resets, "r1").await;
    let second = first.clone();
    let event = Event::DeliveryFailed { method: MethodKind::Mail };
    resets.save(&first.versions, &first.reset, Some(&first.limits), &event, at(NOW)).await.unwrap();
    let entries = emulator.count(&emulator.tables.audit.name).await;

    let late = resets.save(&second.versions, &second.reset, None, &event, at(NOW)).await;

    assert!(matches!(late, Err(StoreError::Conflict)), "{late:?}");
    assert_eq!(emulator.count(&emulator.tables.audit.name).await, entries);
}

#[tokio::test]
async fn save_of_stale_limits_is_a_conflict() {
    let emulator = Emulator::start().await;
    let (resets, _) = with_code(&emulator, "r1").await;
    let before = load(&resets, "r1").await;
    let event = another_counts(&resets).await;

    let late = resets.save(&before.versions, &before.reset, Some(&before.limits), &event, at(NOW)).await;

    assert!(matches!(late, Err(StoreError::Conflict)), "{late:?}");
}

#[tokio::test]
async fn unchanged_limits_are_not_checked_on_save() {
    let emulator = Emulator::start().await;
    let (resets, _) = with_code(&emulator, "r1").await;
    let before = load(&resets, "r1").await;
    let event = another_counts(&resets).await;
    let counted = load(&resets, "r1").await.versions;

    resets.save(&before.versions, &before.reset, None, &event, at(NOW)).await.unwrap();

    let after = load(&resets, "r1").await;
    assert_ne!(after.versions, counted, "the reset is saved");
    resets.save(&after.versions, &after.reset, Some(&after.limits), &event, at(NOW)).await.unwrap();
}

#[tokio::test]
async fn guess_on_stale_limits_is_a_conflict() {
    let emulator = Emulator::start().await;
    let (resets, _) = with_code(&emulator, "r1").await;
    let before = load(&resets, "r1").await;
    let count = async |attempt: &str| {
        resets.count_guess(&before.versions, &account(), &before.limits, attempt, at(NOW)).await
    };

    let counted = count("one").await.unwrap();
    assert_eq!(count("one").await.unwrap(), counted, "a repeated call of the same attempt succeeds");
    assert!(count("two").await.unwrap_err().is_conflict());
    assert_eq!(load(&resets, "r1").await.versions, counted);
}

#[tokio::test]
async fn first_guess_of_an_account_is_counted_once() {
    let emulator = Emulator::start().await;
    let resets = Resets::new(emulator.client.clone(), emulator.tables.clone());
    let (reset, event) = started("r1");
    resets.open(&reset, &event, at(NOW)).await.unwrap();
    let before = load(&resets, "r1").await;
    let count = async |attempt: &str| {
        resets.count_guess(&before.versions, &account(), &before.limits, attempt, at(NOW)).await
    };

    let counted = count("one").await.unwrap();
    assert_eq!(count("one").await.unwrap(), counted, "a repeated call of the same attempt succeeds");
    assert!(count("two").await.unwrap_err().is_conflict());
}

#[tokio::test]
async fn reset_of_an_earlier_version_is_not_found() {
    let emulator = Emulator::start().await;
    let (resets, reset) = with_code(&emulator, "r1").await;
    emulator.remove_attribute(&emulator.tables.resets, "RESET#r1", "kept").await;

    assert!(resets.find(reset.id()).await.unwrap().is_none());
    assert!(resets.load(reset.id(), &account()).await.unwrap().is_none());
}

/// Changes the limits of the account by another reset.
async fn another_counts(resets: &Resets) -> Event {
    let (other, event) = started("r2");
    resets.open(&other, &event, at(NOW)).await.unwrap();
    let other = load(resets, "r2").await;
    resets.save(&other.versions, &other.reset, Some(&other.limits), &event, at(NOW)).await.unwrap();
    event
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_concurrent_guesses_admit_three() {
    let emulator = Emulator::start().await;
    let (resets, _) = with_code(&emulator, "r1").await;
    let mut tasks = JoinSet::new();
    for attempt in 0..200 {
        let resets = resets.clone();
        tasks.spawn(async move { guess(&resets, attempt, at(NOW)).await });
    }

    let admitted = tasks.join_all().await.into_iter().filter(|admitted| *admitted).count();

    assert_eq!(admitted, 3);
    assert_eq!(load(&resets, "r1").await.limits.failed_guesses.len(), 3);
}

/// Guesses once, with as many attempts as it takes to be admitted or refused.
async fn guess(resets: &Resets, attempt: u32, now: Timestamp) -> bool {
    loop {
        let loaded = load(resets, "r1").await;
        let token = Token { generation: 2 };
        let method = MethodId("m1".into());
        let Ok(admitted) = loaded.reset.admit_guess(token, &method, loaded.limits, &Policy::default(), now)
        else {
            return false;
        };
        let limits = &admitted.limits;
        match resets.count_guess(&loaded.versions, &account(), limits, &attempt.to_string(), now).await {
            Ok(_) => return true,
            Err(StoreError::Conflict) => {}
            Err(error) => panic!("{error:?}"),
        }
    }
}

async fn load(resets: &Resets, id: &str) -> LoadedReset {
    resets.load(&ResetId(id.into()), &account()).await.unwrap().unwrap()
}
