use domain::shared_limit::SharedLimit;
use jiff::SignedDuration;
use store::counters::{CountOutcome, Counters};
use tokio::task::JoinSet;

use crate::emulator::{Emulator, at};

const NOW: &str = "2027-02-01T08:00:00Z";

fn limit(maximum: u32) -> SharedLimit {
    SharedLimit { key: "test".into(), window_seconds: 3_600, maximum }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn concurrent_counts_stop_exactly_at_the_limit() {
    let emulator = Emulator::start().await;
    let counters = Counters::new(emulator.client.clone(), emulator.tables.resets.clone());
    let mut tasks = JoinSet::new();
    for _ in 0..200 {
        let counters = counters.clone();
        tasks.spawn(async move { counters.count(&limit(50), at(NOW)).await.unwrap() });
    }

    let counted = tasks.join_all().await;

    assert_eq!(counted.iter().filter(|counted| **counted == CountOutcome::Allowed).count(), 50);
    let until = at("2027-02-01T09:00:00Z");
    assert!(counted.contains(&CountOutcome::Reached { until }));
    assert_eq!(counters.recent(&limit(50), at(NOW)).await.unwrap(), 50);
}

#[tokio::test]
async fn recent_count_includes_the_previous_window() {
    let emulator = Emulator::start().await;
    let counters = Counters::new(emulator.client.clone(), emulator.tables.resets.clone());
    let next = at(NOW) + SignedDuration::from_hours(1);
    assert_eq!(counters.count(&limit(1), at(NOW)).await.unwrap(), CountOutcome::Allowed);
    assert_ne!(counters.count(&limit(1), at(NOW)).await.unwrap(), CountOutcome::Allowed);

    assert_eq!(counters.count(&limit(1), next).await.unwrap(), CountOutcome::Allowed);

    assert_eq!(counters.recent(&limit(1), next).await.unwrap(), 2);
    assert_eq!(counters.recent(&limit(1), next + SignedDuration::from_hours(2)).await.unwrap(), 0);
}

#[tokio::test]
async fn limit_of_zero_allows_nothing() {
    let emulator = Emulator::start().await;
    let counters = Counters::new(emulator.client.clone(), emulator.tables.resets.clone());

    assert_ne!(counters.count(&limit(0), at(NOW)).await.unwrap(), CountOutcome::Allowed);
}

#[tokio::test]
async fn full_shard_passes_on_to_the_next() {
    let emulator = Emulator::start().await;
    let counters = Counters::new(emulator.client.clone(), emulator.tables.resets.clone());
    for shard in 0..7 {
        let name = format!("COUNT#test#{}#{shard}", limit(10_000).window(at(NOW)));
        let item = emulator.client.put_item().table_name(&emulator.tables.resets);
        let number = aws_sdk_dynamodb::types::AttributeValue::N("1250".into());
        let key = aws_sdk_dynamodb::types::AttributeValue::S(name);
        item.item("pk", key).item("counted", number).send().await.unwrap();
    }

    assert_eq!(counters.count(&limit(10_000), at(NOW)).await.unwrap(), CountOutcome::Allowed);
    assert_eq!(counters.recent(&limit(10_000), at(NOW)).await.unwrap(), 7 * 1_250 + 1);
}

#[tokio::test]
async fn attempt_refused_by_one_limit_is_not_counted_by_the_other() {
    let emulator = Emulator::start().await;
    let counters = Counters::new(emulator.client.clone(), emulator.tables.resets.clone());
    let named = |key: &str, maximum| SharedLimit { key: key.into(), ..limit(maximum) };
    let (narrow, wide, large) = (named("narrow", 1), named("wide", 5), named("large", 20_000));
    for (one, other) in [(&narrow, &wide), (&wide, &narrow), (&large, &narrow), (&narrow, &large)] {
        counters.count_both(one, other, at(NOW)).await.unwrap();
    }

    let counted = async |limit| counters.recent(limit, at(NOW)).await.unwrap();
    assert_eq!((counted(&narrow).await, counted(&wide).await, counted(&large).await), (1, 1, 0));
    assert_eq!(counters.count_both(&wide, &large, at(NOW)).await.unwrap(), CountOutcome::Allowed);
    assert_eq!((counted(&wide).await, counted(&large).await), (2, 1));
}
