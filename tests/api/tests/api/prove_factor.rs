//! `POST /api/session/prove-factor`.

use api_tests::{Person, SignedInUser, fixtures, json::text, outbox, path, reset::other_than};
use serde_json::{Value, json};

async fn code(user: &SignedInUser, person: &Person, method: &str) -> String {
    user.post(path::SEND_FACTOR, &json!({ "method": method })).await.success(202);
    outbox::new_code(&person.mobile, 0).await
}

fn guess(method: &str, code: &str) -> Value {
    json!({ "method": method, "code": code })
}

#[tokio::test]
async fn proving_a_factor_replaces_the_reference() {
    let person = Person::new().await;
    let mut user = SignedInUser::sign_in(&person).await;
    let old = user.clone();
    let proved = user.prove_by_mail(&person).await;
    assert_ne!(user.reference, old.reference);
    old.get(path::SESSION).await.problem("session-required");
    assert_eq!(proved["session"]["next"], "confirm", "the directory's methods must be confirmed first");
}

#[tokio::test]
async fn code_of_a_factor_has_three_guesses() {
    let person = Person::new().await;
    let user = SignedInUser::sign_in(&person).await;
    let method = user.factor("text-message").await;
    let code = code(&user, &person, &method).await;
    for left in [2, 1, 0] {
        let wrong = user.post(path::PROVE_FACTOR, &guess(&method, &other_than(&code))).await;
        assert_eq!(wrong.problem("code-wrong")["guessesLeft"], left);
    }
    user.post(path::PROVE_FACTOR, &guess(&method, &code)).await.problem("code-expired");
}

#[tokio::test]
async fn code_of_one_session_opens_no_other() {
    let person = Person::new().await;
    let (one, other) = (SignedInUser::sign_in(&person).await, SignedInUser::sign_in(&person).await);
    let method = one.factor("text-message").await;
    let code = code(&one, &person, &method).await;
    other.post(path::PROVE_FACTOR, &guess(&method, &code)).await.problem("code-expired");
    one.post(path::PROVE_FACTOR, &guess(&method, &code)).await.success(200);
}

#[tokio::test]
async fn app_code_is_good_once_under_concurrency() {
    let person = Person::new().await;
    let app = SignedInUser::sign_in_with_second_factor(&person).await.add_app().await;
    let (one, other) = (SignedInUser::sign_in(&person).await, SignedInUser::sign_in(&person).await);
    let body = guess(&one.factor("authenticator-app").await, &app.code(1));
    let both = tokio::join!(one.post(path::PROVE_FACTOR, &body), other.post(path::PROVE_FACTOR, &body));
    let mut statuses = [both.0.status, both.1.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 422], "{} {}", both.0, both.1);
}

#[tokio::test]
async fn app_codes_of_past_and_future_steps_are_refused() {
    let person = Person::new().await;
    let app = SignedInUser::sign_in_with_second_factor(&person).await.add_app().await;
    let user = SignedInUser::sign_in(&person).await;
    let method = user.factor("authenticator-app").await;
    for steps in [-20, -3, 3, 20] {
        user.post(path::PROVE_FACTOR, &guess(&method, &app.code(steps))).await.problem("code-wrong");
    }
    fixtures::clear_account_guesses(&person.id).await;
    let codes = [1, 0, -1].map(|steps| app.code(steps));
    user.post(path::PROVE_FACTOR, &guess(&method, &codes[0])).await.success(200);
    let again = SignedInUser::sign_in(&person).await;
    for code in codes {
        again.post(path::PROVE_FACTOR, &guess(&method, &code)).await.problem("code-wrong");
    }
}

#[tokio::test]
async fn recovery_code_works_once_and_sends_notices() {
    let person = Person::new().await;
    let codes = SignedInUser::sign_in_with_second_factor(&person).await.add_recovery_codes().await;
    assert_eq!(codes.len(), 10);
    let mut user = SignedInUser::sign_in(&person).await;
    let method = user.factor("recovery-code").await;
    let typed = codes[3].to_lowercase().replace('-', " ");
    user.post_and_rotate(path::PROVE_FACTOR, &guess(&method, &typed)).await;
    let session = user.session().await;
    let methods = session["securityInfo"]["methods"].as_array().unwrap();
    let entry = methods.iter().find(|method| method["kind"] == "recovery-code").unwrap();
    assert_eq!(entry["codesLeft"], 9);
    let again = SignedInUser::sign_in(&person).await;
    let refused = again.post(path::PROVE_FACTOR, &guess(&method, &codes[3])).await;
    refused.problem("code-wrong");
    outbox::wait_until_idle().await;
    fixtures::end_wait_of_notices(&person.id).await;
    let messages = outbox::wait_for(&person.mail, 3).await;
    assert!(
        messages.iter().any(|message| message.body.contains("One of your recovery codes was used")),
        "{messages:?}"
    );
}

#[tokio::test]
async fn malformed_proofs_are_refused() {
    let user = SignedInUser::sign_in(&Person::new().await).await;
    let method = user.factor("mail").await;
    for body in [
        json!({ "method": method, "code": null }),
        json!({ "method": method, "code": 123_456 }),
        json!({ "code": "123456" }),
        json!({ "method": method, "code": "123456", "more": 1 }),
    ] {
        user.post(path::PROVE_FACTOR, &body).await.problem("malformed-request");
    }
    assert_eq!(text(&user.session().await, "/session/next"), "prove");
}
