//! `POST /api/reset/verify-passkey`, and passkeys as second factor.

use api_tests::{
    Person, Reset, SignedInUser, fixtures,
    json::text,
    passkeys::{answer, authenticator, register, unregistered},
    path,
};
use authenticators::soft::SoftAuthenticator;
use serde_json::{Value, json};

/// Returns a user with a passkey whose trust delay is over.
pub(crate) async fn with_passkey() -> (Person, SoftAuthenticator) {
    let person = Person::new().await;
    let user = SignedInUser::sign_in_with_second_factor(&person).await;
    let mut device = authenticator();
    register(&user, &mut device).await.success(200);
    fixtures::age_methods(&person.id, 25).await;
    (person, device)
}

fn shown(reset: &Reset, credential: &Value) -> Value {
    json!({ "method": reset.method("passkey"), "credential": credential })
}

#[tokio::test]
async fn passkey_is_enough_and_offered_first() {
    let (person, mut device) = with_passkey().await;
    let reset = Reset::start(&person.name).await;
    assert_eq!(reset.started["methods"][0]["kind"], "passkey");
    assert_eq!(reset.started["passkey"]["allowCredentials"], json!([]), "no credential is named");
    let credential = device.get(&reset.started["passkey"]).expect("an answer");
    let proved = reset.post(path::VERIFY_PASSKEY, &shown(&reset, &credential)).await.success(200);
    assert_eq!(proved["next"], "choose-password");
}

#[tokio::test]
async fn passkey_answer_is_good_once_for_its_reset() {
    let (person, mut device) = with_passkey().await;
    let (one, other) = (Reset::start(&person.name).await, Reset::start(&person.name).await);
    let credential = device.get(&one.started["passkey"]).unwrap();
    other.post(path::VERIFY_PASSKEY, &shown(&other, &credential)).await.problem("code-wrong");
    one.post(path::VERIFY_PASSKEY, &shown(&one, &credential)).await.success(200);
    one.post(path::VERIFY_PASSKEY, &shown(&one, &credential)).await.problem("token-invalid");
}

#[tokio::test]
async fn forged_passkey_answers_prove_no_gate() {
    let (person, device) = with_passkey().await;
    let (stranger, mut theirs) = with_passkey().await;
    let (mut elsewhere, mut unverified) = (device.clone(), device);
    "https://evil.example".clone_into(&mut elsewhere.origin);
    unverified.verifies_user = false;
    for mut device in [elsewhere, unverified] {
        let reset = Reset::start(&person.name).await;
        let credential = device.get(&reset.started["passkey"]).unwrap();
        reset.post(path::VERIFY_PASSKEY, &shown(&reset, &credential)).await.problem("code-wrong");
    }
    let reset = Reset::start(&person.name).await;
    let credential = theirs.get(&reset.started["passkey"]).unwrap();
    reset.post(path::VERIFY_PASSKEY, &shown(&reset, &credential)).await.problem("code-wrong");
    let decoy = Reset::start(&Person::without_account().name).await;
    let credential = theirs.get(&decoy.started["passkey"]).unwrap();
    decoy.post(path::VERIFY_PASSKEY, &shown(&decoy, &credential)).await.problem("code-wrong");
    drop(stranger);
}

/// Nobody can guess a passkey, so malformed answers are not counted.
#[tokio::test]
async fn malformed_passkey_answers_are_not_counted() {
    let (person, mut device) = with_passkey().await;
    let reset = Reset::start(&person.name).await;
    for _ in 0..12 {
        reset.post(path::VERIFY_PASSKEY, &shown(&reset, &json!({ "x": 1 }))).await.problem("code-wrong");
    }
    let credential = device.get(&reset.started["passkey"]).unwrap();
    let proved = reset.post(path::VERIFY_PASSKEY, &shown(&reset, &credential)).await.success(200);
    assert_eq!(proved["next"], "choose-password");
}

#[tokio::test]
async fn cloned_passkey_is_refused() {
    let (person, device) = with_passkey().await;
    let (mut original, mut clone) = (device.clone(), device);
    for (device, is_right) in [(&mut original, true), (&mut clone, false)] {
        let reset = Reset::start(&person.name).await;
        let credential = device.get(&reset.started["passkey"]).unwrap();
        let answer = reset.post(path::VERIFY_PASSKEY, &shown(&reset, &credential)).await;
        assert_eq!(answer.status == 200, is_right, "{answer}");
    }
}

#[tokio::test]
async fn passkey_is_a_second_factor_and_lifts_a_freeze() {
    let (person, mut device) = with_passkey().await;
    let mut user = SignedInUser::sign_in(&person).await;
    let session = user.session().await;
    let credential = device.get(&session["factors"]["passkey"]).unwrap();
    let body = json!({ "method": user.factor("passkey").await, "credential": credential });
    user.post_and_rotate(path::PROVE_FACTOR, &body).await;
    user.post(path::PROVE_FACTOR, &body).await.problem("step-not-allowed");

    fixtures::freeze(&person.id).await;
    let mut user = SignedInUser::sign_in(&person).await;
    assert_eq!(user.next().await, "lift-freeze");
    let session = user.session().await;
    let credential = device.get(&session["factors"]["passkey"]).unwrap();
    let body = json!({ "method": user.factor("passkey").await, "credential": credential });
    let before = user.clone();
    let lifted = user.post_and_rotate(path::PROVE_FACTOR, &body).await;
    before.get(path::SESSION).await.problem("session-required");
    assert_ne!(text(&lifted, "/session/next"), "lift-freeze");
}

#[tokio::test]
async fn forged_passkey_answers_prove_no_factor() {
    let (person, device) = with_passkey().await;
    let (user, other) = (SignedInUser::sign_in(&person).await, SignedInUser::sign_in(&person).await);
    let method = user.factor("passkey").await;
    let request = user.session().await["factors"]["passkey"].clone();
    let (mut elsewhere, mut embedded, mut unverified) = (device.clone(), device.clone(), device.clone());
    "https://evil.example".clone_into(&mut elsewhere.origin);
    embedded.embedded_in = Some("https://evil.example".to_owned());
    unverified.verifies_user = false;
    let challenged_by =
        |challenge: &Value| answer(&device, &json!({ "challenge": challenge, "rpId": request["rpId"] }));
    for credential in [
        answer(&elsewhere, &request),
        answer(&embedded, &request),
        answer(&unverified, &request),
        answer(&unregistered(), &request),
        challenged_by(&other.session().await["factors"]["passkey"]["challenge"]),
        challenged_by(&Reset::start(&person.name).await.started["passkey"]["challenge"]),
        challenged_by(&json!("A".repeat(43))),
    ] {
        let body = json!({ "method": method, "credential": credential });
        user.post(path::PROVE_FACTOR, &body).await.problem("credential-invalid");
        fixtures::clear_account_guesses(&person.id).await;
    }
    let body = json!({ "method": method, "credential": answer(&device, &request) });
    user.post(path::PROVE_FACTOR, &body).await.success(200);
}

#[tokio::test]
async fn cloned_and_replayed_answers_prove_no_factor() {
    let (person, device) = with_passkey().await;
    let sign_in = async || {
        let user = SignedInUser::sign_in(&person).await;
        let (method, request) =
            (user.factor("passkey").await, user.session().await["factors"]["passkey"].clone());
        let body = json!({ "method": method, "credential": answer(&device, &request) });
        (user, body)
    };
    let (user, body) = sign_in().await;
    let (one, other) =
        tokio::join!(user.post(path::PROVE_FACTOR, &body), user.post(path::PROVE_FACTOR, &body));
    assert_eq!(
        [one.status, other.status].iter().filter(|status| **status == 200).count(),
        1,
        "{one} {other}"
    );
    let (user, of_clone) = sign_in().await;
    for body in [of_clone, body] {
        user.post(path::PROVE_FACTOR, &body).await.problem("credential-invalid");
    }
    assert_eq!(user.next().await, "prove");
}

#[tokio::test]
async fn the_same_passkey_is_not_registered_twice() {
    let (person, mut device) = with_passkey().await;
    fixtures::clear_sends(&person.id).await;
    fixtures::clear_destination_sends().await;
    let user = SignedInUser::sign_in_with_second_factor(&person).await;
    let added = user.add("passkey").await;
    assert!(device.create(&added["passkey"]).is_none(), "a registered passkey is excluded");
    let malformed = json!({ "method": added["method"], "credential": { "id": "x" } });
    user.post(path::PROVE, &malformed).await.problem("credential-invalid");
}
