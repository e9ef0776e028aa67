//! Gates that are proved by an authenticator app or a recovery code. `verify_passkey` has passkeys.

use api_tests::{Person, Reset, SignedInUser, authenticator_app::App, fixtures, outbox, path, shape::shape};
use serde_json::json;

/// Returns a user with an app and recovery codes whose trust delay is over.
async fn registered_user() -> (Person, App, Vec<String>) {
    let person = Person::new().await;
    let user = SignedInUser::sign_in_with_second_factor(&person).await;
    let (app, codes) = (user.add_app().await, user.add_recovery_codes().await);
    fixtures::age_methods(&person.id, 25).await;
    (person, app, codes)
}

#[tokio::test]
async fn app_and_recovery_codes_prove_a_gate_without_a_send() {
    let (person, app, codes) = registered_user().await;
    for (kind, code) in [("authenticator-app", app.code(1)), ("recovery-code", codes[9].clone())] {
        let reset = Reset::start(&person.name).await;
        reset.request_code(kind).await.problem("step-not-allowed");
        let proved = reset.guess(kind, &code).await.success(200);
        assert_eq!(proved["next"], "choose-password", "{kind}");
    }
}

#[tokio::test]
async fn app_code_is_accepted_once_across_resets() {
    let (person, app, _) = registered_user().await;
    let code = app.code(1);
    let resets = [Reset::start(&person.name).await, Reset::start(&person.name).await];
    let both = tokio::join!(
        resets[0].guess("authenticator-app", &code),
        resets[1].guess("authenticator-app", &code)
    );
    let mut statuses = [both.0.status, both.1.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 422], "{} {}", both.0, both.1);
    let again = Reset::start(&person.name).await;
    again.guess("authenticator-app", &code).await.problem("code-wrong");
    again.guess("authenticator-app", &app.code(0)).await.problem("code-wrong");
}

#[tokio::test]
async fn one_code_opens_a_reset_or_a_session_but_not_both() {
    let (person, app, codes) = registered_user().await;
    for (kind, code) in [("recovery-code", codes[0].clone()), ("authenticator-app", app.code(1))] {
        let (reset, user) = (Reset::start(&person.name).await, SignedInUser::sign_in(&person).await);
        let body = json!({ "method": user.factor(kind).await, "code": code });
        let both = tokio::join!(reset.guess(kind, &code), user.post(path::PROVE_FACTOR, &body));
        let mut statuses = [both.0.status, both.1.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 422], "{kind}: {} {}", both.0, both.1);
    }
}

#[tokio::test]
async fn recovery_code_of_another_user_is_not_used_up() {
    let (person, _, codes) = registered_user().await;
    let (other, _, _) = registered_user().await;
    Reset::start(&other.name).await.guess("recovery-code", &codes[0]).await.problem("code-wrong");
    Reset::start(&person.name).await.guess("recovery-code", &codes[0]).await.success(200);
    Reset::start(&person.name).await.guess("recovery-code", &codes[0]).await.problem("code-wrong");
}

#[tokio::test]
async fn last_recovery_code_works_once() {
    let (person, _, codes) = registered_user().await;
    fixtures::truncate_recovery_codes(&person.id, 1).await;
    let mut opened = 0;
    for code in &codes {
        let reset = Reset::start(&person.name).await;
        opened += u32::from(reset.guess("recovery-code", code).await.status == 200);
        fixtures::clear_account_guesses(&person.id).await;
    }
    assert_eq!(opened, 1);
    outbox::wait_until_idle().await;
    fixtures::end_wait_of_notices(&person.id).await;
    let messages = outbox::wait_for(&person.mail, 3).await;
    assert!(messages.iter().any(|message| message.body.contains("recovery codes was used")), "{messages:?}");
}

#[tokio::test]
async fn new_method_does_not_count_alone() {
    let person = Person::new().await;
    let app = SignedInUser::sign_in_with_second_factor(&person).await.add_app().await;
    let reset = Reset::start(&person.name).await;
    let proved = reset.guess("authenticator-app", &app.code(1)).await.success(200);
    assert_eq!(
        (&proved["next"], &proved["gates"]),
        (&json!("prove"), &json!({ "required": 2, "passed": 1 }))
    );
}

#[tokio::test]
async fn two_methods_added_today_are_not_enough() {
    let person = Person::new().await;
    let user = SignedInUser::sign_in_with_second_factor(&person).await;
    let (app, codes) = (user.add_app().await, user.add_recovery_codes().await);
    let mut reset = Reset::start(&person.name).await;
    for (kind, code) in [("authenticator-app", app.code(1)), ("recovery-code", codes[0].clone())] {
        let proved = reset.guess(kind, &code).await.success(200);
        assert_eq!(
            (&proved["next"], &proved["gates"]),
            (&json!("prove"), &json!({ "required": 2, "passed": 1 })),
            "{kind}"
        );
        reset.token = proved["token"].as_str().unwrap().to_owned();
    }
    assert_eq!(
        reset.prove(&person, "text-message").await["next"],
        "choose-password",
        "an older method counts"
    );
}

#[tokio::test]
async fn users_without_methods_are_answered_like_decoys() {
    let (plain, unknown) = (Person::new().await, Person::without_account());
    for kind in ["authenticator-app", "recovery-code"] {
        let mut answers = Vec::new();
        for name in [&plain.name, &unknown.name] {
            answers.push(shape(&Reset::start(name).await.guess(kind, "123456").await));
        }
        assert_eq!(answers[0], answers[1], "{kind}");
    }
}

#[tokio::test]
async fn one_reset_has_three_guesses() {
    let (person, app, _) = registered_user().await;
    let reset = Reset::start(&person.name).await;
    for left in [2, 1, 0] {
        let wrong = reset.guess("authenticator-app", "000000").await.problem("code-wrong");
        assert_eq!(wrong["guessesLeft"], left);
    }
    reset.guess("authenticator-app", &app.code(1)).await.problem("code-expired");
}
