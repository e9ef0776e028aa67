//! Enrollment, and every misuse of it: all are answered alike, and only the log has the reason.

use api_tests::{
    Answer,
    agent::{self, Agent},
    environment::{now, random_hex},
    functions::invoke,
    json::text,
    logs,
};
use serde_json::{Value, json};

fn name() -> String {
    format!("tests-{}", random_hex::<6>())
}

async fn code_for(name: &str) -> String {
    text(&invoke("create-enrollment", &json!({ "agent": name })).await, "/code")
}

async fn enroll(agent: &Agent, code: &str, keys: &Value) -> Answer {
    agent.post(agent::ENROLL, &json!({ "code": code, "keys": keys })).await
}

/// Enrolls a new agent.
async fn enrolled() -> Agent {
    let (name, mut agent) = (name(), Agent::unknown());
    let keys = agent.public_keys();
    let answer = enroll(&agent, &code_for(&name).await, &keys).await.success(201);
    assert_eq!(answer["agent"], json!(name));
    agent.id = name;
    agent
}

fn look() -> Value {
    json!({ "version": "0.0.0-tests", "wantsCredentials": false })
}

/// Asserts the common answer, and the reason in the log.
async fn assert_refused(answer: Answer, reason: &str) {
    let id = answer.problem("token-invalid")["instance"].as_str().unwrap().to_owned();
    logs::wait_for(&[&id, &format!("\"{reason}\"")]).await;
}

#[tokio::test]
async fn agent_enrolls_with_a_code_and_its_name_is_taken() {
    let agent = enrolled().await;
    agent.post(agent::SESSION, &look()).await.success(200);
    let listed = invoke("list-agents", &json!({})).await;
    let shown = listed["agents"].as_array().unwrap().iter().find(|shown| shown["id"] == json!(agent.id));
    let shown = shown.expect("it is listed");
    assert_eq!(shown["state"], "away", "a request without a heartbeat leaves the agent away");
    assert_eq!(text(shown, "/fingerprint").len(), 8 * 4 + 7);
    let refused = invoke("create-enrollment", &json!({ "agent": agent.id })).await;
    assert_eq!(refused, json!({ "refused": "name-taken" }));
}

#[tokio::test]
async fn enrollment_code_is_good_once() {
    let code = code_for(&name()).await;
    let (first, second) = (Agent::unknown(), Agent::unknown());
    enroll(&first, &code, &first.public_keys()).await.success(201);
    assert_refused(enroll(&second, &code, &second.public_keys()).await, "code-used").await;
}

#[tokio::test]
async fn guessed_and_expired_codes_are_refused() {
    let agent = Agent::unknown();
    let answer = enroll(&agent, "0000-0000-0000-0000", &agent.public_keys()).await;
    assert_refused(answer, "code-unknown").await;

    let name = name();
    let code = code_for(&name).await;
    api_tests::fixtures::expire_enrollment_code(&name).await;
    assert_refused(enroll(&agent, &code, &agent.public_keys()).await, "code-expired").await;
}

#[tokio::test]
async fn known_keys_are_not_enrolled_again() {
    let code = code_for(&name()).await;
    let known = Agent::unknown();
    let keys = known.public_keys();
    enroll(&known, &code_for(&name()).await, &keys).await.success(201);
    let mut same_sealing = Agent::unknown().public_keys();
    let other = Agent::unknown();
    (same_sealing["signingKey"], same_sealing["sealingKey"]) =
        (json!(other.public_key()), keys["sealingKey"].clone());
    assert_refused(enroll(&known, &code, &known.public_keys()).await, "key-known").await;
    assert_refused(enroll(&other, &code, &same_sealing).await, "key-known").await;
}

#[tokio::test]
async fn enrollment_is_signed_with_the_enrolled_key() {
    let code = code_for(&name()).await;
    let (agent, thief) = (Agent::unknown(), Agent::unknown());
    assert_refused(enroll(&thief, &code, &agent.public_keys()).await, "wrong-key").await;
    let body = serde_json::to_vec(&json!({ "code": code, "keys": agent.public_keys() })).unwrap();
    let token = agent.sign(&agent.header(), &agent.claims(agent::ENROLL, &body));
    let mut altered = body.clone();
    altered.push(b' ');
    assert_refused(agent::post_signed(agent::ENROLL, &token, altered).await, "altered-body").await;
    agent::post_signed(agent::ENROLL, &token, body.clone()).await.success(201);
    assert_refused(agent::post_signed(agent::ENROLL, &token, body).await, "replayed").await;
}

#[tokio::test]
async fn misused_signatures_are_logged_and_answered_alike() {
    let (agent, other) = (enrolled().await, enrolled().await);
    let body = serde_json::to_vec(&look()).unwrap();
    let claims = |seconds: i64, path: &str| {
        let mut claims = agent.claims(path, &body);
        (claims["iat"], claims["exp"]) = (json!(now() + seconds), json!(now() + seconds + 60));
        claims
    };
    let send = async |token: &str| agent::post_signed(agent::SESSION, token, body.clone()).await;
    let good = agent.sign(&agent.header(), &claims(0, agent::SESSION));
    send(&good).await.success(200);
    let cases = [
        ("replayed", good.clone()),
        ("wrong-clock", agent.sign(&agent.header(), &claims(-3_600, agent::SESSION))),
        ("wrong-clock", agent.sign(&agent.header(), &claims(3_600, agent::SESSION))),
        ("another-request", agent.sign(&agent.header(), &claims(0, agent::REPORT))),
        ("wrong-key", other.sign(&agent.header(), &claims(0, agent::SESSION))),
        ("another-request", other.sign(&other.header(), &claims(0, agent::SESSION))),
        ("unknown-agent", Agent::unknown().sign(&Agent::unknown().header(), &claims(0, agent::SESSION))),
    ];
    let mut answers = Vec::new();
    for (reason, token) in &cases {
        let answer = send(token).await;
        answers.push((answer.status, answer.body.len()));
        assert_refused(answer, reason).await;
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "every wrong code gets the same answer: {answers:?}");
}

#[tokio::test]
async fn revoked_agent_is_refused_at_once() {
    let agent = enrolled().await;
    let revoked = invoke("revoke-agent", &json!({ "agent": agent.id })).await;
    assert_eq!(revoked, json!({ "agent": agent.id, "before": false }));
    for (path, body) in [
        (agent::SESSION, look()),
        (agent::SYNC, json!({ "kind": "lead" })),
        (agent::REPORT, json!({ "job": "j", "reset": "r", "at": 1, "outcome": { "result": "done" } })),
    ] {
        assert_refused(agent.post(path, &body).await, "revoked-agent").await;
    }
    let again = invoke("revoke-agent", &json!({ "agent": agent.id })).await;
    assert_eq!(again["before"], true);
    assert_eq!(
        invoke("revoke-agent", &json!({ "agent": "nobody" })).await,
        json!({ "refused": "agent-unknown" })
    );
}

/// Runs alone, because it uses up the attempts of all agents.
#[tokio::test]
async fn serial_guessing_codes_is_limited_and_answered_alike() {
    let agent = Agent::unknown();
    let mut reasons = Vec::new();
    for _ in 0..21 {
        let answer = enroll(&agent, "1111-1111-1111-1111", &agent.public_keys()).await;
        reasons.push(answer.problem("token-invalid")["instance"].as_str().unwrap().to_owned());
    }
    logs::wait_for(&[reasons.last().unwrap(), "\"limit-reached\""]).await;
    api_tests::fixtures::clear_enrollment_attempts().await;
}
