//! `GET /api/sign-in`, `POST /api/sign-in` and `POST /api/sign-in/finish`.

use api_tests::{
    Client, Person, SignIn, SignedInUser,
    directory::{self, FIRST_PASSWORD},
    environment::{moment, now},
    fixtures,
    json::{list, number},
    path,
    sign_in::reference,
    sign_in::request,
    tables,
};
use serde_json::json;

async fn outcome(user: &str, password: &str) -> serde_json::Value {
    SignIn::start(Client::new(), user, password).await.outcome().await.success(200)
}

#[tokio::test]
async fn right_password_yields_one_session() {
    let person = Person::new().await;
    let sign_in = SignIn::start(Client::new(), &person.name, FIRST_PASSWORD).await;
    let answer = sign_in.outcome().await;
    let known = answer.success(200);
    assert_eq!(known["state"], "signed-in");
    assert_eq!(known["session"]["next"], "prove", "the directory holds a number and an address");
    assert_eq!(reference(&answer).unwrap().len(), 43);
    sign_in.finish().await.problem("token-invalid");
}

#[tokio::test]
async fn every_name_of_an_account_signs_in() {
    let person = Person::new().await;
    for name in
        [format!("{}@demo.example", person.name), format!("DEMO\\{}", person.name), person.work_mail.clone()]
    {
        assert_eq!(outcome(&name, FIRST_PASSWORD).await["state"], "signed-in", "{name}");
    }
}

#[tokio::test]
async fn failed_sign_ins_are_answered_alike() {
    let (person, locked, disabled) = (Person::new().await, Person::new().await, Person::new().await);
    directory::edit(&locked.id, "is_locked", &json!(true));
    directory::edit(&disabled.id, "is_disabled", &json!(true));
    let unknown = Person::without_account();
    let mut answers = Vec::new();
    for (name, password) in [
        (&person.name, "Wrong-Passw0rd!"),
        (&unknown.name, FIRST_PASSWORD),
        (&locked.name, FIRST_PASSWORD),
        (&locked.name, "Wrong-Passw0rd!"),
        (&disabled.name, "Wrong-Passw0rd!"),
    ] {
        let sign_in = SignIn::start(Client::new(), name, password).await;
        let answer = sign_in.outcome().await;
        assert_eq!(reference(&answer), None);
        answers.push(answer.success(200));
    }
    let expected = json!({ "state": "refused", "refusal": "not-signed-in" });
    assert!(answers.iter().all(|answer| *answer == expected), "{answers:?}");
}

#[tokio::test]
async fn right_password_learns_why_sign_in_is_refused() {
    let disabled = Person::new().await;
    directory::edit(&disabled.id, "is_disabled", &json!(true));
    let answer = outcome(&disabled.name, FIRST_PASSWORD).await;
    assert_eq!(answer, json!({ "state": "refused", "refusal": "account-disabled" }));
    for state in ["expired", "must-change"] {
        let person = Person::new().await;
        directory::edit(&person.id, "password_state", &json!(state));
        let answer = outcome(&person.name, FIRST_PASSWORD).await;
        assert_eq!((&answer["state"], &answer["session"]["next"]), (&json!("signed-in"), &json!("prove")));
    }
}

#[tokio::test]
async fn sign_in_failures_have_constant_timing() {
    let (person, unknown) = (Person::new().await, Person::without_account());
    for name in [&person.name, &unknown.name] {
        let began = moment();
        outcome(name, "Wrong-Passw0rd!").await;
        let took = moment().duration_since(began).as_millis();
        assert!(took >= 800, "{took} ms");
    }
}

#[tokio::test]
async fn challenge_of_a_reset_starts_no_sign_in() {
    let (person, client) = (Person::new().await, Client::new());
    let prepared = client.get(path::SIGN_IN, None).await.success(200);
    let mut body = request(&prepared, &person.name, FIRST_PASSWORD);
    body["work"] = client.work().await;
    client.post(path::SIGN_IN, None, &body).await.problem("work-required");
}

#[tokio::test]
async fn challenge_is_good_for_one_sign_in() {
    let (person, client) = (Person::new().await, Client::new());
    let prepared = client.get(path::SIGN_IN, None).await.success(200);
    let body = request(&prepared, &person.name, FIRST_PASSWORD);
    client.post(path::SIGN_IN, None, &body).await.success(202);
    client.post(path::SIGN_IN, None, &body).await.problem("work-required");
    let mut unsolved = request(&client.get(path::SIGN_IN, None).await.success(200), &person.name, "x");
    unsolved["work"]["nonces"] = json!(["0"]);
    client.post(path::SIGN_IN, None, &unsolved).await.problem("work-required");
}

#[tokio::test]
async fn serial_replayed_challenge_of_a_sign_in_is_counted_once() {
    let (person, client) = (Person::new().await, Client::new());
    let before = fixtures::sum_counters_below("COUNT#sign-ins-from#").await;
    let prepared = client.get(path::SIGN_IN, None).await.success(200);
    let body = request(&prepared, &person.name, FIRST_PASSWORD);
    client.post(path::SIGN_IN, None, &body).await.success(202);
    for _ in 0..40 {
        client.post(path::SIGN_IN, None, &body).await.problem("work-required");
    }
    assert_eq!(fixtures::sum_counters_below("COUNT#sign-ins-from#").await, before + 1);
}

#[tokio::test]
async fn serial_wrong_passwords_of_users_make_sign_ins_harder() {
    let client = Client::new();
    let difficulty = async || number(&client.get(path::SIGN_IN, None).await.success(200), "/difficulty");
    fixtures::set_wrong_passwords(0).await;
    let (person, unknown) = (Person::new().await, Person::without_account());
    for name in [&person.name, &unknown.name] {
        SignIn::start(Client::new(), name, "Wrong-Passw0rd!").await.outcome().await;
    }
    assert_eq!(
        fixtures::sum_counters_below("COUNT#wrong-passwords#").await,
        1,
        "the wrong password of an unknown name is not counted"
    );
    let calm = difficulty().await;
    fixtures::set_wrong_passwords(10_000).await;
    assert_eq!(difficulty().await, calm + 2, "the work is four times as hard");
    fixtures::set_wrong_passwords(0).await;
    assert_eq!(difficulty().await, calm);
}

#[tokio::test]
async fn fifth_wrong_password_is_not_tried_for_30_min() {
    for person in [Person::new().await, Person::without_account()] {
        for _ in 0..4 {
            assert_eq!(outcome(&person.name, "Wrong-Passw0rd!").await["refusal"], "not-signed-in");
        }
        let refused =
            SignIn::try_start(&Client::new(), &person.name, FIRST_PASSWORD).await.problem("limit-reached");
        let wait = refused["retryAfterSeconds"].as_i64().unwrap();
        assert!((1_700..=1_800).contains(&wait), "{wait}");
    }
}

#[tokio::test]
async fn right_password_clears_the_wrong_ones() {
    let person = Person::new().await;
    for _ in 0..2 {
        for _ in 0..3 {
            outcome(&person.name, "Wrong-Passw0rd!").await;
        }
        SignedInUser::sign_in(&person).await;
    }
}

#[tokio::test]
async fn four_of_40_concurrent_passwords_are_tried() {
    let person = Person::new().await;
    let tries = (0..40).map(|_| {
        let name = person.name.clone();
        tokio::spawn(async move { SignIn::try_start(&Client::new(), &name, "Wrong-Passw0rd!").await.status })
    });
    let mut admitted = 0;
    for tried in tries.collect::<Vec<_>>() {
        match tried.await.unwrap() {
            202 => admitted += 1,
            status => assert!([429, 503].contains(&status), "{status}"),
        }
    }
    assert_eq!(admitted, 4);
}

#[tokio::test]
async fn session_is_stored_as_a_hash_only() {
    let person = Person::new().await;
    let user = SignedInUser::sign_in(&person).await;
    let table = &api_tests::environment::environment().resets_table;
    let stored = serde_json::to_string(&tables::scan(table).await).unwrap();
    assert!(!stored.contains(&user.reference) && !stored.contains(FIRST_PASSWORD));
    assert!(stored.contains(&person.id));
}

#[tokio::test]
async fn preparation_names_the_agents_and_a_fresh_binding() {
    let prepared = Client::new().get(path::SIGN_IN, None).await.success(200);
    assert!(!list(&prepared, "/seal/agents").is_empty());
    let binding = prepared["seal"]["binding"].as_str().unwrap();
    let (start, expires) = binding.rsplit_once(" expires=").unwrap();
    assert!(start.starts_with("readmit binding v1 sign-in="), "{binding}");
    assert!((500..=600).contains(&(expires.parse::<i64>().unwrap() - now())));
    let again = Client::new().get(path::SIGN_IN, None).await.success(200);
    assert_ne!(prepared["seal"]["binding"], again["seal"]["binding"]);
}

#[tokio::test]
async fn tokens_of_other_kinds_finish_no_sign_in() {
    let person = Person::new().await;
    let reset = api_tests::Reset::start(&person.name).await;
    let client = Client::new();
    client.post(path::FINISH, Some(&reset.token), &json!({})).await.problem("token-invalid");
    client.post(path::FINISH, None, &json!({})).await.problem("token-invalid");
    let sign_in = SignIn::start(client.clone(), &person.name, FIRST_PASSWORD).await;
    client.get(path::SHOW, Some(&sign_in.token)).await.problem("token-invalid");
}
