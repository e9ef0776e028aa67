//! `POST /api/security-info/remove-device`.

use api_tests::{
    Client, Person, SignedInUser,
    device::{browser, reset_in},
    json::{list, text},
    path,
    reset::GOOD_PASSWORD,
    tables,
};
use serde_json::{Value, json};

fn devices(session: &Value) -> Vec<Value> {
    list(session, "/securityInfo/devices")
}

async fn sign_in(person: &Person) -> SignedInUser {
    let mut user = SignedInUser::sign_in_with(person, GOOD_PASSWORD).await;
    user.prove_by_mail(person).await;
    user
}

#[tokio::test]
async fn a_removed_device_is_not_known_any_more() {
    let person = Person::new().await;
    let device = reset_in(Client::new(), &person).await;
    let user = sign_in(&person).await;
    let listed = devices(&user.session().await);
    assert_eq!(listed.len(), 2, "that of the reset and that of the sign-in: {listed:?}");
    let of_reset =
        listed.iter().find(|listed| device.starts_with(&text(listed, "/id"))).expect("it is listed");
    assert_eq!((&of_reset["isCurrent"], &of_reset["network"]), (&json!(false), &json!("127.0.0.0/24")));
    for _ in 0..2 {
        let removed = user.post(path::REMOVE_DEVICE, &json!({ "device": of_reset["id"] })).await;
        removed.success(200);
    }
    assert_eq!(devices(&user.session().await).len(), 1);
    let started = browser(&device).start(&person.name, "reset-password").await.success(201);
    assert!(list(&started, "/methods").iter().all(|method| method["hint"] == ""), "{started}");
    let audit = tables::audit_of_account(&person.id).await;
    assert_eq!(audit.iter().filter(|entry| entry["event"] == "device_removed").count(), 1);
}

#[tokio::test]
async fn the_device_of_the_request_is_marked() {
    let person = Person::new().await;
    let device = reset_in(Client::new(), &person).await;
    let user = sign_in(&person).await;
    let cookies = format!("__Host-readmit={}; __Host-readmit-device={device}", user.reference);
    let headers = [("x-readmit", "1"), ("cookie", cookies.as_str())];
    let session = Client::new().with_headers(&headers).get(path::SESSION, None).await.success(200);
    let current: Vec<Value> =
        devices(&session).into_iter().filter(|device| device["isCurrent"] == true).collect();
    assert_eq!(current.len(), 1);
    assert!(device.starts_with(&text(&current[0], "/id")));
}

#[tokio::test]
async fn devices_of_others_are_not_removed() {
    let (person, other) = (Person::new().await, Person::new().await);
    let device = reset_in(Client::new(), &person).await;
    let user = SignedInUser::sign_in_with_second_factor(&other).await;
    user.post(path::REMOVE_DEVICE, &json!({ "device": &device[..22] })).await.success(200);
    let started = browser(&device).start(&person.name, "reset-password").await.success(201);
    assert!(list(&started, "/methods").iter().any(|method| method["hint"] != ""), "{started}");
}

#[tokio::test]
async fn devices_are_shown_and_removed_only_after_a_second_factor() {
    let person = Person::new().await;
    let device = reset_in(Client::new(), &person).await;
    let user = SignedInUser::sign_in_with(&person, GOOD_PASSWORD).await;
    assert_eq!(user.session().await["securityInfo"], Value::Null);
    user.post(path::REMOVE_DEVICE, &json!({ "device": &device[..22] })).await.problem("factor-missing");
}
