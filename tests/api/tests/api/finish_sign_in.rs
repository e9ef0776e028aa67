//! `POST /api/sign-in/finish`: the session reference. `sign_in` has the answers.

use api_tests::{Client, Person, SignIn, SignedInUser, directory::FIRST_PASSWORD, path};
use serde_json::json;

#[tokio::test]
async fn earlier_reference_is_invalid_after_sign_in() {
    let (attacker, victim) = (Person::new().await, Person::new().await);
    let theirs = SignedInUser::sign_in(&attacker).await;
    let cookie = format!("__Host-readmit={}", theirs.reference);
    let browser = Client::new().with_headers(&[("cookie", &cookie)]);
    let answer = SignIn::start(browser, &victim.name, FIRST_PASSWORD).await.outcome().await;
    let reference = api_tests::sign_in::reference(&answer).expect("a reference of its own");
    assert_ne!(reference, theirs.reference);
    assert_eq!(theirs.session().await["name"], attacker.display_name);
}

#[tokio::test]
async fn reference_chosen_by_the_browser_is_never_used() {
    let person = Person::new().await;
    let chosen = api_tests::environment::random_hex::<32>()[..43].to_owned();
    for chosen in [chosen, "A".repeat(43)] {
        let cookie = format!("__Host-readmit={chosen}");
        let browser = Client::new().with_headers(&[("cookie", &cookie)]);
        let answer = SignIn::start(browser.clone(), &person.name, FIRST_PASSWORD).await.outcome().await;
        let issued = api_tests::sign_in::reference(&answer).expect("a reference of its own");
        assert_ne!(issued, chosen);
        let with = |reference: String| SignedInUser { client: Client::new(), reference };
        with(chosen).get(path::SESSION).await.problem("session-required");
        with(issued).get(path::SESSION).await.success(200);
    }
}

#[tokio::test]
async fn refused_sign_in_sets_no_cookie() {
    let person = Person::new().await;
    let user = SignedInUser::sign_in(&person).await;
    let cookie = format!("__Host-readmit={}", user.reference);
    let browser = Client::new().with_headers(&[("cookie", &cookie)]);
    let answer = SignIn::start(browser, &person.name, "Wrong-Passw0rd!").await.outcome().await;
    assert_eq!(answer.success(200)["state"], "refused");
    assert_eq!(api_tests::sign_in::reference(&answer), None);
    user.session().await;
}

#[tokio::test]
async fn one_sign_in_yields_one_session() {
    let person = Person::new().await;
    let sign_in = SignIn::start(Client::new(), &person.name, FIRST_PASSWORD).await;
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    let both = tokio::join!(sign_in.finish(), sign_in.finish());
    let mut statuses = [both.0.status, both.1.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 401]);
}

#[tokio::test]
async fn malformed_requests_are_refused() {
    for body in [json!([]), json!(null), json!({ "more": 1 })] {
        Client::new().post(path::FINISH, None, &body).await.problem("malformed-request");
    }
}
