use cloud::{
    StoreError,
    resets::{Loaded, Resets},
};
use jiff::{SignedDuration, Timestamp};
use reset_domain::{
    AccountId, AccountLimits, Event, Method, MethodId, MethodKind, Policy, Purpose, RequestDigest, Reset,
    ResetId, SendAttempt, SendCode, SendId, StartReset, Subject, Token,
};
use tokio::task::JoinSet;

use crate::emulator::{Emulator, at};

const NOW: &str = "2027-02-01T08:00:00.123456789Z";

pub(crate) fn started(id: &str) -> (Reset, Event) {
    let method = Method {
        id: MethodId("m1".into()),
        kind: MethodKind::Mail,
        hint: "a•••@•••".into(),
        destination: "hash".into(),
        decoy: false,
    };
    let start = StartReset {
        id: ResetId(id.into()),
        subject: Subject { account: AccountId("account".into()), decoy: false },
        purpose: Purpose::ResetPassword,
        source: None,
        methods: vec![method],
    };
    start.open(&AccountLimits::default(), &Policy::default(), at(NOW)).unwrap()
}

/// A store with one reset, of which a code was asked for.
pub(crate) async fn with_code(emulator: &Emulator, id: &str) -> (Resets, Reset) {
    let resets = Resets::new(emulator.client.clone(), emulator.tables.clone());
    let (reset, event) = started(id);
    resets.open(&reset, &event, id, at(NOW) + SignedDuration::from_mins(10), at(NOW)).await.unwrap();
    let loaded = resets.load(reset.id()).await.unwrap().unwrap();
    let attempt = SendAttempt {
        method: MethodId("m1".into()),
        typed_destination: None,
        send: SendId("s1".into()),
        request: RequestDigest("digest".into()),
    };
    let token = Token { generation: 1 };
    let sent = loaded.reset.send_code(token, attempt, loaded.limits, &Policy::default(), at(NOW)).unwrap();
    let SendCode::Admitted { reset, limits, event } = sent else { panic!("admitted") };
    resets.save(&loaded.versions, &reset, Some(&limits), &event, at(NOW)).await.unwrap();
    (resets, reset)
}

#[tokio::test]
async fn what_was_saved_is_loaded() {
    let emulator = Emulator::start().await;
    let (resets, reset) = with_code(&emulator, "r1").await;

    let loaded = resets.load(reset.id()).await.unwrap().unwrap();

    assert_eq!(loaded.reset, reset);
    assert_eq!(loaded.limits.sends.len(), 1);
    assert_eq!(emulator.count(&emulator.tables.audit).await, 2);
    assert!(resets.load(&ResetId("r2".into())).await.unwrap().is_none());
}

#[tokio::test]
async fn a_challenge_opens_one_reset() {
    let emulator = Emulator::start().await;
    let resets = Resets::new(emulator.client.clone(), emulator.tables.clone());
    let mut tasks = JoinSet::new();
    for number in 0..20 {
        let resets = resets.clone();
        tasks.spawn(async move {
            let (reset, event) = started(&format!("r{number}"));
            resets.open(&reset, &event, "challenge", at(NOW), at(NOW)).await
        });
    }

    let results = tasks.join_all().await;

    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    assert!(
        results.iter().filter_map(|result| result.as_ref().err()).all(StoreError::is_conflict),
        "{results:?}"
    );
    assert_eq!(emulator.count(&emulator.tables.audit).await, 1);
}

#[tokio::test]
async fn a_save_on_what_has_changed_saves_nothing() {
    let emulator = Emulator::start().await;
    let (resets, _) = with_code(&emulator, "r1").await;
    let first = load(&resets, "r1").await;
    let second = first.clone();
    let event = Event::CodeDelivered { method: MethodKind::Mail };
    resets.save(&first.versions, &first.reset, Some(&first.limits), &event, at(NOW)).await.unwrap();
    let entries = emulator.count(&emulator.tables.audit).await;

    let late = resets.save(&second.versions, &second.reset, None, &event, at(NOW)).await;

    assert!(matches!(late, Err(StoreError::Conflict)), "{late:?}");
    assert_eq!(emulator.count(&emulator.tables.audit).await, entries);
}

#[tokio::test]
async fn limits_that_another_reset_changed_are_noticed() {
    let emulator = Emulator::start().await;
    let (resets, _) = with_code(&emulator, "r1").await;
    let before = load(&resets, "r1").await;
    let event = another_counts(&resets).await;

    let late = resets.save(&before.versions, &before.reset, Some(&before.limits), &event, at(NOW)).await;

    assert!(matches!(late, Err(StoreError::Conflict)), "{late:?}");
}

#[tokio::test]
async fn limits_that_were_only_read_must_still_hold() {
    let emulator = Emulator::start().await;
    let (resets, _) = with_code(&emulator, "r1").await;
    let before = load(&resets, "r1").await;
    let event = another_counts(&resets).await;
    let entries = emulator.count(&emulator.tables.audit).await;

    let late = resets.save(&before.versions, &before.reset, None, &event, at(NOW)).await;

    assert!(matches!(late, Err(StoreError::Conflict)), "{late:?}");
    assert_eq!(emulator.count(&emulator.tables.audit).await, entries);
    let again = load(&resets, "r1").await;
    assert_eq!(again.reset, before.reset);
    resets.save(&again.versions, &again.reset, None, &event, at(NOW)).await.unwrap();
}

#[tokio::test]
async fn limits_that_were_not_there_must_still_be_absent() {
    let emulator = Emulator::start().await;
    let resets = Resets::new(emulator.client.clone(), emulator.tables.clone());
    let (reset, event) = started("r1");
    resets.open(&reset, &event, "challenge", at(NOW), at(NOW)).await.unwrap();
    let before = load(&resets, "r1").await;
    let next = resets.save(&before.versions, &before.reset, None, &event, at(NOW)).await.unwrap();
    another_counts(&resets).await;

    let late = resets.save(&next, &before.reset, None, &event, at(NOW)).await;

    assert!(matches!(late, Err(StoreError::Conflict)), "{late:?}");
}

/// Another reset of the same account changes what is counted for it.
async fn another_counts(resets: &Resets) -> Event {
    let (other, event) = started("r2");
    resets.open(&other, &event, "another", at(NOW), at(NOW)).await.unwrap();
    let other = load(resets, "r2").await;
    resets.save(&other.versions, &other.reset, Some(&other.limits), &event, at(NOW)).await.unwrap();
    event
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_guesses_at_once_admit_three() {
    let emulator = Emulator::start().await;
    let (resets, _) = with_code(&emulator, "r1").await;
    let mut tasks = JoinSet::new();
    for _ in 0..200 {
        let resets = resets.clone();
        tasks.spawn(async move { guess(&resets, at(NOW)).await });
    }

    let admitted = tasks.join_all().await.into_iter().filter(|admitted| *admitted).count();

    assert_eq!(admitted, 3);
    assert_eq!(load(&resets, "r1").await.limits.failed_guesses.len(), 3);
}

/// One guess, with as many attempts as it takes to be admitted or refused.
async fn guess(resets: &Resets, now: Timestamp) -> bool {
    loop {
        let loaded = load(resets, "r1").await;
        let token = Token { generation: 2 };
        let method = MethodId("m1".into());
        let Ok(admitted) = loaded.reset.admit_guess(token, &method, loaded.limits, &Policy::default(), now)
        else {
            return false;
        };
        let (reset, limits, event) = (&admitted.reset, &admitted.limits, &admitted.event);
        match resets.save(&loaded.versions, reset, Some(limits), event, now).await {
            Ok(_) => return true,
            Err(StoreError::Conflict) => {}
            Err(error) => panic!("{error:?}"),
        }
    }
}

async fn load(resets: &Resets, id: &str) -> Loaded {
    resets.load(&ResetId(id.into())).await.unwrap().unwrap()
}
