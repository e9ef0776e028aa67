//! `POST /api/agent/sync-directory`.

use api_tests::{
    Person, Reset,
    agent::{self, Agent},
    environment::{now, random_hex},
    fixtures,
    json::text,
    outbox,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

#[tokio::test]
async fn only_the_leader_syncs() {
    let agent = Agent::leader().await;
    let reply = agent.sync(&json!({ "kind": "lead" })).await;
    assert_eq!((reply["leads"].as_bool(), reply["fence"].as_u64()), (Some(true), Some(fixtures::FENCE)));

    let other = Agent { id: "api-tests-other".to_owned(), seed: [6; 32] };
    other.enroll().await;
    let stands_by = json!({ "leads": false, "fence": 0 });
    assert_eq!(other.sync(&json!({ "kind": "lead" })).await, stands_by);
    let person = Person::without_account();
    assert_eq!(other.sync_accounts(&[person.account()], &[]).await, stands_by);
    let mut stale = agent::batch("stale", 0, &agent::domain(), &[person.account()], &[]);
    stale["fence"] = json!(fixtures::FENCE - 1);
    assert_eq!(agent.sync(&stale).await, stands_by);
    assert_eq!(messages_to(&person).await, 0, "the account is not known yet");
}

/// Requests a code by mail, and returns how many were sent.
async fn messages_to(person: &Person) -> usize {
    let mut reset = Reset::start(&person.name).await;
    reset.send("mail").await;
    outbox::wait_until_idle().await;
    outbox::messages(&[&person.mail]).await.len()
}

#[tokio::test]
async fn last_batch_may_be_repeated() {
    let agent = Agent::leader().await;
    let person = Person::without_account();
    let sync = random_hex::<8>();
    let send_batch = async |number| {
        let body = agent::batch(&sync, number, &agent::domain(), &[person.account()], &[]);
        agent.sync(&body).await["leads"].as_bool().unwrap()
    };
    // A batch of another test's sync may come between, and then only the first one is accepted.
    assert!(send_batch(0).await && send_batch(0).await);
    assert_eq!(messages_to(&person).await, 1);
}

#[tokio::test]
async fn gzip_batches_are_read() {
    use std::io::Write as _;
    let agent = Agent::leader().await;
    let person = Person::without_account();
    let body = agent::batch(&random_hex::<8>(), 0, &agent::domain(), &[person.account()], &[]);
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(body.to_string().as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let token = agent.sign(&agent.header(), &agent.claims(agent::SYNC, &packed));
    let mut headers = api_tests::client::bearer(Some(&token));
    headers.push(("content-type".to_owned(), "application/gzip".to_owned()));
    let answer = api_tests::Client::new().send(reqwest::Method::POST, agent::SYNC, &headers, packed).await;
    assert_eq!(answer.success(200)["leads"], true);
    assert_eq!(messages_to(&person).await, 1);
}

#[tokio::test]
async fn removed_account_frees_a_shared_name() {
    let agent = Agent::leader().await;
    let (person, double) = (Person::without_account(), Person::without_account());
    let mut account = double.account();
    account["workMail"] = json!(person.work_mail);
    agent.sync_accounts(&[person.account()], &[]).await;
    let reply = agent.sync_accounts(&[account], &[]).await;
    let mut ids = [person.id.as_str(), double.id.as_str()];
    ids.sort_unstable();
    assert_eq!(reply["clashes"], json!([{ "accounts": ids }]));
    assert_eq!(agent.sync_accounts(&[], &[&double.id]).await["clashes"], Value::Null);
    assert_eq!(messages_to(&double).await, 0);
    assert_eq!(
        messages_to(&Person { name: person.work_mail.clone(), ..person }).await,
        1,
        "the name finds the account that is left"
    );
}

#[tokio::test]
async fn synced_changes_take_effect_at_once() {
    let person = Person::new().await;
    let moved = Person { mobile: "+46700000042".to_owned(), ..person.clone() };
    let from = now() + 3600;
    let mut account = moved.account();
    account["canChangeFrom"] = json!(from);
    Agent::leader().await.sync_accounts(&[account], &[]).await;
    let mut reset = Reset::start(&person.name).await;
    reset.receive(&moved, "text-message").await;
    let proved = reset.prove(&moved, "mail").await;
    let send_batch: jiff::Timestamp = text(&proved, "/account/canChangeFrom").parse().unwrap();
    assert_eq!(send_batch.as_second(), from);
}

#[tokio::test]
async fn renamed_account_has_only_its_new_name() {
    let person = Person::new().await;
    let renamed = Person { name: format!("{}new", person.name), ..person.clone() };
    renamed.sync().await;
    Reset::start(&renamed.name).await.receive(&person, "mail").await;
    let mut gone = Reset::start(&person.name).await;
    gone.send("mail").await;
    outbox::wait_until_idle().await;
    assert_eq!(outbox::messages(&[&person.mail]).await.len(), 1);
}

/// Runs alone, because batches of other syncs would come between its own.
#[tokio::test]
async fn serial_full_sync_removes_missing_accounts() {
    let domain = json!({ "netbios": "ELSEWHERE", "suffixes": ["elsewhere.example"] });
    let (stays, leaves) = (Person::without_account(), Person::without_account());
    let agent = Agent::leader().await;
    let full = async |accounts: &[Value]| {
        let sync = random_hex::<8>();
        agent.sync(&agent::batch(&sync, 0, &domain, accounts, &[])).await;
        let finish = |batches: u32| {
            json!({
                "kind": "finish", "fence": fixtures::FENCE, "sync": sync, "batches": batches, "isFull": true,
                "cookie": sync,
            })
        };
        assert_eq!(agent.sync(&finish(2)).await["leads"], false, "a batch is missing");
        assert_eq!(agent.sync(&finish(1)).await["leads"], true);
        assert_eq!(agent.sync(&json!({ "kind": "lead" })).await["cookie"], json!(sync));
    };
    full(&[stays.account(), leaves.account()]).await;
    full(&[stays.account()]).await;
    assert_eq!((messages_to(&stays).await, messages_to(&leaves).await), (1, 0));
}

#[tokio::test]
async fn malformed_syncs_are_refused() {
    let agent = Agent::enrolled().await;
    let person = Person::without_account();
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
        json!({ "kind": "no-such-kind" }),
        json!({ "kind": "finish", "fence": 1, "sync": null, "batches": 1, "isFull": true, "cookie": "c" }),
        json!({ "kind": "finish", "fence": 1, "sync": "s", "batches": 0, "isFull": true, "cookie": "c" }),
        strange,
        with("id", json!(1)),
        with("accountName", json!(null)),
        with("mail", json!(["a@b.example", "c@d.example"])),
        with("mobile", json!({ "number": "+46700000000" })),
        with("administrator", json!("yes")),
        with("password", json!("x")),
        with("rules", json!({})),
        batch_of(&vec![person.account(); 101]),
    ] {
        let answer = agent.post(agent::SYNC, &body).await;
        assert_eq!(answer.kind(), "malformed-request", "{body}");
    }
}

#[tokio::test]
async fn signed_request_is_accepted_once() {
    let agent = Agent::enrolled().await;
    let body = serde_json::to_vec(&json!({ "kind": "lead" })).unwrap();
    let token = agent.sign(&agent.header(), &agent.claims(agent::SYNC, &body));
    agent::post_signed(agent::SYNC, &token, body.clone()).await.success(200);
    agent::post_signed(agent::SYNC, &token, body).await.problem("token-invalid");
}

#[tokio::test]
async fn signature_binds_agent_path_body_and_minute() {
    let agent = Agent::enrolled().await;
    let body = serde_json::to_vec(&json!({ "kind": "lead" })).unwrap();
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

fn batch_of(accounts: &[Value]) -> Value {
    agent::batch(&random_hex::<8>(), 0, &agent::domain(), accounts, &[])
}

#[tokio::test]
async fn replaced_number_and_its_successor_get_a_notice() {
    let person = Person::new().await;
    let changed = Person { mobile: Person::without_account().mobile, ..person.clone() };
    changed.sync().await;
    for number in [&person.mobile, &changed.mobile] {
        let notice = outbox::wait_for(number, 1).await.remove(0);
        assert!(notice.body.contains("changed for your account: a phone number"), "{notice:?}");
    }
}

#[tokio::test]
async fn numbers_of_other_countries_are_reported() {
    let agent = Agent::leader().await;
    let (person, abroad) = (Person::without_account(), Person::without_account());
    let mut account = abroad.account();
    account["mobile"] = json!("+4790012345");
    let reply = agent.sync_accounts(&[person.account(), account.clone()], &[]).await;
    assert_eq!(reply["refusedNumbers"], json!([abroad.id]));
    let reply = agent.sync_accounts(&[account], &[]).await;
    assert_eq!(reply["refusedNumbers"], json!([abroad.id]), "an unchanged account too");
}
