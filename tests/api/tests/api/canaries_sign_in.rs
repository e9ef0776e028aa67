//! Canaries as `canaries` has them, for the secrets of sign-ins and registrations.

use agent_protocol::sealing::Plaintext;
use api_tests::{
    Client, Person, Reset, SignIn, SignedInUser,
    canary_search::Canary,
    directory,
    environment::{environment, random_hex},
    outbox, passkeys, path, sealing,
    sinks::search,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

#[tokio::test]
async fn no_secret_of_a_sign_in_is_stored() {
    let secret = random_hex::<4>();
    let [right, wrong, new] = ["Recht", "Falsch", "Neu"].map(|word| format!("{word}-å-{secret}/+7"));
    let person = Person::new().await;
    directory::set_password(&person.id, &right);
    SignIn::start(Client::new(), &person.name, &wrong).await.outcome().await.success(200);
    let mut user = SignedInUser::sign_in_with(&person, &right).await;
    let first = user.reference.clone();
    user.prove_by_mail(&person).await;
    let (app, codes) = (user.add_app().await, user.add_recovery_codes().await);
    let notice = outbox::wait_for(&person.mobile, 1).await.remove(0).body;
    let (_, link) = notice.split_once("#freeze=").expect("a link that freezes");
    let first_factor_user = use_up(&person, &right, &codes).await;
    let (token, changed) = change(&user, &wrong, &right, &new).await;
    assert_eq!(changed["state"], "done", "{changed}");
    outbox::wait_until_idle().await;
    let mut sought: Vec<Canary> = [
        ("the right password", right.as_str()),
        ("the wrong password", &wrong),
        ("the new password", &new),
        ("the session's first reference", &first),
        ("the session's second reference", &user.reference),
        ("the other session's reference", &first_factor_user.reference),
        ("the token of the change", &token),
        ("the app's secret", &app.key),
        ("the link that freezes", link.trim()),
    ]
    .map(|(name, value)| Canary::new(name, value))
    .into();
    sought.push(Canary::from_bytes("the app's secret itself", &app.secret()));
    sought.extend(canaries_of(&codes));
    let found = search(&sought).await;
    assert!(found.is_empty(), "{found:#?}");
}

fn canaries_of(codes: &[String]) -> Vec<Canary> {
    let mut sought = Vec::new();
    for code in codes {
        let joined = code.replace('-', "");
        let spellings = [code.clone(), code.to_lowercase(), joined.to_lowercase(), joined];
        sought.extend(spellings.iter().map(|code| Canary::new("a recovery code", code)));
    }
    sought
}

/// Signs in with a recovery code, after refused attempts.
async fn use_up(person: &Person, password: &str, codes: &[String]) -> SignedInUser {
    let mut user = SignedInUser::sign_in_with(person, password).await;
    let method = user.factor("recovery-code").await;
    let lost = json!({ "method": codes[2], "code": codes[3] });
    user.post(path::PROVE_FACTOR, &lost).await.problem("method-unknown");
    let body = json!({ "method": method, "code": codes[1], "more": codes[4] });
    user.post(path::PROVE_FACTOR, &body).await.problem("malformed-request");
    let body = json!({ "method": method, "code": codes[0] });
    user.post_and_rotate(path::PROVE_FACTOR, &body).await;
    user
}

/// Changes the password at the second attempt, and returns the token and the outcome.
async fn change(user: &SignedInUser, wrong: &str, right: &str, new: &str) -> (String, Value) {
    let mut change = Reset::change(user).await;
    let mut outcome = Value::Null;
    for current in [wrong, right] {
        let sealed = sealing::envelopes(&change.seal, &Plaintext::change(current, new));
        change.order(path::CHANGE_PASSWORD, &json!({ "envelopes": sealed })).await;
        outcome = change.outcome().await;
    }
    (change.token, outcome)
}

#[tokio::test]
async fn passkey_is_stored_once_and_its_answers_never() {
    let person = Person::new().await;
    let mut device = passkeys::authenticator();
    passkeys::register(&SignedInUser::sign_in_with_second_factor(&person).await, &mut device)
        .await
        .success(200);
    let mut user = SignedInUser::sign_in(&person).await;
    let request = user.session().await["factors"]["passkey"].clone();
    let credential = passkeys::answer(&device, &request);
    let wrong = passkeys::answer(&passkeys::unregistered(), &request);
    let method = user.factor("passkey").await;
    let body = |credential: &Value| json!({ "method": method, "credential": credential });
    user.post(path::PROVE_FACTOR, &body(&wrong)).await.problem("credential-invalid");
    user.post_and_rotate(path::PROVE_FACTOR, &body(&credential)).await;
    outbox::wait_until_idle().await;
    let mut sought = vec![Canary::new("the challenge", request["challenge"].as_str().unwrap())];
    for answer in [&credential, &wrong] {
        let signature = answer["response"]["signature"].as_str().unwrap();
        sought.push(Canary::new("a signature", signature));
        sought.push(Canary::from_bytes("a signature itself", &URL_SAFE_NO_PAD.decode(signature).unwrap()));
    }
    assert_eq!(search(&sought).await, Vec::<String>::new());
    let id = URL_SAFE_NO_PAD.decode(credential["id"].as_str().unwrap()).unwrap();
    let found = search(&[Canary::from_bytes("the passkey's id", &id)]).await;
    let place = format!("{} REGISTRATION#{}", environment().accounts_table, person.id);
    assert!(!found.is_empty() && found.iter().all(|hit| hit.contains(&place)), "{found:#?}");
}
