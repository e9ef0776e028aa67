//! One reset, as a browser goes through it.

use std::time::Duration;

use agent_protocol::sealing::Plaintext;
use serde_json::{Value, json};

use crate::{
    Answer, Client, Person, SignedInUser,
    json::{list, text},
    outbox, path,
    sealing::envelopes,
};

/// A password that the rules of the demonstration and of the tests allow.
pub const GOOD_PASSWORD: &str = "Violet-Harbour-58";

#[derive(Debug, Clone)]
pub struct Reset {
    pub client: Client,
    /// The newest token.
    pub token: String,
    /// The answer of `start-reset`.
    pub started: Value,
    /// The agents and the binding for envelopes, after the last gate.
    pub seal: Value,
}

impl Reset {
    /// Starts a reset of a forgotten password.
    pub async fn start(user: &str) -> Self {
        Self::start_with_client(Client::new(), user, "reset-password").await
    }

    /// Starts a reset in a browser, for a purpose.
    pub async fn start_with_client(client: Client, user: &str, purpose: &str) -> Self {
        let started = client.start(user, purpose).await.success(201);
        Self::started(client, started)
    }

    /// Returns the reset of an answer of `start-reset`.
    pub fn started(client: Client, started: Value) -> Self {
        Self { client, token: text(&started, "/token"), started, seal: Value::Null }
    }

    /// Starts the change of a signed-in user's password.
    pub async fn change(user: &SignedInUser) -> Self {
        let started = user.post(path::START_CHANGE, &json!({})).await.success(201);
        let (token, seal) = (text(&started, "/token"), started["seal"].clone());
        Self { client: user.client.clone(), token, seal, started }
    }

    /// Returns the id of the method of a kind.
    pub fn method(&self, kind: &str) -> String {
        self.offered(kind, "/id")
    }

    /// Returns the masked destination of the method of a kind.
    pub fn hint(&self, kind: &str) -> String {
        self.offered(kind, "/hint")
    }

    fn offered(&self, kind: &str, member: &str) -> String {
        let methods = list(&self.started, "/methods");
        let method = methods.iter().find(|method| method["kind"] == kind);
        text(method.unwrap_or_else(|| panic!("no {kind} in {}", self.started)), member)
    }

    /// Sends a POST with the newest token, and keeps that token.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.client.post(path, Some(&self.token), body).await
    }

    /// Requests a code, and keeps the token.
    pub async fn request_code(&self, kind: &str) -> Answer {
        self.post(path::SEND, &json!({ "method": self.method(kind) })).await
    }

    /// Requests a code, and continues with the new token.
    pub async fn send(&mut self, kind: &str) -> Value {
        let sent = self.request_code(kind).await.success(202);
        self.token = text(&sent, "/token");
        sent
    }

    /// Requests a code, and returns it from the message.
    pub async fn receive(&mut self, person: &Person, kind: &str) -> String {
        let destination = person.destination(kind);
        let before = outbox::messages(&[destination]).await.len();
        self.send(kind).await;
        outbox::new_code(destination, before).await
    }

    pub async fn guess(&self, kind: &str, code: &str) -> Answer {
        self.post(path::VERIFY, &json!({ "method": self.method(kind), "code": code })).await
    }

    /// Proves a gate, and continues with the new token.
    pub async fn prove(&mut self, person: &Person, kind: &str) -> Value {
        let code = self.receive(person, kind).await;
        let proved = self.guess(kind, &code).await.success(200);
        self.token = text(&proved, "/token");
        self.seal = proved["seal"].clone();
        proved
    }

    /// Returns the body of an order of a password: an envelope for every agent that the answer named.
    pub fn envelopes(&self, password: &str) -> Value {
        json!({ "envelopes": envelopes(&self.seal, &Plaintext::reset(password)) })
    }

    /// Places an order, and continues with the new token.
    pub async fn order(&mut self, path: &str, body: &Value) -> Value {
        let ordered = self.post(path, body).await.success(202);
        self.token = text(&ordered, "/token");
        ordered
    }

    /// Orders a new password.
    pub async fn set_password(&mut self, password: &str) -> Value {
        self.order(path::SET_PASSWORD, &self.envelopes(password)).await
    }

    /// Orders an unlock.
    pub async fn unlock(&mut self) -> Value {
        self.order(path::UNLOCK, &json!({})).await
    }

    /// Requests the state of the order.
    pub async fn show(&self) -> Answer {
        self.client.get(path::SHOW, Some(&self.token)).await
    }

    /// Waits for the outcome of the order.
    pub async fn outcome(&self) -> Value {
        for _ in 0..600 {
            let shown = self.show().await.success(200);
            if shown["state"] != "writing" {
                return shown;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the order is still under way after a minute")
    }

    /// Returns the id of the reset from its token.
    pub fn id(&self) -> String {
        text(&crate::forging::claims(&self.token), "/reset")
    }
}

/// Returns another code.
pub fn other_than(code: &str) -> String {
    let number: u32 = code.parse().unwrap();
    format!("{:06}", (number + 1) % 1_000_000)
}
