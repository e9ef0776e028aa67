//! New keys in the place of old ones.

use api_tests::{
    agent::{self, Agent},
    functions::invoke,
    json::text,
    surroundings::random_hex,
};
use serde_json::{Value, json};

fn look() -> Value {
    json!({ "version": "0.0.0-tests", "wantsCredentials": false })
}

#[tokio::test]
async fn new_keys_are_taken_from_the_old_ones_and_proved_by_the_new() {
    let name = format!("tests-{}", random_hex::<6>());
    let code = text(&invoke("create-enrolment", &json!({ "agent": name })).await, "/code");
    let mut old = Agent::stranger();
    let body = json!({ "code": code, "keys": old.public_keys() });
    old.post(agent::ENROLL, &body).await.success(201);
    old.id.clone_from(&name);
    let new = Agent { id: name.clone(), ..Agent::stranger() };
    let keys = new.public_keys();
    let (signing, sealing) = (text(&keys, "/signingKey"), text(&keys, "/sealingKey"));
    let proved = format!("readmit roll-keys v1 {name} {signing} {sealing}");

    let unproved = json!({ "keys": keys, "proof": old.sign_text(&proved) });
    old.post(agent::ROLL, &unproved).await.problem("malformed-request");
    let roll = json!({ "keys": keys, "proof": new.sign_text(&proved) });
    new.post(agent::ROLL, &roll).await.problem("token-invalid");
    old.post(agent::ROLL, &roll).await.empty(204);

    old.post(agent::SESSION, &look()).await.problem("token-invalid");
    new.post(agent::SESSION, &look()).await.success(200);
    let back = format!("readmit roll-keys v1 {name} {} {sealing}", old.public_key());
    let back = json!({
        "keys": { "signingKey": old.public_key(), "sealingKey": sealing }, "proof": old.sign_text(&back),
    });
    new.post(agent::ROLL, &back).await.problem("malformed-request");
}
