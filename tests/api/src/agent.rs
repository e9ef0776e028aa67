//! The tests' own agent: it syncs accounts and reports outcomes as a real one does, and takes no jobs.

mod items;

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::{
    Answer, Client,
    client::bearer,
    environment::{now, random, random_hex},
    fixtures,
};

pub const ENROLL: &str = "/api/agent/enroll-agent";
pub const SESSION: &str = "/api/agent/agent-session";
pub const ROLL: &str = "/api/agent/roll-keys";
pub const SYNC: &str = "/api/agent/sync-directory";
pub const REPORT: &str = "/api/agent/report-writeback";
pub const REPORT_SIGN_IN: &str = "/api/agent/report-sign-in";

/// The id of the tests' agent.
pub const ID: &str = "api-tests";

/// An agent with a signing key.
#[derive(Debug)]
pub struct Agent {
    pub id: String,
    /// The seed of the Ed25519 key.
    pub seed: [u8; 32],
}

/// Returns the names of the demonstration's domain.
pub fn domain() -> Value {
    json!({ "netbios": "DEMO", "suffixes": ["demo.example"] })
}

impl Agent {
    /// Returns the tests' agent, enrolled. It has the same key in every test, so that tests share it.
    pub async fn enrolled() -> Self {
        let agent = Self { id: ID.to_owned(), seed: [7; 32] };
        agent.enroll().await;
        agent
    }

    /// Returns the tests' agent as the leader of the sync.
    pub async fn leader() -> Self {
        let agent = Self::enrolled().await;
        agent.take_leader_lease().await;
        agent
    }

    /// Returns an agent that is not enrolled.
    pub fn unknown() -> Self {
        Self { id: "not-enrolled".to_owned(), seed: random() }
    }

    /// Returns its public keys; the sealing key is random each time.
    pub fn public_keys(&self) -> Value {
        json!({ "signingKey": self.public_key(), "sealingKey": URL_SAFE_NO_PAD.encode(random::<32>()) })
    }

    /// Signs a text with Ed25519, and returns the signature in unpadded base64url.
    pub fn sign_text(&self, text: &str) -> String {
        URL_SAFE_NO_PAD.encode(self.key().sign(text.as_bytes()).as_ref())
    }

    fn key(&self) -> Ed25519KeyPair {
        Ed25519KeyPair::from_seed_unchecked(&self.seed).unwrap()
    }

    /// Returns its public signing key in unpadded base64url.
    pub fn public_key(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.key().public_key())
    }

    /// Returns the claims of a request that is signed now.
    pub fn claims(&self, path: &str, body: &[u8]) -> Value {
        let at = now();
        json!({
            "iss": self.id, "aud": "readmit-cloud", "iat": at, "exp": at + 60,
            "jti": URL_SAFE_NO_PAD.encode(random::<16>()), "method": "POST", "path": path,
            "body": URL_SAFE_NO_PAD.encode(Sha256::digest(body)),
        })
    }

    /// Returns the header of its tokens.
    pub fn header(&self) -> Value {
        json!({ "alg": "EdDSA", "typ": "readmit-agent+jwt", "kid": self.id })
    }

    /// Signs a token with this header and these claims.
    pub fn sign(&self, header: &Value, claims: &Value) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(serde_json::to_vec(value).unwrap());
        let signed = format!("{}.{}", part(header), part(claims));
        let signature = self.key().sign(signed.as_bytes());
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.as_ref()))
    }

    /// Sends a signed POST.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        let body = serde_json::to_vec(body).unwrap();
        let token = self.sign(&self.header(), &self.claims(path, &body));
        post_signed(path, &token, body).await
    }

    /// Sends accounts, and ids of accounts that are gone, as one batch of a new sync.
    pub async fn sync_accounts(&self, accounts: &[Value], gone: &[&str]) -> Value {
        self.sync(&batch(&random_hex::<8>(), 0, &domain(), accounts, gone)).await
    }

    /// Sends a step of a sync.
    pub async fn sync(&self, body: &Value) -> Value {
        self.post(SYNC, body).await.success(200)
    }

    pub async fn report(&self, reset: &str, job: &str, outcome: &Value) -> Answer {
        self.post(REPORT, &json!({ "job": job, "reset": reset, "at": now(), "outcome": outcome })).await
    }
}

/// Returns the body of one batch of a sync.
pub fn batch(sync: &str, number: u32, domain: &Value, accounts: &[Value], gone: &[&str]) -> Value {
    json!({
        "kind": "batch", "fence": fixtures::FENCE, "sync": sync, "number": number,
        "domain": domain, "accounts": accounts, "gone": gone,
    })
}

pub async fn post_signed(path: &str, token: &str, body: Vec<u8>) -> Answer {
    let mut headers = bearer(Some(token));
    headers.push(("content-type".to_owned(), "application/json".to_owned()));
    Client::new().send(reqwest::Method::POST, path, &headers, body).await
}
