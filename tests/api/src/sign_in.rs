//! Signs in with the directory password, in the same steps as the page.

use std::time::Duration;

use agent_protocol::sealing::Plaintext;
use serde_json::{Value, json};

use crate::{Answer, Client, json::text, path, sealing::envelopes, work};

/// A sign-in that was started, and whose outcome may not be known yet.
#[derive(Debug, Clone)]
pub struct SignIn {
    pub client: Client,
    pub token: String,
}

impl SignIn {
    /// Starts a sign-in in a browser, and does not wait for its outcome.
    pub async fn start(client: Client, user: &str, password: &str) -> Self {
        let started = Self::try_start(&client, user, password).await.success(202);
        Self { client, token: text(&started, "/token") }
    }

    /// Starts a sign-in, and returns whatever is answered.
    pub async fn try_start(client: &Client, user: &str, password: &str) -> Answer {
        let prepared = client.get(path::SIGN_IN, None).await.success(200);
        client.post(path::SIGN_IN, None, &request(&prepared, user, password)).await
    }

    /// Asks for the outcome once.
    pub async fn finish(&self) -> Answer {
        self.client.post(path::FINISH, Some(&self.token), &json!({})).await
    }

    /// Asks for the outcome until it is known.
    pub async fn outcome(&self) -> Answer {
        for _ in 0..600 {
            let answer = self.finish().await;
            if answer.success(200)["state"] != "checking" {
                return answer;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the outcome of a sign-in is not known after half a minute")
    }
}

/// Returns the body of a sign-in: the solved challenge, and the password sealed to every agent.
pub fn request(prepared: &Value, user: &str, password: &str) -> Value {
    let envelopes = envelopes(&prepared["seal"], &Plaintext::sign_in(password));
    json!({ "userId": user, "work": work::solve(prepared), "envelopes": envelopes })
}

/// Returns the session reference that an answer sets as a cookie; it is empty if the answer deletes the cookie.
pub fn reference(answer: &Answer) -> Option<String> {
    let (value, attributes) = answer.cookie("__Host-readmit")?;
    let end = if value.is_empty() { "; Max-Age=0" } else { "" };
    assert_eq!(attributes, format!("Path=/; Secure; HttpOnly; SameSite=Strict{end}"));
    Some(value.to_owned())
}
