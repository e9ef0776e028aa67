use std::collections::BTreeSet;

use domain::{Event, MethodKind, SendId};
use store::resets::{DeliveryAttempt, Resets};
use tokio::task::JoinSet;

use crate::{
    emulator::{Emulator, at},
    resets::{account, with_code},
};

const NOW: &str = "2027-02-01T08:00:10Z";

#[tokio::test]
async fn one_of_two_concurrent_deliveries_sends() {
    let emulator = Emulator::start().await;
    let (resets, reset) = with_code(&emulator, "r1").await;
    let claim = async |name: &str, is_repeated: bool, now: &str| {
        let send = SendId("s1".into());
        resets.claim_delivery(&reset, &send, DeliveryAttempt { name, is_repeated }, at(now)).await.unwrap()
    };

    assert!(claim("one", false, NOW).await);
    assert!(claim("one", false, NOW).await, "a repeated call of the same attempt succeeds");
    assert!(!claim("two", false, NOW).await, "another attempt for the same sending is refused");
    assert!(!claim("two", false, "2027-02-01T09:00:00Z").await);
    // The queue gives the same message out again.
    assert!(!claim("three", true, "2027-02-01T08:00:39Z").await, "the first delivery may be in progress");
    assert!(claim("three", true, "2027-02-01T08:00:40Z").await);
    assert!(!claim("four", true, "2027-02-01T08:00:41Z").await);
}

#[tokio::test]
async fn delivery_reads_the_reset_of_its_own_account_only() {
    let emulator = Emulator::start().await;
    let (resets, reset) = with_code(&emulator, "r1").await;

    let found = resets.load_for_delivery(reset.id(), &account()).await.unwrap().unwrap();
    assert_eq!(found.reset, reset);
    assert!(found.account.is_none(), "no account is found for a decoy");
    let another = domain::AccountId("another".into());
    assert!(resets.load_for_delivery(reset.id(), &another).await.unwrap().is_none());
}

#[tokio::test]
async fn each_failed_delivery_is_audited() {
    let emulator = Emulator::start().await;
    let (resets, reset) = with_code(&emulator, "r1").await;
    let before = emulator.count(&emulator.tables.audit).await;
    let failed = Event::DeliveryFailed { method: MethodKind::Mail };
    for now in [NOW, "2027-02-01T08:03:10Z"] {
        resets.note_delivery_failure(&reset, &SendId("s1".into()), &failed, at(now)).await.unwrap();
    }

    assert_eq!(emulator.count(&emulator.tables.audit).await, before + 2);
}

fn addresses(of: &[&str]) -> BTreeSet<String> {
    of.iter().map(|one| (*one).to_owned()).collect()
}

/// Claims those of these addresses that no attempt has claimed, for the account of the emulator's reset, and returns
/// them.
async fn claim(resets: &Resets, attempt: &str, of: &[&str]) -> BTreeSet<String> {
    let found = resets.load_for_notice("n1", &account()).await.unwrap().unwrap();
    let unclaimed = found.notice.unclaimed(of.iter().copied());
    match resets.claim_notice(&found.notice, &unclaimed, attempt, at(NOW)).await.unwrap() {
        Some(_) => unclaimed,
        None => BTreeSet::new(),
    }
}

#[tokio::test]
async fn notice_is_claimed_once_per_address() {
    let emulator = Emulator::start().await;
    let (resets, _) = with_code(&emulator, "r1").await;
    emulator.put_account("account").await;
    let mut tasks = JoinSet::new();
    for attempt in 0..20 {
        let resets = resets.clone();
        tasks.spawn(async move { claim(&resets, &attempt.to_string(), &["mail", "text"]).await });
    }

    let claimed = tasks.join_all().await.into_iter().filter(|claimed| !claimed.is_empty());
    assert_eq!(claimed.collect::<Vec<_>>(), [addresses(&["mail", "text"])]);
    assert_eq!(claim(&resets, "later", &["mail", "text", "new"]).await, addresses(&["new"]));
}

#[tokio::test]
async fn released_address_is_claimed_again() {
    let emulator = Emulator::start().await;
    let (resets, _) = with_code(&emulator, "r1").await;
    emulator.put_account("account").await;
    let found = resets.load_for_notice("n1", &account()).await.unwrap().unwrap();
    let both = addresses(&["mail", "text"]);
    let claimed = resets.claim_notice(&found.notice, &both, "one", at(NOW)).await.unwrap().unwrap();
    let again = resets.claim_notice(&found.notice, &both, "one", at(NOW)).await.unwrap();
    assert_eq!(again.as_ref(), Some(&claimed), "a repeated call of the same attempt succeeds");

    resets.release_notice(&claimed, &addresses(&["text"]), at(NOW)).await.unwrap();

    assert_eq!(claim(&resets, "two", &["mail", "text"]).await, addresses(&["text"]));
    assert!(claim(&resets, "three", &["mail", "text"]).await.is_empty());
}
