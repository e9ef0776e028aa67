//! `POST /api/reset/cancel-order`: from the page, and by the link in a notice.

use api_tests::{
    Client, Person, Reset, agent::Agent, deferred_order, fixtures, forging, json::text, outbox, path,
    reset::GOOD_PASSWORD, tables,
};
use serde_json::json;

#[tokio::test]
async fn deferred_order_is_shown_cancelled_and_notified() {
    let (person, reset, job) = deferred_order::user_with_deferred_order().await;
    let shown = reset.show().await.success(200);
    assert_eq!(shown["state"], "writing");
    assert_eq!(until(&shown), stored_end(&reset).await, "{shown}");
    reset
        .post(path::SET_PASSWORD, &deferred_order::envelopes(&reset, &[], true))
        .await
        .problem("malformed-request");
    let (texts, mails) = (outbox::wait_for(&person.mobile, 1).await, outbox::wait_for(&person.mail, 2).await);
    for body in [&texts[0].body, &mails[0].body] {
        assert!(body.contains("we keep trying to set your new password"), "{body}");
        assert!(body.contains("/#cancel="), "{body}");
    }
    assert_eq!(reset.post(path::CANCEL, &json!({})).await.success(200), json!({}));
    assert_eq!(reset.post(path::CANCEL, &json!({})).await.success(200), json!({}), "repeated");
    let refused = json!({ "state": "refused", "refusal": { "kind": "order-cancelled" } });
    assert_eq!(reset.show().await.success(200), refused);
    assert_eq!(tables::count(&reset.id(), "order_refused").await, 1);
    let (texts, mails) = (outbox::wait_for(&person.mobile, 2).await, outbox::wait_for(&person.mail, 3).await);
    for body in [&texts[0].body, &mails[0].body] {
        assert!(body.contains("the request was cancelled."), "{body}");
        assert!(!body.contains(&job) && !body.contains(&reset.token), "{body}");
    }
    assert!(texts[0].body.chars().count() <= 160, "{:?}", texts[0]);
}

#[tokio::test]
async fn new_order_after_cancel_needs_no_new_proof() {
    let (_, mut reset, _) = deferred_order::user_with_deferred_order().await;
    reset.post(path::UNLOCK, &json!({})).await.problem("step-not-allowed");
    reset.post(path::CANCEL, &json!({})).await.success(200);
    reset.set_password(GOOD_PASSWORD).await;
    assert_eq!(deferred_order::outcome_of_next_order(&reset).await["state"], "done");
}

#[tokio::test]
async fn cancel_link_cancels_only_its_own_order() {
    let (person, reset, _) = deferred_order::user_with_deferred_order().await;
    let (_, other, _) = deferred_order::user_with_deferred_order().await;
    let link = deferred_order::cancel_token(&person).await;
    // As a mail scanner does.
    for address in ["/".to_owned(), format!("/#cancel={link}"), path::CANCEL.to_owned()] {
        Client::new().get(&address, None).await;
        Client::new().get(&address, Some(&link)).await;
    }
    assert!(reset.show().await.success(200)["keepsTryingUntil"].is_string());
    let holder = Reset { token: link.clone(), ..reset.clone() };
    for (path, body) in [
        (path::SEND, json!({ "method": reset.method("mail") })),
        (path::VERIFY, json!({ "method": reset.method("mail"), "code": "123456" })),
        (path::SET_PASSWORD, reset.envelopes(GOOD_PASSWORD)),
        (path::UNLOCK, json!({})),
    ] {
        holder.post(path, &body).await.problem("token-invalid");
    }
    holder.show().await.problem("token-invalid");
    for (name, token) in forging::cancel_forgeries(&link) {
        let kind = Client::new().post(path::CANCEL, Some(&token), &json!({})).await.kind();
        assert_eq!(kind, "token-invalid", "{name}");
    }
    assert_eq!(holder.post(path::CANCEL, &json!({})).await.success(200), json!({}));
    assert_eq!(reset.show().await.success(200)["state"], "refused");
    assert_eq!(other.show().await.success(200)["state"], "writing", "somebody else's order");
    other.post(path::CANCEL, &json!({})).await.success(200);
}

#[tokio::test]
async fn cancel_link_is_valid_while_its_order_is_deferred() {
    let (person, mut reset, _) = deferred_order::user_with_deferred_order().await;
    let link = deferred_order::cancel_token(&person).await;
    reset.post(path::CANCEL, &json!({})).await.success(200);
    deferred_order::place(&mut reset, &[api_tests::agent::ID]).await;
    let client = Client::new();
    client.post(path::CANCEL, Some(&link), &json!({})).await.problem("token-invalid");
    fixtures::expire_order(&reset.id()).await;
    reset.post(path::CANCEL, &json!({})).await.problem("step-not-allowed");
}

#[tokio::test]
async fn token_of_deferred_order_may_only_show_and_cancel() {
    let (_, reset, _) = deferred_order::user_with_deferred_order().await;
    let expires = forging::claims(&reset.token)["exp"].as_i64().unwrap();
    assert!(expires >= until_second(&reset).await, "{expires}");
    fixtures::expire_reset(&reset.id()).await;
    assert_eq!(reset.show().await.success(200)["state"], "writing");
    reset.post(path::CANCEL, &json!({})).await.success(200);
    let refused = json!({ "state": "refused", "refusal": { "kind": "order-cancelled" } });
    assert_eq!(reset.show().await.success(200), refused);
    for (path, body) in [
        (path::SET_PASSWORD, deferred_order::envelopes(&reset, &[api_tests::agent::ID], true)),
        (path::UNLOCK, json!({})),
    ] {
        reset.post(path, &body).await.problem("reset-expired");
    }
}

#[tokio::test]
async fn only_deferred_orders_are_cancelled() {
    Agent::enrolled().await;
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.post(path::CANCEL, &json!({})).await.problem("step-not-allowed");
    Client::new().post(path::CANCEL, None, &json!({})).await.problem("token-invalid");
    reset.prove(&person, "mail").await;
    reset.post(path::CANCEL, &json!({})).await.problem("step-not-allowed");
    reset.post(path::CANCEL, &json!({ "job": "j" })).await.problem("malformed-request");
    reset.set_password(GOOD_PASSWORD).await;
    assert_eq!(reset.outcome().await["state"], "done");
    reset.post(path::CANCEL, &json!({})).await.problem("step-not-allowed");
}

fn until(shown: &serde_json::Value) -> i64 {
    text(shown, "/keepsTryingUntil").parse::<jiff::Timestamp>().unwrap().as_second()
}

async fn until_second(reset: &Reset) -> i64 {
    until(&reset.show().await.success(200))
}

/// Returns the stored end of the order in whole seconds, 30 minutes after it was placed.
async fn stored_end(reset: &Reset) -> i64 {
    let mut stored = tables::reset_state(&tables::reset(&reset.id()).await);
    let order = tables::order(&mut stored);
    let moment = |at: usize| jiff::Timestamp::from_nanosecond(order[at].as_i64().unwrap().into()).unwrap();
    let (ordered, ends) = (moment(2), moment(3));
    assert_eq!(ends.duration_since(ordered).as_secs(), 30 * 60);
    ends.as_second()
}
