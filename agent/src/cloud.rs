//! The agent's requests to the cloud. Each is signed.

mod reports;
mod signing;

use std::{
    io::Write as _,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use agent_protocol::{
    enrollment::{
        ENROLL_AGENT_PATH, EnrollAgent, EnrollAgentResponse, NOT_ENROLLED, ROLL_KEYS_PATH, RollKeys,
    },
    session::{AGENT_SESSION_PATH, Session, SessionRequest},
    sync::{self, SYNC_DIRECTORY_PATH, SyncReply, SyncRequest},
    take_job::{TAKE_JOB_PATH, TakeJob, TakeJobDecision, TakeJobResponse},
};
use anyhow::Context as _;
use flate2::{Compression, write::GzEncoder};
pub use reports::Receipt;
use reqwest::{
    Response, StatusCode,
    header::{CONTENT_TYPE, DATE},
};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    clock,
    configuration::CloudUrl,
    keys::{KeyRing, Keys},
};

const REQUEST_TIMEOUT: Duration = Duration::from_secs(15);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const JSON: &str = "application/json";
const UNKNOWN: i64 = i64::MIN;

/// The cloud's API for an enrolled agent.
pub struct Cloud {
    http: HttpClient,
    keys: Arc<KeyRing>,
    clock_ahead: AtomicI64,
}

/// An error of a request to the cloud.
#[derive(Debug, thiserror::Error)]
pub enum CloudError {
    /// The cloud did not answer.
    #[error("the cloud was not reached")]
    NotReached(#[source] reqwest::Error),
    /// The cloud does not accept the signature: the agent is not enrolled (any more), or its clock is wrong.
    #[error("the cloud does not accept this agent: it is not enrolled, was revoked, or its clock is wrong")]
    NotAccepted,
    /// The cloud answered with an unexpected status.
    #[error("the cloud answered {0}")]
    Answered(StatusCode),
    /// The request could not be written, or the answer could not be read.
    #[error("{0:#}")]
    Unexpected(anyhow::Error),
}

/// An HTTPS client for the cloud, with or without enrollment.
struct HttpClient {
    client: reqwest::Client,
    root: CloudUrl,
}

impl std::fmt::Debug for Cloud {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cloud").field("agent", &self.keys.agent()).finish_non_exhaustive()
    }
}

/// Enrolls an agent whose keys were just made, with a one-time code.
pub async fn enroll(
    url: &CloudUrl,
    request: &EnrollAgent,
    keys: &Keys,
) -> Result<EnrollAgentResponse, CloudError> {
    let body = json(request)?;
    let http = HttpClient::new(url)?;
    let token =
        signing::sign(NOT_ENROLLED, keys, ENROLL_AGENT_PATH, &body).map_err(CloudError::Unexpected)?;
    read(http.post(ENROLL_AGENT_PATH, JSON, token, body).await?, StatusCode::CREATED).await
}

impl Cloud {
    /// Makes a client that connects on its first request.
    pub fn new(url: &CloudUrl, keys: Arc<KeyRing>) -> Result<Self, CloudError> {
        Ok(Self { http: HttpClient::new(url)?, keys, clock_ahead: AtomicI64::new(UNKNOWN) })
    }

    /// Sends a heartbeat, or asks for the policy only.
    pub async fn session(&self, request: &SessionRequest) -> Result<Session, CloudError> {
        self.session_signed_by(&self.keys.current(), request).await
    }

    /// Sends a heartbeat that is signed with other keys than the current ones.
    pub async fn session_signed_by(
        &self,
        keys: &Keys,
        request: &SessionRequest,
    ) -> Result<Session, CloudError> {
        read(self.post(keys, AGENT_SESSION_PATH, JSON, json(request)?).await?, StatusCode::OK).await
    }

    /// Replaces the current keys by new ones.
    pub async fn rotate_keys(&self, request: &RollKeys) -> Result<(), CloudError> {
        let response = self.post(&self.keys.current(), ROLL_KEYS_PATH, JSON, json(request)?).await?;
        expect(response, StatusCode::NO_CONTENT).map(drop)
    }

    pub async fn sync(&self, request: &SyncRequest) -> anyhow::Result<SyncReply> {
        let body = compressed(&json(request)?).context("compressing accounts")?;
        let response = self.post(&self.keys.current(), SYNC_DIRECTORY_PATH, sync::CONTENT_TYPE, body).await?;
        Ok(read(response, StatusCode::OK).await?)
    }

    /// Asks whether a job is still to be carried out, and by which agents it can be.
    pub async fn take_job(&self, request: &TakeJob) -> Result<TakeJobDecision, CloudError> {
        let response = self.post(&self.keys.current(), TAKE_JOB_PATH, JSON, json(request)?).await?;
        read::<TakeJobResponse>(response, StatusCode::OK).await.map(|taken| taken.answer)
    }

    /// Returns the seconds by which this host's clock is ahead of the cloud's, as of the last answer.
    pub fn clock_ahead_seconds(&self) -> Option<i64> {
        Some(self.clock_ahead.load(Ordering::Relaxed)).filter(|seconds| *seconds != UNKNOWN)
    }

    async fn post(
        &self,
        keys: &Keys,
        path: &str,
        content_type: &'static str,
        body: Vec<u8>,
    ) -> Result<Response, CloudError> {
        let token = signing::sign(self.keys.agent(), keys, path, &body).map_err(CloudError::Unexpected)?;
        let response = self.http.post(path, content_type, token, body).await?;
        if let Some(ahead) = clock_ahead(&response) {
            self.clock_ahead.store(ahead, Ordering::Relaxed);
        }
        Ok(response)
    }
}

impl HttpClient {
    fn new(url: &CloudUrl) -> Result<Self, CloudError> {
        let client = reqwest::Client::builder()
            .timeout(REQUEST_TIMEOUT)
            .connect_timeout(CONNECT_TIMEOUT)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("readmit-agent/", env!("CARGO_PKG_VERSION")))
            .build()
            .context("making the HTTPS client")
            .map_err(CloudError::Unexpected)?;
        Ok(Self { client, root: url.clone() })
    }

    async fn post(
        &self,
        path: &str,
        content_type: &'static str,
        token: String,
        body: Vec<u8>,
    ) -> Result<Response, CloudError> {
        let request = self.client.post(self.root.at(path)).bearer_auth(token);
        let sent = request.header(CONTENT_TYPE, content_type).body(body).send().await;
        sent.map_err(|error| CloudError::NotReached(error.without_url()))
    }
}

fn json<T: Serialize>(request: &T) -> Result<Vec<u8>, CloudError> {
    serde_json::to_vec(request).context("writing a request").map_err(CloudError::Unexpected)
}

fn compressed(body: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(body)?;
    encoder.finish()
}

fn expect(response: Response, expected: StatusCode) -> Result<Response, CloudError> {
    match response.status() {
        status if status == expected => Ok(response),
        StatusCode::UNAUTHORIZED => Err(CloudError::NotAccepted),
        status => Err(CloudError::Answered(status)),
    }
}

async fn read<T: DeserializeOwned>(response: Response, expected: StatusCode) -> Result<T, CloudError> {
    let response = expect(response, expected)?.json().await;
    response.map_err(|error| {
        CloudError::Unexpected(anyhow::Error::new(error.without_url()).context("reading the cloud's answer"))
    })
}

/// Compares the clock with the answer's `Date`. That is a whole second, so a difference of one second counts as none.
fn clock_ahead(response: &Response) -> Option<i64> {
    let date = response.headers().get(DATE)?.to_str().ok()?;
    let theirs = jiff::fmt::rfc2822::parse(date).ok()?.timestamp();
    Some(clock::now().as_second() - theirs.as_second()).map(|ahead| if ahead.abs() <= 1 { 0 } else { ahead })
}
