use cloud::{
    codes::{CodeDigest, CodePlace},
    keys::Secret,
};
use reset_domain::{Event, MethodKind, Reset, SendId};
use tokio::task::JoinSet;

use crate::{
    emulator::{Emulator, at},
    resets::with_code,
};

const NOW: &str = "2027-02-01T08:00:10Z";

fn place<'a>(reset: &'a Reset, send: &'a SendId) -> CodePlace<'a> {
    let account = &reset.subject().account;
    CodePlace { reset: reset.id(), account, method: &reset.methods()[0], purpose: reset.purpose(), send }
}

#[tokio::test]
async fn only_the_newest_code_of_a_sending_matches() {
    let emulator = Emulator::start().await;
    let (resets, reset) = with_code(&emulator, "r1").await;
    let stored = async || -> Option<CodeDigest> {
        resets.load_for_guess(reset.id(), at(NOW)).await.unwrap().expect("the reset").code
    };
    let key = Secret::new("a secret of at least thirty-two bytes".into()).unwrap().code_key();
    let send = SendId("s1".into());
    assert!(stored().await.is_none());
    assert!(!key.matches(None, &reset, "012345"));

    // The second delivery begins when the first has been given up.
    for (code, now) in [("012345", NOW), ("999999", "2027-02-01T08:00:40Z")] {
        let digest = key.digest(&place(&reset, &send), code);
        assert!(resets.keep_code(reset.id(), &send, &digest, reset.expires_at(), at(now)).await.unwrap());
    }

    let stored = stored().await;
    assert!(key.matches(stored.as_ref(), &reset, "999999"));
    for wrong in ["012345", "", "9999999", "99999"] {
        assert!(!key.matches(stored.as_ref(), &reset, wrong), "{wrong}");
    }
    assert!(!emulator.dump(&emulator.tables.resets).await.contains("999999"));
}

#[tokio::test]
async fn of_two_deliveries_at_once_one_keeps_its_code() {
    let emulator = Emulator::start().await;
    let (resets, reset) = with_code(&emulator, "r1").await;
    let key = Secret::new("a secret of at least thirty-two bytes".into()).unwrap().code_key();
    let send = SendId("s1".into());
    let keep = async |code: &str, now: &str| {
        let digest = key.digest(&place(&reset, &send), code);
        resets.keep_code(reset.id(), &send, &digest, reset.expires_at(), at(now)).await.unwrap()
    };

    assert!(keep("012345", NOW).await);
    assert!(keep("012345", NOW).await, "the reply was lost, and the call repeated");
    assert!(!keep("999999", NOW).await);
    assert!(!keep("999999", "2027-02-01T08:00:39Z").await);
    assert!(keep("999999", "2027-02-01T08:00:40Z").await);

    let delivered = Event::CodeDelivered { method: MethodKind::Mail };
    resets.note_delivery(&reset, &send, &delivered, at(NOW)).await.unwrap();
    assert!(!keep("000000", "2027-02-01T09:00:00Z").await);
}

#[tokio::test]
async fn a_delivery_is_noted_once() {
    let emulator = Emulator::start().await;
    let (resets, reset) = with_code(&emulator, "r1").await;
    let send = SendId("s1".into());
    let failed = Event::DeliveryFailed { method: MethodKind::Mail };
    resets.note_delivery(&reset, &send, &failed, at(NOW)).await.unwrap();
    assert!(!resets.is_delivered(reset.id(), &send).await.unwrap());

    let delivered = Event::CodeDelivered { method: MethodKind::Mail };
    resets.note_delivery(&reset, &send, &delivered, at(NOW)).await.unwrap();

    assert!(resets.is_delivered(reset.id(), &send).await.unwrap());
    assert!(resets.note_delivery(&reset, &send, &delivered, at(NOW)).await.unwrap_err().is_conflict());
}

#[tokio::test]
async fn a_notice_is_sent_once() {
    let emulator = Emulator::start().await;
    let (resets, _) = with_code(&emulator, "r1").await;
    let mut tasks = JoinSet::new();
    for attempt in 0..20 {
        let resets = resets.clone();
        tasks.spawn(async move { resets.first_notice("n1", &attempt.to_string(), at(NOW)).await.unwrap() });
    }

    assert_eq!(tasks.join_all().await.into_iter().filter(|first| *first).count(), 1);
    resets.forget_notice("n1").await.unwrap();
    assert!(resets.first_notice("n1", "again", at(NOW)).await.unwrap());
    assert!(!resets.first_notice("n1", "another", at(NOW)).await.unwrap());
    // The reply was lost, and the call repeated.
    assert!(resets.first_notice("n1", "again", at(NOW)).await.unwrap());
}
