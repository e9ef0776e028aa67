//! Every function needs its permissions. These tests run alone, because they deny permissions for a moment.

use api_tests::{
    Client, Person, Reset,
    agent::{self, Agent},
    directory,
    environment::environment,
    fixtures,
    iam::{self, table, without_permission},
    json::text,
    outbox, path,
    reset::GOOD_PASSWORD,
    tables,
};
use serde_json::{Value, json};

#[tokio::test]
async fn steps_without_a_permission_are_unavailable() {
    let environment = environment();
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    let client = Client::new();
    let resets = table(&environment.resets_table);
    let audit = table(&environment.audit_table);

    let started = without_permission(
        "start-reset",
        &["dynamodb:PutItem"],
        &audit,
        client.start(&person.name, "reset-password"),
    );
    started.await.problem("unavailable");
    without_permission("send-code", &["dynamodb:PutItem"], &audit, reset.request_code("mail"))
        .await
        .problem("unavailable");
    reset.receive(&person, "text-message").await;
    let guessed = without_permission(
        "verify-code",
        &["dynamodb:PutItem"],
        &audit,
        reset.guess("text-message", "wrong!"),
    );
    guessed.await.problem("unavailable");
    assert_eq!(
        tables::count(&reset.id(), "guess_counted").await,
        0,
        "a guess that could not be recorded was answered"
    );
    reset.prove(&person, "mail").await;
    let body = reset.envelopes(GOOD_PASSWORD);
    let ordered = without_permission(
        "set-password",
        &["dynamodb:BatchGetItem"],
        &resets,
        reset.post(path::SET_PASSWORD, &body),
    );
    ordered.await.problem("unavailable");
    let nothing = json!({});
    let ordered = without_permission(
        "unlock-account",
        &["dynamodb:PutItem"],
        &resets,
        reset.post(path::UNLOCK, &nothing),
    );
    ordered.await.problem("unavailable");
    reset.set_password("x").await;
    assert_eq!(reset.outcome().await["state"], "refused");
    without_permission("show-reset", &["dynamodb:GetItem"], &resets, reset.show())
        .await
        .problem("unavailable");
    // The reset still works.
    reset.set_password(GOOD_PASSWORD).await;
    assert_eq!(reset.outcome().await["state"], "done");
}

#[tokio::test]
async fn repeated_order_queues_a_lost_job() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.prove(&person, "mail").await;
    let body = reset.envelopes(GOOD_PASSWORD);
    let lost =
        without_permission("set-password", &["sqs:SendMessage"], "*", reset.post(path::SET_PASSWORD, &body))
            .await;
    lost.problem("unavailable");
    assert!(directory::has_password(&person.id, directory::FIRST_PASSWORD));
    reset.order(path::SET_PASSWORD, &body).await;
    assert_eq!(reset.outcome().await["state"], "done");
    assert_eq!(tables::count(&reset.id(), "order_placed").await, 1);
}

#[tokio::test]
async fn report_is_recorded_once_and_refusals_are_shown() {
    let agent = Agent::enrolled().await;
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.prove(&person, "mail").await;
    let refusals = [
        json!({ "kind": "password-refused-by-filter" }),
        json!({ "kind": "account-expired" }),
        json!({ "kind": "change-not-permitted" }),
        json!({ "kind": "agent-not-permitted" }),
        json!({ "kind": "account-not-found" }),
        json!({ "kind": "directory-unreachable" }),
        json!({ "kind": "job-expired" }),
        json!({ "kind": "password-too-short", "minimum": 14 }),
    ];
    for refusal in refusals {
        let job = order_unqueued(&reset).await;
        let outcome = json!({ "result": "refused", "refusal": refusal });
        agent.report(&reset.id(), &job, &outcome).await.empty(204);
        // The answer to the order was lost with its job. The repeated order returns the token and queues nothing.
        reset.unlock().await;
        assert_eq!(reset.show().await.success(200), json!({ "state": "refused", "refusal": refusal }));
    }
    let job = order_unqueued(&reset).await;
    agent.report(&reset.id(), "another-job", &json!({ "result": "done" })).await.problem("step-not-allowed");
    agent.report(&reset.id(), &job, &json!({ "result": "done" })).await.empty(204);
    reset.unlock().await;
    let shown = reset.show().await.success(200);
    assert_eq!((text(&shown, "/receipt/agent"), text(&shown, "/receipt/job")), (agent::ID.to_owned(), job));
}

/// Orders an unlock whose job reaches no agent, so that the test can report it.
async fn order_unqueued(reset: &Reset) -> String {
    let nothing = json!({});
    let lost =
        without_permission("unlock-account", &["sqs:SendMessage"], "*", reset.post(path::UNLOCK, &nothing))
            .await;
    lost.problem("unavailable");
    tables::job(&reset.id()).await
}

#[tokio::test]
async fn no_order_is_placed_without_a_live_agent() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.prove(&person, "mail").await;
    let body = reset.envelopes(GOOD_PASSWORD);
    let asleep = |agent: &mut tables::Item| agent.remove("last_seen");
    let answer = fixtures::with_agents_changed(asleep, reset.post(path::SET_PASSWORD, &body)).await;
    answer.problem("agents-offline");
    reset.order(path::SET_PASSWORD, &body).await;
    assert_eq!(reset.outcome().await["state"], "done");
}

#[tokio::test]
async fn damaged_reset_is_an_internal_error() {
    let person = Person::new().await;
    let reset = Reset::start(&person.name).await;
    for (name, value) in
        [("s", json!("proved")), ("e", json!("never")), ("e", Value::Null), ("d", json!("0"))]
    {
        let whole = tables::reset(&reset.id()).await;
        fixtures::change_reset(&reset.id(), |reset| {
            let members = reset.as_object_mut().unwrap();
            members.remove(name);
            members.extend((!value.is_null()).then(|| (name.to_owned(), value.clone())));
        })
        .await;
        let kind = reset.post(path::UNLOCK, &json!({})).await.kind();
        assert!(["internal", "unavailable"].contains(&kind.as_str()), "{name}: {kind}");
        tables::put(&environment().resets_table, &whole).await;
    }
    reset.post(path::UNLOCK, &json!({})).await.problem("gate-missing");
}

#[tokio::test]
async fn serial_no_code_is_sent_without_the_permission_to_send() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    iam::deny("deliver-code", &["ses:SendEmail"], "*").await;
    reset.send("mail").await;
    outbox::wait_until_idle().await;
    let sent = outbox::messages(&[&person.mail]).await;
    iam::restore("deliver-code").await;
    fixtures::clear_failed_deliveries().await;
    assert_eq!(sent, []);
    assert!(tables::count(&reset.id(), "delivery_failed").await >= 1);
}

/// The queue's own time-out is three minutes, and a user waits.
#[tokio::test]
async fn serial_code_that_failed_comes_within_seconds() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    iam::deny("deliver-code", &["ses:SendEmail"], "*").await;
    reset.send("mail").await;
    outbox::wait_until_idle().await;
    let before = tables::count(&reset.id(), "delivery_failed").await;
    iam::restore("deliver-code").await;
    assert!(before >= 1);
    let code = outbox::new_code(&person.mail, 0).await;
    fixtures::clear_failed_deliveries().await;
    reset.guess("mail", &code).await.success(200);
}
