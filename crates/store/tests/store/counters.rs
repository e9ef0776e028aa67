use domain::shared_limit::SharedLimit;
use jiff::SignedDuration;
use store::counters::{CountOutcome, Counters};
use tokio::task::JoinSet;

use crate::emulator::{Emulator, at};

const NOW: &str = "2027-02-01T08:00:00Z";

fn limit(maximum: u32) -> SharedLimit {
    let key = "test".into();
    SharedLimit { key, window_seconds: 3_600, maximum, reserve: 0, maximum_per_hour: None, amount: 1 }
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
async fn count_is_taken_back_from_any_shard() {
    let emulator = Emulator::start().await;
    let counters = Counters::new(emulator.client.clone(), emulator.tables.resets.clone());
    for maximum in [2, 20_000] {
        let limit = SharedLimit { key: maximum.to_string(), ..limit(maximum) };
        counters.take_back(&limit, at(NOW)).await.unwrap();
        counters.note(&limit, at(NOW)).await.unwrap();
        counters.note(&limit, at(NOW)).await.unwrap();
        counters.take_back(&limit, at(NOW)).await.unwrap();
        assert_eq!(counters.recent(&limit, at(NOW)).await.unwrap(), 1);
        counters.take_back(&limit, at(NOW)).await.unwrap();
        counters.take_back(&limit, at(NOW)).await.unwrap();
        assert_eq!(counters.recent(&limit, at(NOW)).await.unwrap(), 0);
    }
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
async fn reserve_is_left_to_others() {
    let emulator = Emulator::start().await;
    let counters = Counters::new(emulator.client.clone(), emulator.tables.resets.clone());
    let strangers = SharedLimit { reserve: 1, ..limit(3) };
    let until = at("2027-02-01T09:00:00Z");
    for expected in [CountOutcome::Allowed, CountOutcome::Allowed, CountOutcome::Reached { until }] {
        assert_eq!(counters.check(std::slice::from_ref(&strangers), at(NOW)).await.unwrap(), [expected]);
        assert_eq!(counters.count(&strangers, at(NOW)).await.unwrap(), expected);
    }

    let large = SharedLimit { key: "large".into(), reserve: 4_000, ..limit(20_000) };
    assert_eq!(counters.check(&[limit(3)], at(NOW)).await.unwrap(), [CountOutcome::Allowed]);
    assert_eq!(counters.count(&limit(3), at(NOW)).await.unwrap(), CountOutcome::Allowed);
    assert_eq!(
        counters.check(&[large.clone(), limit(3)], at(NOW)).await.unwrap(),
        [CountOutcome::Allowed, CountOutcome::Reached { until }]
    );
    assert_eq!(counters.count(&large, at(NOW)).await.unwrap(), CountOutcome::Allowed);
    assert_eq!(counters.recent(&SharedLimit { reserve: 0, ..large }, at(NOW)).await.unwrap(), 1);
}

#[tokio::test]
async fn an_hour_and_its_day_are_counted_at_once() {
    let emulator = Emulator::start().await;
    let counters = Counters::new(emulator.client.clone(), emulator.tables.resets.clone());
    let limit = SharedLimit { window_seconds: 86_400, maximum_per_hour: Some(2), ..limit(3) };
    let count = async |moment| counters.count(&limit, at(moment)).await.unwrap();
    let reached = |until| CountOutcome::Reached { until: at(until) };
    for _ in 0..2 {
        assert_eq!(count("2027-02-01T08:59:59Z").await, CountOutcome::Allowed);
    }
    assert_eq!(count("2027-02-01T08:59:59Z").await, reached("2027-02-01T09:00:00Z"));
    assert_eq!(count("2027-02-01T09:00:00Z").await, CountOutcome::Allowed);
    assert_eq!(count("2027-02-01T09:00:00Z").await, reached("2027-02-02T00:00:00Z"));
    assert_eq!(count("2027-02-02T00:00:00Z").await, CountOutcome::Allowed);
}

#[tokio::test]
async fn a_count_of_an_hour_is_taken_back_with_that_of_its_day() {
    let emulator = Emulator::start().await;
    let counters = Counters::new(emulator.client.clone(), emulator.tables.resets.clone());
    let limit = SharedLimit { window_seconds: 86_400, maximum_per_hour: Some(1), ..limit(2) };
    let now = at("2027-02-01T08:59:59Z");
    for _ in 0..3 {
        assert_eq!(counters.count(&limit, now).await.unwrap(), CountOutcome::Allowed);
        counters.take_back(&limit, now).await.unwrap();
    }
    assert_eq!(counters.count(&limit, now).await.unwrap(), CountOutcome::Allowed);
    assert!(matches!(counters.count(&limit, now).await.unwrap(), CountOutcome::Reached { .. }));
}

#[tokio::test]
async fn attempt_counts_for_its_segments_and_never_beyond_the_limit() {
    let emulator = Emulator::start().await;
    let counters = Counters::new(emulator.client.clone(), emulator.tables.resets.clone());
    let count = async |segments| counters.count(&limit(5).with_segments(segments), at(NOW)).await.unwrap();
    let is_reached = |outcome| matches!(outcome, CountOutcome::Reached { .. });
    assert!(is_reached(count(6).await));
    assert_eq!([count(2).await, count(2).await], [CountOutcome::Allowed; 2]);
    assert!(is_reached(count(2).await), "one is left");
    assert_eq!(count(1).await, CountOutcome::Allowed);
    assert!(is_reached(count(0).await), "no message is free");
    counters.take_back(&limit(5).with_segments(2), at(NOW)).await.unwrap();
    assert_eq!(counters.recent(&limit(5), at(NOW)).await.unwrap(), 3);
}
