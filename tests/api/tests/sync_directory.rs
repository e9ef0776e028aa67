//! `POST /api/agent/sync-directory`.

use api_tests::{
    Person, Reset,
    agent::{self, Agent},
    json::{list, members, text},
    surroundings::{now, random_hex},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

#[tokio::test]
async fn a_heartbeat_is_answered_with_the_policy() {
    let agent = Agent::registered().await;
    let reply = agent.sync(&heartbeat()).await;
    let expected = ["administratorGroups", "bannedWords", "enabledGroups", "excludedGroups", "policyVersion"];
    assert_eq!(members(&reply), expected);
    assert!(reply["policyVersion"].as_u64().is_some_and(|version| version > 0), "{reply}");
    assert!(!list(&reply, "/enabledGroups").is_empty());
}

#[tokio::test]
async fn what_an_agent_tells_is_known_at_once() {
    let person = Person::new().await;
    let moved = Person { mobile: "+46700000042".to_owned(), ..person.clone() };
    let from = now() + 3600;
    let mut account = moved.account();
    account["canChangeFrom"] = json!(from);
    batch(&[account]).await;
    let mut reset = Reset::start(&person.name).await;
    assert_eq!(reset.hint("text-message"), "••• ••• 42");
    let proved = reset.prove(&moved, "mail").await;
    let told: jiff::Timestamp = text(&proved, "/account/canChangeFrom").parse().unwrap();
    assert_eq!(told.as_second(), from);
}

#[tokio::test]
async fn a_renamed_account_is_found_by_its_new_name_only() {
    let person = Person::new().await;
    let renamed = Person { name: format!("{}new", person.name), ..person.clone() };
    renamed.sync().await;
    let started = Reset::start(&renamed.name).await;
    assert_eq!(started.hint("mail"), format!("{}•••@•••", &person.mail[..1]));
    let mut gone = Reset::start(&person.name).await;
    gone.send("mail").await;
    api_tests::outbox::settle().await;
    assert_eq!(api_tests::outbox::messages(&[&person.mail]).await, []);
}

/// Alone, because it ends the presence of everyone in a domain.
#[tokio::test]
async fn alone_a_finished_sync_takes_out_who_was_not_in_it() {
    let domain = json!({ "netbios": "ELSEWHERE", "suffixes": ["elsewhere.example"] });
    let (stays, leaves) = (Person::imagine(), Person::imagine());
    let agent = Agent::registered().await;
    let told = |sync: &str, accounts: Vec<Value>| json!({ "kind": "batch", "sync": sync, "domain": domain, "accounts": accounts });
    let (first, second) = (random_hex::<8>(), random_hex::<8>());
    agent.sync(&told(&first, vec![stays.account(), leaves.account()])).await;
    agent.sync(&json!({ "kind": "finish", "sync": first })).await;
    agent.sync(&told(&second, vec![stays.account()])).await;
    agent.sync(&json!({ "kind": "finish", "sync": second })).await;
    for (person, count) in [(&stays, 1), (&leaves, 0)] {
        let mut reset = Reset::start(&person.name).await;
        reset.send("mail").await;
        api_tests::outbox::settle().await;
        assert_eq!(api_tests::outbox::messages(&[&person.mail]).await.len(), count);
    }
}

#[tokio::test]
async fn only_what_was_agreed_is_read() {
    let agent = Agent::registered().await;
    let person = Person::imagine();
    let with = |member: &str, value: Value| {
        let mut account = person.account();
        account[member] = value;
        batch_of(&[account])
    };
    let mut strange = batch_of(&[]);
    strange["more"] = json!(1);
    for body in [
        json!([]),
        json!(null),
        json!({}),
        json!({ "kind": "heartbeat" }),
        json!({ "kind": "heartbeat", "version": 1 }),
        json!({ "kind": "heartbeat", "version": "1", "more": 1 }),
        json!({ "kind": "no-such-kind" }),
        json!({ "kind": "finish", "sync": null }),
        strange,
        with("id", json!(1)),
        with("accountName", json!(null)),
        with("mail", json!(["a@b.example", "c@d.example"])),
        with("mobile", json!({ "number": "+46700000000" })),
        with("administrator", json!("yes")),
        with("password", json!("x")),
        with("rules", json!({})),
        batch_of(&vec![person.account(); 51]),
    ] {
        let answer = agent.post(agent::SYNC, &body).await;
        assert_eq!(answer.kind(), "malformed-request", "{body}");
    }
}

#[tokio::test]
async fn a_request_is_taken_once() {
    let agent = Agent::registered().await;
    let body = serde_json::to_vec(&heartbeat()).unwrap();
    let token = agent.sign(&agent.header(), &agent.claims(agent::SYNC, &body));
    agent::post_signed(agent::SYNC, &token, body.clone()).await.success(200);
    agent::post_signed(agent::SYNC, &token, body).await.problem("token-invalid");
}

#[tokio::test]
async fn a_signature_is_good_for_its_agent_path_body_and_minute() {
    let agent = Agent::registered().await;
    let body = serde_json::to_vec(&heartbeat()).unwrap();
    let claims = agent.claims(agent::SYNC, &body);
    let claiming = |member: &str, value: Value| {
        let mut claims = agent.claims(agent::SYNC, &body);
        claims[member] = value;
        agent.sign(&agent.header(), &claims)
    };
    let heading = |member: &str, value: Value| {
        let mut header = agent.header();
        header[member] = value;
        agent.sign(&header, &agent.claims(agent::SYNC, &body))
    };
    let shifted = |seconds: i64| {
        let mut claims = agent.claims(agent::SYNC, &body);
        (claims["iat"], claims["exp"]) = (json!(now() + seconds), json!(now() + seconds + 60));
        agent.sign(&agent.header(), &claims)
    };
    let unsigned = |signature: &str| {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(serde_json::to_vec(value).unwrap());
        format!(
            "{}.{}.{signature}",
            part(&json!({ "alg": "none", "typ": "readmit-agent+jwt", "kid": agent.id })),
            part(&claims)
        )
    };
    for (name, token) in [
        ("nothing", String::new()),
        ("alg none", unsigned("")),
        ("another key", Agent { id: agent.id.clone(), seed: [8; 32] }.sign(&agent.header(), &claims)),
        ("another typ", heading("typ", json!("JWT"))),
        ("a reset's typ", heading("typ", json!("readmit-reset+jwt"))),
        ("HS256 in the header", heading("alg", json!("HS256"))),
        ("an unknown agent", heading("kid", json!("nobody"))),
        ("no agent", heading("kid", json!(""))),
        ("another agent's claims", claiming("iss", json!("agent-1"))),
        ("another audience", claiming("aud", json!("readmit-reset"))),
        ("another method", claiming("method", json!("GET"))),
        ("another path", claiming("path", json!(agent::REPORT))),
        ("another body", claiming("body", json!(URL_SAFE_NO_PAD.encode([0; 32])))),
        ("a long life", claiming("exp", json!(now() + 86_400))),
        ("more claims", claiming("more", json!(1))),
        ("the past", shifted(-120)),
        ("the future", shifted(300)),
    ] {
        let answer = agent::post_signed(agent::SYNC, &token, body.clone()).await;
        assert_eq!(answer.kind(), "token-invalid", "{name}: {answer}");
    }
    let token = agent.sign(&agent.header(), &agent.claims(agent::SYNC, &body));
    let mut changed = body.clone();
    changed.push(b' ');
    agent::post_signed(agent::SYNC, &token, changed).await.problem("token-invalid");
}

fn heartbeat() -> Value {
    json!({ "kind": "heartbeat", "version": "0.0.0-test" })
}

fn batch_of(accounts: &[Value]) -> Value {
    json!({ "kind": "batch", "sync": random_hex::<8>(), "domain": agent::domain(), "accounts": accounts })
}

async fn batch(accounts: &[Value]) {
    Agent::registered().await.sync(&batch_of(accounts)).await;
}
