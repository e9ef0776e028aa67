use store::used_challenges::UsedChallenges;
use tokio::task::JoinSet;

use crate::emulator::{Emulator, at};

const EXPIRY: &str = "2027-02-01T08:00:00Z";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn challenge_is_used_up_once_under_concurrency() {
    let emulator = Emulator::start().await;
    let used = UsedChallenges::new(emulator.client.clone(), emulator.tables.resets.clone());
    let mut tasks = JoinSet::new();
    for _ in 0..20 {
        let used = used.clone();
        tasks.spawn(async move { used.use_up("one", at(EXPIRY)).await.unwrap() });
    }
    assert_eq!(tasks.join_all().await.into_iter().filter(|was_good| *was_good).count(), 1);
    assert!(used.use_up("other", at(EXPIRY)).await.unwrap());
}
