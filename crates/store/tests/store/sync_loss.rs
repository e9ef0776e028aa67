//! Accounts that a full sync would remove.

use agent_protocol::sync::{Account, Loss};
use jiff::SignedDuration;
use store::{
    accounts::FullSync,
    leader_lease::{LeaderLease, SyncStep},
};

use crate::{
    directory::{Directory, anna},
    emulator::{Emulator, at},
};

const NOW: &str = "2027-02-01T08:00:00Z";

fn users(count: u32) -> Vec<Account> {
    let user = |number| Account {
        id: format!("id-{number}"),
        account_name: format!("user{number}"),
        user_principal_name: None,
        work_mail: None,
        ..anna()
    };
    (0..count).map(user).collect()
}

#[tokio::test]
async fn accounts_that_a_full_sync_would_remove_are_counted() {
    let emulator = Emulator::start().await;
    let directory = Directory::in_emulator(&emulator);
    directory.save(0, &users(5)).await;
    directory.save(5, &users(3)).await;

    let sync = |domain, minutes| {
        let began_at = at(NOW) + SignedDuration::from_mins(minutes);
        FullSync { domain, began_at, now: began_at + SignedDuration::from_mins(1) }
    };
    let count = async |sync| directory.accounts.count_unsynced(sync).await.unwrap();
    assert_eq!(count(sync("DEMO", 0)).await, Loss { lost: 0, known: 5 });
    assert_eq!(count(sync("DEMO", 5)).await, Loss { lost: 2, known: 5 });
    assert_eq!(count(sync("OTHER", 5)).await, Loss::default());
    assert_eq!(
        count(sync("OTHER", 9 * 24 * 60)).await,
        Loss { lost: 5, known: 5 },
        "a week is the longest pause"
    );
}

#[tokio::test]
async fn loss_is_accepted_once_and_after_it_was_refused() {
    let emulator = Emulator::start().await;
    let lease = LeaderLease::new(emulator.client.clone(), emulator.settings.clone());
    let fence = lease.acquire("agent-1", "keys", at(NOW)).await.unwrap().fence;
    let step = SyncStep { agent: "agent-1", fence, sync: "sync-1" };
    let is_accepted = async || lease.acquire("agent-1", "keys", at(NOW)).await.unwrap().is_loss_accepted;
    let accepted = async || {
        assert!(lease.accept_batch(step, 0, "DEMO", at(NOW)).await.unwrap());
        lease.accept_finish(step, 1, at(NOW)).await.unwrap().unwrap().accepted_loss
    };
    assert_eq!(lease.accept_loss().await.unwrap(), None, "there is nothing to accept");
    assert_eq!((accepted().await, is_accepted().await), (0, false));

    let loss = Loss { lost: 4, known: 5 };
    assert!(lease.refuse_loss(step, loss, at(NOW)).await.unwrap());
    assert_eq!((accepted().await, is_accepted().await), (0, false));
    assert_eq!(lease.accept_loss().await.unwrap(), Some(loss));
    assert_eq!((accepted().await, is_accepted().await), (4, true));

    assert!(lease.save_cookie(step, "cookie", "keys", at(NOW)).await.unwrap());
    assert_eq!((accepted().await, is_accepted().await), (0, false), "once");
    assert_eq!(lease.accept_loss().await.unwrap(), None);
    let stranger = SyncStep { agent: "agent-2", ..step };
    assert!(!lease.refuse_loss(stranger, loss, at(NOW)).await.unwrap());
}
