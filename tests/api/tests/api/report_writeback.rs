//! `POST /api/agent/report-writeback`.

use api_tests::{
    Person, Reset,
    agent::{self, Agent},
    environment::now,
    json::text,
    reset::GOOD_PASSWORD,
    tables,
};
use serde_json::{Value, json};

#[tokio::test]
async fn repeated_report_is_accepted_and_changes_nothing() {
    let agent = Agent::enrolled().await;
    let (reset, shown) = done().await;
    let job = text(&shown, "/receipt/job");
    agent.report(&reset.id(), &job, &json!({ "result": "done" })).await.empty(204);
    let refusal = json!({ "result": "refused", "refusal": { "kind": "password-in-history" } });
    agent.report(&reset.id(), &job, &refusal).await.empty(204);
    assert_eq!(reset.show().await.success(200), shown);
    assert_eq!(tables::count(&reset.id(), "password_set").await, 1);
    assert_eq!(tables::count(&reset.id(), "order_refused").await, 0);
}

#[tokio::test]
async fn report_without_a_waiting_order_is_refused() {
    let agent = Agent::enrolled().await;
    let outcome = json!({ "result": "done" });
    agent.report("no-such-reset", "no-such-job", &outcome).await.problem("step-not-allowed");
    let (reset, _) = done().await;
    agent.report(&reset.id(), "no-such-job", &outcome).await.problem("step-not-allowed");
    let person = Person::new().await;
    let mut proving = Reset::start(&person.name).await;
    agent.report(&proving.id(), "no-such-job", &outcome).await.problem("step-not-allowed");
    proving.prove(&person, "mail").await;
    agent.report(&proving.id(), "no-such-job", &outcome).await.problem("step-not-allowed");
    proving.show().await.problem("gate-missing");
}

#[tokio::test]
async fn malformed_reports_are_refused() {
    let agent = Agent::enrolled().await;
    let good = json!({ "job": "j", "reset": "r", "at": now(), "outcome": { "result": "done" } });
    let with = |member: &str, value: Value| {
        let mut changed = good.clone();
        changed[member] = value;
        changed
    };
    let refused = |refusal: Value| with("outcome", json!({ "result": "refused", "refusal": refusal }));
    for body in [
        json!([]),
        json!(null),
        json!({}),
        with("job", json!(1)),
        with("job", json!(null)),
        with("at", json!("now")),
        with("more", json!(1)),
        with("outcome", json!("done")),
        with("outcome", json!({ "result": "perhaps" })),
        with("outcome", json!({ "result": "done", "more": 1 })),
        refused(json!({ "kind": "no-such-kind" })),
        refused(json!({ "kind": "password-too-short" })),
        refused(json!({ "kind": "password-too-short", "minimum": -1 })),
        refused(json!("account-disabled")),
    ] {
        let answer = agent.post(agent::REPORT, &body).await;
        assert_eq!(answer.kind(), "malformed-request", "{body}");
    }
}

#[tokio::test]
async fn only_agents_report() {
    let (reset, shown) = done().await;
    let body = json!({
        "job": text(&shown, "/receipt/job"), "reset": reset.id(), "at": now(), "outcome": { "result": "done" },
    });
    let bytes = serde_json::to_vec(&body).unwrap();
    reset.client.post(agent::REPORT, None, &body).await.problem("token-invalid");
    reset.client.post(agent::REPORT, Some(&reset.token), &body).await.problem("token-invalid");
    let stranger = Agent { id: agent::ID.to_owned(), seed: [8; 32] };
    stranger.post(agent::REPORT, &body).await.problem("token-invalid");
    let unknown = Agent { id: "nobody".to_owned(), seed: [7; 32] };
    unknown.post(agent::REPORT, &body).await.problem("token-invalid");
    // A signature for one path is not good for another.
    let agent = Agent::enrolled().await;
    let token = agent.sign(&agent.header(), &agent.claims(agent::SYNC, &bytes));
    agent::post_signed(agent::REPORT, &token, bytes).await.problem("token-invalid");
}

async fn done() -> (Reset, Value) {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.prove(&person, "mail").await;
    reset.set_password(GOOD_PASSWORD).await;
    let shown = reset.outcome().await;
    assert_eq!(shown["state"], "done", "{shown}");
    (reset, shown)
}
