//! `POST /api/agent/report-sign-in`.

use api_tests::{
    Client, Person, SignIn,
    agent::{Agent, REPORT_SIGN_IN as REPORT},
    directory::FIRST_PASSWORD,
    environment::environment,
    forging, tables,
};
use serde_json::{Value, json};

/// Returns the id of a sign-in, and the id of its job.
async fn job(sign_in: &SignIn) -> (String, String) {
    let id = forging::claims(&sign_in.token)["sign_in"].as_str().unwrap().to_owned();
    let key = json!({ "pk": { "S": format!("SIGN_IN#{id}") } });
    let item = tables::get(&environment().resets_table, &key).await.expect("the sign-in");
    (id, item["job"]["S"].as_str().unwrap().to_owned())
}

fn report(job: &str, sign_in: &str, verdict: &str) -> Value {
    json!({ "job": job, "signIn": sign_in, "verdict": verdict })
}

#[tokio::test]
async fn only_agents_with_an_envelope_may_report() {
    let (agent, person) = (Agent::enrolled().await, Person::new().await);
    let sign_in = SignIn::start(Client::new(), &person.name, "Wrong-Passw0rd!").await;
    let (id, job) = job(&sign_in).await;
    // The tests' agent is never alive, so nothing is sealed to it.
    agent.post(REPORT, &report(&job, &id, "right")).await.problem("step-not-allowed");
    assert_eq!(sign_in.outcome().await.success(200)["refusal"], "not-signed-in");
    agent.post(REPORT, &report(&job, &id, "right")).await.problem("step-not-allowed");
    agent.post(REPORT, &report("j", "no-such-sign-in", "right")).await.problem("step-not-allowed");
    Client::new().post(REPORT, None, &report(&job, &id, "right")).await.problem("token-invalid");
}

#[tokio::test]
async fn malformed_reports_are_refused() {
    let agent = Agent::enrolled().await;
    for body in [
        json!({}),
        json!([]),
        report("j", "s", "perhaps"),
        json!({ "job": "j", "signIn": "s" }),
        json!({ "job": "j", "signIn": "s", "verdict": "right", "more": 1 }),
        json!({ "job": 1, "signIn": "s", "verdict": "right" }),
    ] {
        assert_eq!(agent.post(REPORT, &body).await.kind(), "malformed-request", "{body}");
    }
}

#[tokio::test]
async fn verdict_is_audited_once() {
    let person = Person::new().await;
    let sign_in = SignIn::start(Client::new(), &person.name, FIRST_PASSWORD).await;
    sign_in.outcome().await.success(200);
    let audit: Vec<Value> = tables::audit_of_account(&person.id).await;
    let events: Vec<&str> = audit.iter().filter_map(|event| event["event"].as_str()).collect();
    assert_eq!(events, ["sign_in_started", "sign_in_answered", "signed_in"]);
    assert_eq!(audit[1]["verdict"], "right");
}
