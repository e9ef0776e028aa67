//! `POST /api/agent/take-job`: an agent asks about a deferred job, or one that it cannot open.

use api_tests::{
    Person, Reset,
    agent::{self, Agent},
    deferred_order,
    environment::random_hex,
    json::text,
    logs, path, tables,
};
use serde_json::{Value, json};

#[tokio::test]
async fn taken_order_cannot_be_cancelled() {
    let (agent, mut reset, job) = waiting().await;
    assert_eq!(deferred_order::take_job(&agent, &reset, &job, true).await, "carry-out");
    reset.post(path::CANCEL, &json!({})).await.problem("step-not-allowed");
    assert_eq!(
        reset.show().await.success(200),
        json!({ "state": "writing" }),
        "an order that was taken does not wait"
    );
    assert_eq!(
        deferred_order::take_job(&agent, &reset, &job, true).await,
        "carry-out",
        "a repeated request gets the same answer"
    );
    let other = Agent { id: format!("other-{}", random_hex::<4>()), seed: [11; 32] };
    other.enroll().await;
    assert_eq!(deferred_order::take_job(&other, &reset, &job, false).await, "leave-to-others");
    assert_eq!(tables::count(&reset.id(), "order_taken").await, 1);
    agent.report(&reset.id(), &job, &json!({ "result": "done" })).await.empty(204);
    let shown = reset.show().await.success(200);
    assert_eq!((text(&shown, "/state"), text(&shown, "/receipt/job")), ("done".to_owned(), job.clone()));
    assert_eq!(deferred_order::take_job(&agent, &reset, &job, true).await, "forget");
    reset.token.push('x');
    reset.post(path::CANCEL, &json!({})).await.problem("token-invalid");
    other.revoke().await;
}

#[tokio::test]
async fn cancelled_job_is_forgotten() {
    let (agent, reset, job) = waiting().await;
    reset.post(path::CANCEL, &json!({})).await.success(200);
    assert_eq!(deferred_order::take_job(&agent, &reset, &job, true).await, "forget");
    agent.report(&reset.id(), &job, &json!({ "result": "done" })).await.empty(204);
    let shown = reset.show().await.success(200);
    assert_eq!(shown, json!({ "state": "refused", "refusal": { "kind": "order-cancelled" } }));
}

#[tokio::test]
async fn unopenable_job_is_handed_over_or_withdrawn() {
    let withdrawn = Agent { id: format!("withdrawn-{}", random_hex::<4>()), seed: [12; 32] };
    withdrawn.enroll().await;
    let agent = Agent::enrolled().await;
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.prove(&person, "mail").await;
    let job = deferred_order::place(&mut reset, &[&withdrawn.id]).await;
    assert_eq!(deferred_order::take_job(&agent, &reset, &job, false).await, "leave-to-others");
    assert_eq!(
        deferred_order::take_job(&agent, &reset, &job, true).await,
        "leave-to-others",
        "an agent without an envelope leaves the job to others"
    );
    withdrawn.revoke().await;
    let body = json!({ "job": job, "reset": reset.id(), "canOpen": true });
    withdrawn.post(deferred_order::TAKE_JOB, &body).await.problem("token-invalid");
    assert_eq!(deferred_order::take_job(&agent, &reset, &job, false).await, "forget");
    let shown = reset.show().await.success(200);
    assert_eq!(shown, json!({ "state": "refused", "refusal": { "kind": "agent-withdrawn" } }));
    // No new proof is needed, but envelopes to the revoked agent alone are refused.
    let sealed = deferred_order::envelopes(&reset, &[&withdrawn.id], true);
    reset.post(path::SET_PASSWORD, &sealed).await.problem("agents-offline");
    reset.set_password(api_tests::reset::GOOD_PASSWORD).await;
    assert_eq!(deferred_order::outcome_of_next_order(&reset).await["state"], "done");
}

#[tokio::test]
async fn unknown_job_is_forgotten() {
    let agent = Agent::enrolled().await;
    let (_, reset, job) = waiting().await;
    assert_eq!(deferred_order::take_job(&agent, &reset, "another-job", true).await, "forget");
    let answer =
        agent.post(deferred_order::TAKE_JOB, &json!({ "job": job, "reset": "none", "canOpen": true })).await;
    assert_eq!(answer.success(200), json!({ "answer": "forget" }));
    assert!(reset.show().await.success(200)["keepsTryingUntil"].is_string());
}

#[tokio::test]
async fn only_agents_with_an_envelope_may_report() {
    let (_, reset, job) = waiting().await;
    let other = Agent { id: format!("liar-{}", random_hex::<4>()), seed: [13; 32] };
    other.enroll().await;
    other.report(&reset.id(), &job, &json!({ "result": "done" })).await.problem("step-not-allowed");
    assert_eq!(reset.show().await.success(200)["state"], "writing");
    logs::wait_for(&["report_of_another_agents_job", &job, &other.id]).await;
    other.revoke().await;
}

#[tokio::test]
async fn malformed_or_unsigned_requests_are_refused() {
    let (agent, reset, job) = waiting().await;
    let good = json!({ "job": job, "reset": reset.id(), "canOpen": true });
    let with = |member: &str, value: Value| {
        let mut changed = good.clone();
        changed[member] = value;
        changed
    };
    for body in [
        json!({}),
        json!([]),
        with("canOpen", json!("yes")),
        with("job", json!(null)),
        with("more", json!(1)),
    ] {
        assert_eq!(agent.post(deferred_order::TAKE_JOB, &body).await.kind(), "malformed-request", "{body}");
    }
    reset.client.post(deferred_order::TAKE_JOB, Some(&reset.token), &good).await.problem("token-invalid");
    let stranger = Agent { id: agent::ID.to_owned(), seed: [8; 32] };
    stranger.post(deferred_order::TAKE_JOB, &good).await.problem("token-invalid");
    assert_eq!(tables::count(&reset.id(), "order_taken").await, 0);
}

/// Returns the tests' agent, and a reset whose order is deferred until this agent comes.
async fn waiting() -> (Agent, Reset, String) {
    let agent = Agent::enrolled().await;
    let (_, reset, job) = deferred_order::user_with_deferred_order().await;
    (agent, reset, job)
}
