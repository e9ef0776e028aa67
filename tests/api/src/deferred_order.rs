//! Deferred orders. They are sealed to the tests' agent, which takes no jobs, so that they wait whatever other agents
//! do.

use std::time::Duration;

use serde_json::{Value, json};

use crate::{
    Person, Reset,
    agent::{self, Agent},
    fixtures,
    json::text,
    outbox, path,
    reset::GOOD_PASSWORD,
    sealing::password_envelope,
    tables,
};

pub const TAKE_JOB: &str = "/api/agent/take-job";

/// Returns a new user, a reset whose new password is deferred until the tests' agent comes, and the id of its job.
pub async fn user_with_deferred_order() -> (Person, Reset, String) {
    Agent::enrolled().await;
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.prove(&person, "mail").await;
    let job = place(&mut reset, &[agent::ID]).await;
    (person, reset, job)
}

/// Places a deferred order of a password that is sealed to these agents, and returns the id of its job.
pub async fn place(reset: &mut Reset, agents: &[&str]) -> String {
    let body = envelopes(reset, agents, true);
    reset.order(path::SET_PASSWORD, &body).await;
    tables::job(&reset.id()).await
}

/// Returns the body of an order of a password that is sealed to these agents.
pub fn envelopes(reset: &Reset, agents: &[&str], is_deferred: bool) -> Value {
    let binding = text(&reset.seal, "/binding");
    let seal = |agent: &&str| password_envelope(agent, &fixtures::sealing_key(), &binding, GOOD_PASSWORD);
    let envelopes: Vec<Value> = agents.iter().map(seal).collect();
    if is_deferred {
        json!({ "envelopes": envelopes, "keepTrying": true })
    } else {
        json!({ "envelopes": envelopes })
    }
}

/// Asks for a job as an agent, and returns what the agent must do with it.
pub async fn take_job(agent: &Agent, reset: &Reset, job: &str, can_open: bool) -> String {
    let body = json!({ "job": job, "reset": reset.id(), "canOpen": can_open });
    text(&agent.post(TAKE_JOB, &body).await.success(200), "/answer")
}

/// Waits for the outcome of the order that was placed after a deferred one. It may take more than a minute: an agent
/// that could not open the deferred job returned it to the queue for a minute, and jobs of one account stay in order.
pub async fn outcome_of_next_order(reset: &Reset) -> Value {
    for _ in 0..100 {
        let shown = reset.show().await.success(200);
        if shown["state"] != "writing" {
            return shown;
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    panic!("the order is still under way")
}

/// Returns the token of the link that cancels the order, from the mail about it: the first mail after the code.
pub async fn cancel_token(person: &Person) -> String {
    let mail = outbox::wait_for(&person.mail, 2).await.remove(0);
    let (_, token) = mail.body.split_once("/#cancel=").unwrap_or_else(|| panic!("no link: {mail:?}"));
    token.split_whitespace().next().unwrap_or_default().to_owned()
}
