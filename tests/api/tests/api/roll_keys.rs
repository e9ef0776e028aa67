//! `POST /api/agent/roll-keys`.

use std::{process::Command, time::Duration};

use api_tests::{
    Person, Reset,
    agent::{self, Agent},
    environment::{environment, random_hex},
    fixtures,
    functions::invoke,
    json::{list, text},
    reset::GOOD_PASSWORD,
};
use serde_json::{Value, json};
use tokio::{
    task::{JoinSet, spawn_blocking},
    time::sleep,
};

fn look() -> Value {
    json!({ "version": "0.0.0-tests", "wantsCredentials": false })
}

#[tokio::test]
async fn key_roll_needs_signatures_of_old_and_new_key() {
    let name = format!("tests-{}", random_hex::<6>());
    let code = text(&invoke("create-enrollment", &json!({ "agent": name })).await, "/code");
    let mut old = Agent::unknown();
    let body = json!({ "code": code, "keys": old.public_keys() });
    old.post(agent::ENROLL, &body).await.success(201);
    old.id.clone_from(&name);
    let new = Agent { id: name.clone(), ..Agent::unknown() };
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

#[tokio::test]
async fn serial_resets_succeed_while_the_agent_rolls_its_keys() {
    let mut resets = Vec::new();
    for _ in 0..6 {
        resets.push(proved().await);
    }
    let old = sealing_key(&resets[0]);
    let mut outcomes = JoinSet::new();
    for (number, mut reset) in (0_u64..).zip(resets) {
        outcomes.spawn(async move {
            sleep(Duration::from_millis(400 * number)).await;
            reset.set_password(GOOD_PASSWORD).await;
            reset.outcome().await
        });
    }
    let environment = environment();
    let mut command = Command::new(&environment.agent);
    command.args(["roll-keys", "--config", &environment.agent_config]);
    assert!(spawn_blocking(move || command.status()).await.unwrap().unwrap().success());
    for outcome in outcomes.join_all().await {
        assert_eq!(outcome["state"], "done");
    }
    fixtures::wait_for_presence_cache().await;
    let mut next = proved().await;
    assert_ne!(sealing_key(&next), old);
    next.set_password(GOOD_PASSWORD).await;
    assert_eq!(next.outcome().await["state"], "done");
}

async fn proved() -> Reset {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.prove(&person, "mail").await;
    reset
}

/// Returns the public sealing key of the instance's own agent.
fn sealing_key(reset: &Reset) -> String {
    let agents = list(&reset.seal, "/agents");
    let own = agents.iter().find(|agent| agent["id"] == "agent-1").expect("the instance's agent");
    text(own, "/publicKey")
}
