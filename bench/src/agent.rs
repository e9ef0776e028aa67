//! Requests that are signed with the key of the instance's agent.

use std::{fs, path::Path};

use agent_protocol::request::{AUDIENCE, REQUEST_TTL_SECONDS, TOKEN_TYPE};
use anyhow::Context as _;
use aws_lc_rs::signature::Ed25519KeyPair;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::{clock, event};

/// The agent's id and key.
#[derive(Debug)]
pub struct Agent {
    id: String,
    key: Ed25519KeyPair,
}

impl Agent {
    /// Reads the agent of the instance whose state is in a folder.
    pub fn read(data: &Path) -> anyhow::Result<Self> {
        let keys: Value = serde_json::from_slice(&fs::read(data.join("agent/state/keys/current.json"))?)?;
        let seed = keys["signingKey"].as_str().context("the agent's signing key")?;
        let seed = URL_SAFE_NO_PAD.decode(seed).context("the agent's signing key")?;
        let key = Ed25519KeyPair::from_seed_unchecked(&seed).ok().context("the agent's signing key")?;
        Ok(Self { id: keys["agent"].as_str().context("the agent's id")?.to_owned(), key })
    }

    /// Returns a signed request as an event of the platform. It is good once, for a minute.
    pub fn request(&self, path: &str, body: &Value) -> anyhow::Result<Value> {
        Ok(event::request("POST", path, Some(&self.token(path, body)?), Some(body)))
    }

    /// Returns the token of a request with this body.
    pub fn token(&self, path: &str, body: &Value) -> anyhow::Result<String> {
        let now = i64::try_from(clock::seconds())?;
        let header = json!({ "alg": "EdDSA", "typ": TOKEN_TYPE, "kid": self.id });
        let claims = json!({
            "iss": self.id, "aud": AUDIENCE, "iat": now, "exp": now + REQUEST_TTL_SECONDS,
            "jti": URL_SAFE_NO_PAD.encode(clock::random::<16>()), "method": "POST", "path": path,
            "body": URL_SAFE_NO_PAD.encode(Sha256::digest(body.to_string())),
        });
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(&header), part(&claims));
        let signature = URL_SAFE_NO_PAD.encode(self.key.sign(signed.as_bytes()));
        Ok(format!("{signed}.{signature}"))
    }
}
