//! The recent activity of an account, which `notify` notes and `GET /api/session` shows.

use api_tests::{
    Client, Person, Reset, SignIn, SignedInUser, json::list, outbox, path, reset::GOOD_PASSWORD, tables,
};
use serde_json::{Value, json};

/// Returns the activities once what was done is noted, and nothing else comes first.
async fn activities(user: &SignedInUser) -> Vec<Value> {
    let later = json!({ "method": "directory-mail", "answer": "later" });
    user.post(path::CHANGE, &later).await.success(200);
    outbox::wait_until_idle().await;
    list(&user.session().await, "/securityInfo/activities")
}

/// Returns kinds and counts.
fn kinds(activities: &[Value]) -> Vec<(&str, u64)> {
    let activities = activities.iter();
    activities
        .map(|activity| (activity["kind"].as_str().unwrap(), activity["count"].as_u64().unwrap()))
        .collect()
}

#[tokio::test]
async fn user_sees_recent_activity_newest_first() {
    let person = Person::new().await;
    let firefox = "Mozilla/5.0 (Windows NT 10.0; rv:145.0) Gecko/20100101 Firefox/145.0";
    let client = Client::new().with_headers(&[("user-agent", firefox)]);
    let mut reset = Reset::start_with_client(client, &person.name, "reset-password").await;
    reset.prove(&person, "mail").await;
    reset.set_password(GOOD_PASSWORD).await;
    assert_eq!(reset.outcome().await["state"], "done");
    let mut user = SignedInUser::sign_in_with(&person, GOOD_PASSWORD).await;
    user.prove_by_mail(&person).await;
    user.add_app().await;

    let shown = activities(&user).await;

    let expected = [("method-added", 1), ("codes-requested", 2), ("signed-in", 1), ("password-reset", 1)];
    assert_eq!(kinds(&shown), expected, "{shown:?}");
    assert_eq!(shown[0]["method"], "authenticator-app");
    let source = (&shown[3]["device"], &shown[3]["network"]);
    assert_eq!(source, (&json!("Firefox, Windows"), &json!("127.0.0.0/24")));
    assert_eq!(tables::activity(&person.id).await.len(), 3, "codes are counted by the limits");
}

#[tokio::test]
async fn attempts_of_strangers_are_one_activity_of_each_kind() {
    let person = Person::new().await;
    let user = SignedInUser::sign_in_with_second_factor(&person).await;
    let mut stranger = Reset::start(&person.name).await;
    stranger.send("mail").await;
    for code in ["000000", "000001"] {
        stranger.guess("mail", code).await.problem("code-wrong");
    }
    SignIn::start(Client::new(), &person.name, "Not the password 1").await.outcome().await;

    let shown = activities(&user).await;

    let expected = [("wrong-passwords", 1), ("wrong-codes", 2), ("codes-requested", 2), ("signed-in", 1)];
    assert_eq!(kinds(&shown), expected, "{shown:?}");
}
