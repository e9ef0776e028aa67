//! The agent's two requests to the cloud, each signed for itself alone.

use std::time::Duration;

use agent_protocol::{
    Report,
    report::REPORT_WRITEBACK_PATH,
    request::{AUDIENCE, Claims, REQUEST_LIFE_SECONDS, TOKEN_TYPE},
    sync::{SYNC_DIRECTORY_PATH, SyncReply, SyncRequest},
};
use anyhow::Context as _;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use reqwest::StatusCode;
use sha2::{Digest as _, Sha256};

use crate::{
    clock,
    configuration::{AgentId, CloudSettings, CloudUrl},
    entropy,
    keys::Keys,
};

const REQUEST_TIMEOUT: Duration = Duration::from_secs(15);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// The cloud as one agent sees it.
pub struct Cloud {
    client: reqwest::Client,
    root: CloudUrl,
    agent: AgentId,
    key: EncodingKey,
}

/// What the cloud said to a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Receipt {
    /// Taken, or no longer wanted: the message can go.
    Final(StatusCode),
    /// Not now: try again.
    Later(Option<StatusCode>),
}

impl std::fmt::Debug for Cloud {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cloud").field("agent", &self.agent).finish_non_exhaustive()
    }
}

impl Cloud {
    /// Connects on the first request.
    pub fn new(settings: &CloudSettings, keys: &Keys) -> anyhow::Result<Self> {
        let client = reqwest::Client::builder()
            .timeout(REQUEST_TIMEOUT)
            .connect_timeout(CONNECT_TIMEOUT)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("readmit-agent/", env!("CARGO_PKG_VERSION")))
            .build()
            .context("making the HTTPS client")?;
        let key = EncodingKey::from_ed_der(&keys.signing);
        Ok(Self { client, root: settings.url.clone(), agent: settings.agent_id.clone(), key })
    }

    /// Sends one step of a sync, or a heartbeat.
    pub async fn sync(&self, request: &SyncRequest) -> anyhow::Result<SyncReply> {
        let response = self.post(SYNC_DIRECTORY_PATH, serde_json::to_vec(request)?).await?;
        let status = response.status();
        anyhow::ensure!(status == StatusCode::OK, "the cloud answered {status}");
        response.json().await.context("reading the cloud's answer")
    }

    /// Sends one report.
    pub async fn report(&self, report: &Report) -> Receipt {
        let Ok(body) = serde_json::to_vec(report) else { return Receipt::Later(None) };
        match self.post(REPORT_WRITEBACK_PATH, body).await {
            Ok(response) => receipt(response.status()),
            Err(_) => Receipt::Later(None),
        }
    }

    async fn post(&self, path: &str, body: Vec<u8>) -> anyhow::Result<reqwest::Response> {
        let token = self.sign(path, &body)?;
        let request = self.client.post(self.root.at(path)).bearer_auth(token);
        let request = request.header(reqwest::header::CONTENT_TYPE, "application/json").body(body);
        request.send().await.map_err(reqwest::Error::without_url).context("reaching the cloud")
    }

    fn sign(&self, path: &str, body: &[u8]) -> anyhow::Result<String> {
        let now = clock::now().as_second();
        let claims = Claims {
            iss: self.agent.as_str().to_owned(),
            aud: AUDIENCE.to_owned(),
            iat: now,
            exp: now + REQUEST_LIFE_SECONDS,
            jti: URL_SAFE_NO_PAD.encode(entropy::draw::<16>()),
            method: "POST".to_owned(),
            path: path.to_owned(),
            body: URL_SAFE_NO_PAD.encode(Sha256::digest(body)),
        };
        let mut header = Header::new(Algorithm::EdDSA);
        header.typ = Some(TOKEN_TYPE.to_owned());
        header.kid = Some(self.agent.as_str().to_owned());
        jsonwebtoken::encode(&header, &claims, &self.key).context("signing a request")
    }
}

/// 401 and 403 are for an administrator to mend (a wrong clock, a lost registration): the truth is kept until then.
fn receipt(status: StatusCode) -> Receipt {
    let may_pass = matches!(
        status,
        StatusCode::UNAUTHORIZED
            | StatusCode::FORBIDDEN
            | StatusCode::REQUEST_TIMEOUT
            | StatusCode::TOO_MANY_REQUESTS
    );
    if status.is_success() || (status.is_client_error() && !may_pass) {
        Receipt::Final(status)
    } else {
        Receipt::Later(Some(status))
    }
}

#[cfg(test)]
mod tests {
    use jsonwebtoken::{DecodingKey, Validation};

    use super::*;

    fn cloud() -> (tempfile::TempDir, Cloud, agent_protocol::request::Registration) {
        let folder = tempfile::tempdir().expect("folder");
        crate::keys::make("agent-1", folder.path()).expect("made");
        let keys = Keys::load(folder.path()).expect("loaded");
        let settings = CloudSettings {
            url: CloudUrl::try_from("https://reset.example".to_owned()).expect("URL"),
            agent_id: AgentId::try_from("agent-1".to_owned()).expect("id"),
            keys_dir: folder.path().to_owned(),
        };
        let cloud = Cloud::new(&settings, &keys).expect("cloud");
        (folder, cloud, keys.registration("agent-1").expect("registration"))
    }

    #[test]
    fn a_request_is_signed_for_one_path_and_body() {
        let (_folder, cloud, registration) = cloud();
        let token = cloud.sign("/api/agent/sync-directory", b"{}").expect("signed");
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_audience(&[AUDIENCE]);
        let key = DecodingKey::from_ed_components(&registration.signing_key).expect("key");
        let read = jsonwebtoken::decode::<Claims>(&token, &key, &validation).expect("verified");
        assert_eq!(read.header.typ.as_deref(), Some(TOKEN_TYPE));
        assert_eq!(read.header.kid.as_deref(), Some("agent-1"));
        assert_eq!(read.claims.path, "/api/agent/sync-directory");
        assert_eq!(read.claims.body, URL_SAFE_NO_PAD.encode(Sha256::digest(b"{}")));
        assert_eq!(read.claims.exp - read.claims.iat, REQUEST_LIFE_SECONDS);
        assert_ne!(token, cloud.sign("/api/agent/sync-directory", b"{}").expect("signed"));
    }

    #[test]
    fn only_what_can_pass_is_tried_again() {
        for status in [204_u16, 200, 400, 404, 409, 410, 422] {
            let status = StatusCode::from_u16(status).expect("status");
            assert_eq!(receipt(status), Receipt::Final(status));
        }
        for status in [301_u16, 401, 403, 408, 429, 500, 502, 503, 504] {
            let status = StatusCode::from_u16(status).expect("status");
            assert_eq!(receipt(status), Receipt::Later(Some(status)));
        }
    }
}
