//! Orders that wait for an agent. They are sealed to the tests' agent, which never calls, so that they wait whoever else
//! is alive.

use std::time::Duration;

use serde_json::{Value, json};

use crate::{
    Person, Reset,
    agent::{self, Agent},
    client::path,
    json::text,
    outbox,
    reset::{GOOD_PASSWORD, envelope},
    stage, tables,
};

/// Where agents ask for them.
pub const TAKE: &str = "/api/agent/take-job";

/// Somebody who has ordered a password that waits for the tests' agent; the job.
pub async fn waiting() -> (Person, Reset, String) {
    Agent::registered().await;
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.prove(&person, "mail").await;
    let job = keep_trying(&mut reset, &[agent::ID]).await;
    (person, reset, job)
}

/// Orders a password, sealed to these agents, that waits; the job.
pub async fn keep_trying(reset: &mut Reset, agents: &[&str]) -> String {
    let body = envelopes(reset, agents, true);
    reset.order(path::SET_PASSWORD, &body).await;
    tables::job(&reset.id()).await
}

/// The body of such an order.
pub fn envelopes(reset: &Reset, agents: &[&str], keep_trying: bool) -> Value {
    let binding = text(&reset.seal, "/binding");
    let seal = |agent: &&str| envelope(agent, &stage::sealing_key(), &binding, GOOD_PASSWORD);
    let envelopes: Vec<Value> = agents.iter().map(seal).collect();
    if keep_trying {
        json!({ "envelopes": envelopes, "keepTrying": true })
    } else {
        json!({ "envelopes": envelopes })
    }
}

/// What an agent that asks for a job is told to do.
pub async fn take(agent: &Agent, reset: &Reset, job: &str, can_open: bool) -> String {
    let body = json!({ "job": job, "reset": reset.id(), "canOpen": can_open });
    text(&agent.post(TAKE, &body).await.success(200), "/answer")
}

/// Waits until the order behind one that was let wait is not on its way any more. An agent that could not open the first
/// has handed it back for a minute, and jobs of one account do not overtake each other.
pub async fn outcome_behind_it(reset: &Reset) -> Value {
    for _ in 0..100 {
        let shown = reset.show().await.success(200);
        if shown["state"] != "writing" {
            return shown;
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    panic!("the order is still under way")
}

/// The token of the link in the mail that tells somebody that an order waits: the first after the code.
pub async fn cancel_token(person: &Person) -> String {
    let mail = outbox::wait_for(&person.mail, 2).await.remove(0);
    let (_, token) = mail.body.split_once("/#cancel=").unwrap_or_else(|| panic!("no link: {mail:?}"));
    token.split_whitespace().next().unwrap_or_default().to_owned()
}
