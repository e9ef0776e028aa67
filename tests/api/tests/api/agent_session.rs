//! `POST /api/agent/agent-session`: heartbeats, and credentials for the queue of jobs only.

use api_tests::{
    agent::{self, Agent},
    aws::{self, Credentials},
    environment::{environment, now, random, random_hex},
    functions::invoke,
    json::{members, text},
    logs,
};
use serde_json::{Value, json};

/// Returns a new agent, because those of other tests must not seem alive.
async fn fresh() -> Agent {
    let agent = Agent { id: format!("tests-{}", random_hex::<6>()), seed: random() };
    agent.enroll().await;
    agent
}

fn heartbeat(wants_credentials: bool) -> Value {
    json!({
        "version": "0.0.0-tests", "wantsCredentials": wants_credentials,
        "health": { "directoryReachable": true, "controller": "ldaps://dc1.demo.example", "queueLagSeconds": 1 },
    })
}

#[tokio::test]
async fn heartbeat_returns_the_policy_and_the_queue() {
    let agent = fresh().await;
    let session = agent.post(agent::SESSION, &heartbeat(false)).await.success(200);
    assert_eq!(members(&session), ["policy", "queue"]);
    let expected = [
        "administratorGroups",
        "bannedWords",
        "enabledGroups",
        "excludedGroups",
        "explainsIneligibility",
        "maxLossPercent",
        "minimumStrength",
        "version",
    ];
    assert_eq!(members(&session["policy"]), expected);
    assert!(text(&session, "/queue/url").contains("readmit-jobs.fifo"));
    let listed = invoke("list-agents", &json!({})).await;
    let shown =
        listed["agents"].as_array().unwrap().iter().find(|shown| shown["id"] == json!(agent.id)).unwrap();
    assert_eq!((&shown["state"], &shown["version"]), (&json!("alive"), &json!("0.0.0-tests")));
    assert_eq!(shown["health"]["queueLagSeconds"], 1);
    agent.revoke().await;
}

/// An alarm of the template counts these lines.
#[tokio::test]
async fn heartbeat_logs_whether_the_directory_is_reached() {
    let agent = fresh().await;
    for is_reached in [true, false] {
        let mut body = heartbeat(false);
        body["health"]["directoryReachable"] = json!(is_reached);
        agent.post(agent::SESSION, &body).await.success(200);
        let reach = format!("\"directory_reachable\":{is_reached}");
        logs::wait_for(&["\"agent_seen\"", &agent.id, &reach]).await;
    }
    agent.revoke().await;
}

#[tokio::test]
async fn malformed_heartbeats_are_refused() {
    let agent = fresh().await;
    for body in [
        json!([]),
        json!({}),
        json!({ "version": "1" }),
        json!({ "version": 1, "wantsCredentials": false }),
        json!({ "version": "1", "wantsCredentials": "yes" }),
        json!({ "version": "1", "wantsCredentials": false, "more": 1 }),
        json!({ "version": "1", "wantsCredentials": false, "health": {} }),
        json!({ "version": "1", "wantsCredentials": false, "health": { "directoryReachable": true, "x": 1 } }),
    ] {
        agent.post(agent::SESSION, &body).await.problem("malformed-request");
    }
}

#[tokio::test]
async fn queue_credentials_take_jobs_and_nothing_else() {
    let agent = fresh().await;
    let session = agent.post(agent::SESSION, &heartbeat(true)).await.success(200);
    let issued = &session["credentials"];
    let life = issued["expiresAt"].as_i64().unwrap() - now();
    assert!((840..=900).contains(&life), "a quarter of an hour: {life}");
    let credentials = Credentials {
        key: text(issued, "/accessKeyId"),
        secret: text(issued, "/secretAccessKey"),
        token: Some(text(issued, "/sessionToken")),
    };
    let environment = environment();
    let queue = text(&session, "/queue/url");
    let attempt = async |service: &str, target: &str, body: &Value| {
        aws::attempt_as(&credentials, service, target, body).await
    };

    let (status, answer) =
        attempt("sqs", "AmazonSQS.DeleteMessage", &json!({ "QueueUrl": queue, "ReceiptHandle": "none" }))
            .await;
    assert!(!answer.to_string().contains("AccessDenied"), "{status} {answer}");
    let refused = [
        (
            "sqs",
            "AmazonSQS.SendMessage",
            json!({ "QueueUrl": queue, "MessageBody": "x", "MessageGroupId": "x" }),
        ),
        ("sqs", "AmazonSQS.PurgeQueue", json!({ "QueueUrl": queue })),
        ("sqs", "AmazonSQS.ListQueues", json!({})),
        ("sqs", "AmazonSQS.GetQueueAttributes", json!({ "QueueUrl": queue, "AttributeNames": ["All"] })),
        ("dynamodb", "DynamoDB_20120810.Scan", json!({ "TableName": environment.accounts_table })),
        ("dynamodb", "DynamoDB_20120810.ListTables", json!({})),
        ("secretsmanager", "secretsmanager.ListSecrets", json!({})),
        ("logs", "Logs_20140328.DescribeLogGroups", json!({})),
    ];
    for (service, target, body) in refused {
        let (status, answer) = attempt(service, target, &body).await;
        assert!((400..500).contains(&status), "{target}: {status} {answer}");
        assert!(answer.to_string().contains("AccessDenied"), "{target}: {answer}");
    }
    agent.revoke().await;
}
