use jiff::{SignedDuration, Timestamp};
use store::leader_lease::{LeaderLease, Leadership, SyncStep};

use crate::emulator::{Emulator, at};

/// The id of the keys of the accounts.
const KEYS: &str = "keys";

fn after(seconds: i64) -> Timestamp {
    at("2027-02-01T08:00:00Z") + SignedDuration::from_secs(seconds)
}

async fn lease() -> (Emulator, LeaderLease) {
    let emulator = Emulator::start().await;
    let lease = LeaderLease::new(emulator.client.clone(), emulator.settings.clone());
    (emulator, lease)
}

const fn step(agent: &'static str, fence: u64, sync: &'static str) -> SyncStep<'static> {
    SyncStep { agent, fence, sync }
}

#[tokio::test]
async fn one_agent_leads_until_its_lease_ends() {
    let (_emulator, lease) = lease().await;
    let leads = |fence| Leadership { leads: true, fence, ..Leadership::default() };

    assert_eq!(lease.acquire("a", KEYS, after(0)).await.unwrap(), leads(1));
    assert_eq!(lease.acquire("b", KEYS, after(59)).await.unwrap(), Leadership::default());
    assert_eq!(lease.acquire("a", KEYS, after(59)).await.unwrap(), leads(1));
    assert_eq!(lease.acquire("b", KEYS, after(118)).await.unwrap(), Leadership::default());
    assert_eq!(lease.acquire("b", KEYS, after(119)).await.unwrap(), leads(2));
    assert_eq!(lease.acquire("a", KEYS, after(120)).await.unwrap(), Leadership::default());
    assert_eq!(
        lease.acquire("b", KEYS, after(300)).await.unwrap(),
        leads(3),
        "an agent that suspended may have lost the lease"
    );
}

#[tokio::test]
async fn batches_are_accepted_in_order_and_the_last_one_again() {
    let (_emulator, lease) = lease().await;
    lease.acquire("a", KEYS, after(0)).await.unwrap();
    let admit = async |step, number| lease.accept_batch(step, number, "DEMO", after(1)).await.unwrap();

    assert!(!admit(step("a", 1, "s"), 1).await, "a batch without the one before it is refused");
    for (number, admitted) in [(0, true), (0, true), (1, true), (1, true), (3, false), (2, true), (1, false)]
    {
        assert_eq!(admit(step("a", 1, "s"), number).await, admitted, "{number}");
    }
    assert!(!admit(step("a", 1, "other"), 3).await);
    assert!(!admit(step("a", 2, "s"), 3).await);
    assert!(!admit(step("b", 1, "s"), 3).await);
}

#[tokio::test]
async fn sync_is_complete_after_its_last_batch() {
    let (_emulator, lease) = lease().await;
    lease.acquire("a", KEYS, after(0)).await.unwrap();
    for number in 0..3 {
        assert!(lease.accept_batch(step("a", 1, "s"), number, "DEMO", after(5)).await.unwrap());
    }

    assert!(lease.accept_finish(step("a", 1, "s"), 2, after(6)).await.unwrap().is_none());
    assert!(lease.accept_finish(step("a", 1, "s"), 4, after(6)).await.unwrap().is_none());
    let whole = lease.accept_finish(step("a", 1, "s"), 3, after(6)).await.unwrap().unwrap();
    assert_eq!((whole.began_at, whole.domain.as_deref()), (after(5), Some("DEMO")));
    assert!(lease.save_cookie(step("a", 1, "s"), "cookie", KEYS, after(7)).await.unwrap());
    assert_eq!(lease.acquire("a", KEYS, after(8)).await.unwrap().cookie.as_deref(), Some("cookie"));
}

#[tokio::test]
async fn sync_with_other_keys_begins_without_a_cookie() {
    let (_emulator, lease) = lease().await;
    lease.acquire("a", KEYS, after(0)).await.unwrap();
    assert!(lease.save_cookie(step("a", 1, "s"), "cookie", KEYS, after(0)).await.unwrap());
    assert_eq!(lease.acquire("a", "other keys", after(1)).await.unwrap().cookie, None);
    assert_eq!(lease.acquire("a", KEYS, after(2)).await.unwrap().cookie.as_deref(), Some("cookie"));
}

#[tokio::test]
async fn former_leader_changes_nothing_and_the_cookie_stays() {
    let (_emulator, lease) = lease().await;
    lease.acquire("a", KEYS, after(0)).await.unwrap();
    assert!(lease.save_cookie(step("a", 1, "s"), "first", KEYS, after(0)).await.unwrap());
    assert!(lease.accept_batch(step("a", 1, "s"), 0, "DEMO", after(0)).await.unwrap());

    let taken = lease.acquire("b", KEYS, after(60)).await.unwrap();
    assert_eq!((taken.fence, taken.cookie.as_deref()), (2, Some("first")));

    assert!(!lease.accept_batch(step("a", 1, "s"), 1, "DEMO", after(61)).await.unwrap());
    assert!(lease.accept_finish(step("a", 1, "s"), 1, after(61)).await.unwrap().is_none());
    assert!(!lease.save_cookie(step("a", 1, "s"), "stale", KEYS, after(61)).await.unwrap());
    assert_eq!(lease.acquire("b", KEYS, after(62)).await.unwrap().cookie.as_deref(), Some("first"));
    let nothing = lease.accept_finish(step("b", 2, "t"), 0, after(63)).await.unwrap().unwrap();
    assert_eq!(nothing.domain, None);
}
