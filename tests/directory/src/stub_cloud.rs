//! A stub of the cloud for `check`: whether it accepts the agent, its clock, and its policy.

use std::net::SocketAddr;

use agent_protocol::session::{
    AGENT_SESSION_PATH, AgentPolicy, JobsQueue, QueueCredentials, Session, Strength,
};
use axum::{
    Json, Router,
    http::{HeaderValue, StatusCode, header::DATE},
    response::{IntoResponse as _, Response},
    routing::post,
};
use readmit_agent::clock;

/// The answers of a stub.
#[derive(Debug, Clone)]
pub struct StubCloud {
    /// The status of every answer.
    pub status: StatusCode,
    /// The seconds by which its clock is ahead of this host's.
    pub ahead_seconds: i64,
    pub enabled_groups: Vec<String>,
    /// The URL of the queue.
    pub queue: String,
}

impl Default for StubCloud {
    fn default() -> Self {
        Self {
            status: StatusCode::OK,
            ahead_seconds: 0,
            enabled_groups: vec!["Readmit Users".to_owned()],
            queue: "http://127.0.0.1:1/jobs".to_owned(),
        }
    }
}

impl StubCloud {
    /// Starts the stub, and returns its address.
    pub async fn start(self) -> SocketAddr {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let router = Router::new().route(AGENT_SESSION_PATH, post(async move || self.answer()));
        tokio::spawn(async move { axum::serve(listener, router).await });
        address
    }

    fn answer(&self) -> Response {
        let at = clock::now().as_second() + self.ahead_seconds;
        let at = jiff::Timestamp::from_second(at).expect("a moment");
        let date =
            jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&at).expect("a date");
        let session = Session {
            policy: AgentPolicy {
                version: 1,
                enabled_groups: self.enabled_groups.clone(),
                excluded_groups: vec!["Readmit Excluded".to_owned()],
                administrator_groups: vec!["Readmit Administrators".to_owned()],
                banned_words: Vec::new(),
                minimum_strength: Strength::default(),
                max_loss_percent: 20,
                explains_ineligibility: true,
            },
            queue: JobsQueue { url: self.queue.clone(), region: "eu-north-1".to_owned() },
            credentials: Some(QueueCredentials {
                access_key_id: "test".to_owned(),
                secret_access_key: "test".to_owned(),
                session_token: "test".to_owned(),
                expires_at: clock::now().as_second() + 900,
            }),
        };
        let mut response = (self.status, Json(session)).into_response();
        response.headers_mut().insert(DATE, HeaderValue::from_str(&date).expect("a header"));
        response
    }
}
