//! The requests of one user's reset, and the parts of their answers that the next requests need.

use agent_protocol::sealing::{self, Plaintext, PublicKey, rand_core::UnwrapErr};
use anyhow::Context as _;
use serde_json::{Value, json};

use crate::{event, people::Person, site::Site, work};

/// A password that no user has had before.
pub const PASSWORD: &str = "Violet-Harbour-58";

/// A request, ready to be sent several times.
#[derive(Debug, Clone)]
pub struct Call {
    method: &'static str,
    path: &'static str,
    token: Option<String>,
    body: Option<Value>,
}

impl Call {
    /// Returns the request as an event of the platform.
    pub fn event(&self) -> Value {
        event::request(self.method, self.path, self.token.as_deref(), self.body.as_ref())
    }

    /// Sends the request to the running instance, and returns the answer.
    pub fn send(&self, site: &mut Site) -> anyhow::Result<Value> {
        site.call(self.method, self.path, self.token.as_deref(), self.body.as_ref())
    }
}

/// Returns the request for the settings of the page.
pub fn show_config() -> Call {
    Call { method: "GET", path: "/api/config", token: None, body: None }
}

/// Returns the request for a proof of work.
pub fn issue_challenge() -> Call {
    Call { method: "GET", path: "/api/reset/challenge", token: None, body: None }
}

/// A reset in progress.
#[derive(Debug, Clone)]
pub struct Journey {
    pub person: Person,
    purpose: &'static str,
    token: String,
    method: String,
    seal: Value,
}

impl Journey {
    /// Returns a journey to reset a forgotten password.
    pub fn to_reset(person: Person) -> Self {
        Self {
            person,
            purpose: "reset-password",
            token: String::new(),
            method: String::new(),
            seal: Value::Null,
        }
    }

    /// Returns a journey to unlock an account.
    pub fn to_unlock(person: Person) -> Self {
        Self { purpose: "unlock-account", ..Self::to_reset(person) }
    }

    /// Returns the request that starts the reset with a solved challenge.
    pub fn start(&self, challenge: &Value) -> anyhow::Result<Call> {
        let work = work::solve(challenge)?;
        Ok(self.post(
            "/api/reset/start",
            json!({ "userId": self.person.name, "purpose": self.purpose, "work": work }),
        ))
    }

    pub fn take_start(&mut self, answer: &Value) -> anyhow::Result<()> {
        let methods = answer["methods"].as_array().context("no methods")?;
        let method =
            methods.iter().find(|method| method["kind"] == self.person.kind).context("no such method")?;
        method["id"].as_str().context("no id")?.clone_into(&mut self.method);
        self.take_token(answer)
    }

    /// Returns the request for a code.
    pub fn send_code(&self) -> Call {
        self.post("/api/reset/send-code", json!({ "method": self.method }))
    }

    pub fn take_token(&mut self, answer: &Value) -> anyhow::Result<()> {
        answer["token"]
            .as_str()
            .with_context(|| format!("no token in {answer}"))?
            .clone_into(&mut self.token);
        Ok(())
    }

    /// Returns the request with a guess at the code.
    pub fn verify_code(&self, code: &str) -> Call {
        self.post("/api/reset/verify-code", json!({ "method": self.method, "code": code }))
    }

    /// Takes the answer to the right guess.
    pub fn take_proof(&mut self, answer: &Value) -> anyhow::Result<()> {
        self.seal = answer["seal"].clone();
        self.take_token(answer)
    }

    /// Returns the order of a new password, sealed to every agent.
    pub fn set_password(&self) -> anyhow::Result<Call> {
        let envelopes = envelopes(&self.seal, &Plaintext::reset(PASSWORD))?;
        Ok(self.post("/api/reset/set-password", json!({ "envelopes": envelopes })))
    }

    /// Returns the order to unlock.
    pub fn unlock_account(&self) -> Call {
        self.post("/api/reset/unlock-account", json!({}))
    }

    /// Returns the request for the outcome.
    pub fn show_reset(&self) -> Call {
        Call { method: "GET", path: "/api/reset", token: Some(self.token.clone()), body: None }
    }

    fn post(&self, path: &'static str, body: Value) -> Call {
        let token = Some(self.token.clone()).filter(|token| !token.is_empty());
        Call { method: "POST", path, token, body: Some(body) }
    }
}

/// Seals a plaintext to every agent that an answer names.
pub fn envelopes(seal: &Value, typed: &Plaintext) -> anyhow::Result<Vec<Value>> {
    let binding = seal["binding"].as_str().context("no binding")?;
    let agents = seal["agents"].as_array().context("no agent is alive")?;
    agents.iter().map(|agent| envelope(agent, binding, typed)).collect()
}

fn envelope(agent: &Value, binding: &str, typed: &Plaintext) -> anyhow::Result<Value> {
    let (id, key) =
        (agent["id"].as_str().unwrap_or_default(), agent["publicKey"].as_str().unwrap_or_default());
    let mut randomness = UnwrapErr(getrandom::SysRng);
    let key = PublicKey::parse(key)?;
    let sealed = sealing::seal(&mut randomness, id, &key, binding, typed)?;
    Ok(json!({ "agent": sealed.agent, "enc": sealed.enc, "ciphertext": sealed.ciphertext }))
}
