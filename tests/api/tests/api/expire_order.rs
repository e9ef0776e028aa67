//! `expire-order` ends deferred orders whose time is over.

use api_tests::{aws, deferred_order, fixtures, outbox, tables};
use serde_json::json;

#[tokio::test]
async fn expired_deferred_order_is_refused_and_notified() {
    let (person, reset, job) = deferred_order::user_with_deferred_order().await;
    outbox::wait_for(&person.mail, 2).await;
    // A deadline that comes early is delayed, to the second.
    fixtures::set_order_end(&reset.id(), 4).await;
    queue_deadline(&reset.id(), &job).await;
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    assert!(reset.show().await.success(200)["keepsTryingUntil"].is_string());
    let mails = outbox::wait_for(&person.mail, 3).await;
    assert!(mails[0].body.contains("the directory was not reached in time."), "{mails:?}");
    let texts = outbox::wait_for(&person.mobile, 2).await;
    assert!(texts[0].body.contains("the directory was not reached in time"), "{texts:?}");
    let refused = json!({ "state": "refused", "refusal": { "kind": "job-expired" } });
    assert_eq!(reset.show().await.success(200), refused);
    let events = tables::audit(&reset.id()).await;
    let ended = events.iter().find(|event| event["event"] == "order_refused").expect("the end");
    assert_eq!((ended["kept_trying"].clone(), ended.get("agent")), (json!(true), None));
    // Repeated, it changes nothing.
    queue_deadline(&reset.id(), &job).await;
    outbox::wait_until_idle().await;
    assert_eq!(tables::count(&reset.id(), "order_refused").await, 1);
    assert_eq!(outbox::messages(&[&person.mail]).await.len(), 3);
}

#[tokio::test]
async fn deadline_of_a_finished_order_changes_nothing() {
    let (_, reset, job) = deferred_order::user_with_deferred_order().await;
    reset.post(api_tests::path::CANCEL, &json!({})).await.success(200);
    let cancelled = reset.show().await.success(200);
    queue_deadline(&reset.id(), &job).await;
    queue_deadline(&reset.id(), "another-job").await;
    queue_deadline("no-such-reset", &job).await;
    outbox::wait_until_idle().await;
    assert_eq!(reset.show().await.success(200), cancelled);
    assert_eq!(tables::count(&reset.id(), "order_refused").await, 1);
}

/// Queues a deadline that is due now.
async fn queue_deadline(reset: &str, job: &str) {
    let body = json!({ "reset": reset, "job": job }).to_string();
    let queue = deadlines().await;
    aws::call("sqs", "AmazonSQS.SendMessage", &json!({ "QueueUrl": queue, "MessageBody": body })).await;
}

async fn deadlines() -> String {
    let queues = aws::call("sqs", "AmazonSQS.ListQueues", &json!({})).await;
    let urls = queues["QueueUrls"].as_array().expect("queues").iter();
    let found = urls.filter_map(|url| url.as_str()).find(|url| url.contains("DeadlinesQueue"));
    found.expect("the queue of deadlines").to_owned()
}
