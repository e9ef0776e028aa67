use domain::{Event, MethodKind};
use jiff::SignedDuration;
use store::{
    audit::Entry,
    notices::{NoticeDecision, Notices},
};

use crate::{
    emulator::{Emulator, at},
    resets::account,
};

const NOON: &str = "2027-02-01T12:00:00Z";

fn entry(id: &str, time: &str) -> Entry {
    Entry {
        id: id.into(),
        account: Some(account()),
        reset: None,
        network: Some("192.0.2.0/24".into()),
        device: None,
        at: at(time),
        event: Event::MethodRemoved { method: MethodKind::Mail, method_id: "m".into() },
    }
}

async fn notices() -> (Emulator, Notices) {
    let emulator = Emulator::start().await;
    emulator.put_account(&account().0).await;
    let notices = Notices::new(emulator.client.clone(), emulator.tables.clone());
    (emulator, notices)
}

async fn gather(notices: &Notices, id: &str, time: &str) -> NoticeDecision {
    notices.gather(&account(), &entry(id, time), at(time)).await.unwrap()
}

async fn waiting(notices: &Notices) -> Vec<String> {
    let (_, waiting) = notices.load_waiting(&account()).await.unwrap().unwrap();
    waiting.into_iter().map(|entry| entry.id).collect()
}

#[tokio::test]
async fn first_notice_goes_at_once_and_later_ones_wait_together() {
    let (_emulator, notices) = notices().await;
    let until = at("2027-02-01T12:05:00Z");
    assert_eq!(gather(&notices, "one", NOON).await, NoticeDecision::SendNow);
    let first = NoticeDecision::Wait { until, is_first: true };
    assert_eq!(gather(&notices, "two", "2027-02-01T12:01:00Z").await, first);
    let third = NoticeDecision::Wait { until, is_first: false };
    assert_eq!(gather(&notices, "three", "2027-02-01T12:04:59Z").await, third);
    assert_eq!(waiting(&notices).await, ["two", "three"]);
}

#[tokio::test]
async fn repeated_entry_gets_the_decision_as_before() {
    let (_emulator, notices) = notices().await;
    for _ in 0..2 {
        assert_eq!(gather(&notices, "one", NOON).await, NoticeDecision::SendNow);
    }
    for _ in 0..2 {
        let gathered = gather(&notices, "two", "2027-02-01T12:01:00Z").await;
        assert!(matches!(gathered, NoticeDecision::Wait { is_first: true, .. }), "{gathered:?}");
    }
    assert_eq!(gather(&notices, "one", NOON).await, NoticeDecision::SendNow);
    assert_eq!(waiting(&notices).await, ["two"]);
}

#[tokio::test]
async fn five_minutes_begin_again_once_nothing_waits() {
    let (_emulator, notices) = notices().await;
    gather(&notices, "one", NOON).await;
    let end = "2027-02-01T12:05:00Z";
    assert_eq!(gather(&notices, "two", end).await, NoticeDecision::SendNow);
    gather(&notices, "three", "2027-02-01T12:06:00Z").await;
    // No notice of what waits was sent, although its time is over.
    let late = gather(&notices, "four", "2027-02-01T13:00:00Z").await;
    assert!(matches!(late, NoticeDecision::Wait { is_first: false, .. }), "{late:?}");
    let (_, sent) = notices.load_waiting(&account()).await.unwrap().unwrap();
    assert!(!notices.remove_waiting(&account(), &sent).await.unwrap());
    assert_eq!(gather(&notices, "five", "2027-02-01T13:00:01Z").await, NoticeDecision::SendNow);
}

#[tokio::test]
async fn entry_that_came_meanwhile_still_waits() {
    let (_emulator, notices) = notices().await;
    gather(&notices, "one", NOON).await;
    gather(&notices, "two", NOON).await;
    let (_, sent) = notices.load_waiting(&account()).await.unwrap().unwrap();
    gather(&notices, "three", NOON).await;
    assert!(notices.remove_waiting(&account(), &sent).await.unwrap());
    assert_eq!(waiting(&notices).await, ["three"]);
}

#[tokio::test]
async fn refused_notice_is_audited_once() {
    let (emulator, notices) = notices().await;
    let before = emulator.count(&emulator.tables.audit.name).await;
    for _ in 0..2 {
        let address = (MethodKind::Mail, "hash");
        let now = at(NOON) + SignedDuration::from_secs(1);
        notices.note_refusal(&account(), &entry("one", NOON), address, now).await.unwrap();
    }
    assert_eq!(emulator.count(&emulator.tables.audit.name).await, before + 1);
}
