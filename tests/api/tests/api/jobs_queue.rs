//! Nobody but the product uses the jobs queue, whatever rights they have in the account.

use api_tests::{aws, iam};
use serde_json::{Value, json};

#[tokio::test]
async fn role_for_all_queues_may_not_use_the_jobs_queue() {
    let role = format!("readmit-tests-every-queue-{}", std::process::id());
    let credentials = iam::make_role(&role, &["sqs:*"]).await;
    let queue = async |name: &str| {
        let request = json!({ "QueueName": name });
        let (status, answer) = aws::attempt_as(&credentials, "sqs", "AmazonSQS.GetQueueUrl", &request).await;
        assert_eq!(status, 200, "{answer}");
        answer["QueueUrl"].as_str().unwrap().to_owned()
    };
    let [jobs, codes] = [queue("readmit-jobs.fifo").await, queue("readmit-codes-dead-letters.fifo").await];
    let attempt = async |action: &str, body: Value| {
        let target = format!("AmazonSQS.{action}");
        aws::attempt_as(&credentials, "sqs", &target, &body).await
    };

    let receive = |queue: &str| json!({ "QueueUrl": queue, "WaitTimeSeconds": 0 });
    let send = json!({ "QueueUrl": jobs, "MessageBody": "{}", "MessageGroupId": "x", "MessageDeduplicationId": "x" });
    let delete = json!({ "QueueUrl": jobs, "ReceiptHandle": "none" });
    let hide = json!({ "QueueUrl": jobs, "ReceiptHandle": "none", "VisibilityTimeout": 0 });
    for (action, body) in [
        ("SendMessage", send),
        ("ReceiveMessage", receive(&jobs)),
        ("DeleteMessage", delete),
        ("ChangeMessageVisibility", hide),
    ] {
        let (status, answer) = attempt(action, body).await;
        assert!(answer.to_string().contains("AccessDenied"), "{action}: {status} {answer}");
    }
    let (status, answer) = attempt("ReceiveMessage", receive(&codes)).await;
    assert_eq!(status, 200, "another queue: {answer}");
    iam::remove_role(&role).await;
}
