//! The cloud's two endpoints and its queue, on a port of their own.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use agent_protocol::{
    Outcome, Report,
    report::REPORT_WRITEBACK_PATH,
    sync::{SYNC_DIRECTORY_PATH, SyncReply, SyncRequest},
};
use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use serde_json::Value;

use crate::queue::Queue;

/// A running one.
#[derive(Debug, Clone)]
pub struct Cloud {
    /// Where it listens.
    pub address: SocketAddr,
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    queue: Queue,
    reports: Mutex<Vec<Report>>,
    syncs: Mutex<Vec<SyncRequest>>,
    turns_reports_away: Mutex<bool>,
}

impl Cloud {
    /// Starts it.
    pub async fn start() -> Self {
        let shared = Arc::new(Shared::default());
        let router = Router::new()
            .route("/", post(queue))
            .route(SYNC_DIRECTORY_PATH, post(sync))
            .route(REPORT_WRITEBACK_PATH, post(report))
            .with_state(Arc::clone(&shared));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, shared }
    }

    /// The queue of jobs.
    pub fn queue(&self) -> &Queue {
        &self.shared.queue
    }

    /// Answers reports with 503, or takes them again.
    pub fn turn_reports_away(&self, away: bool) {
        *self.shared.turns_reports_away.lock().expect("lock") = away;
    }

    /// What the agent told of the directory.
    pub fn syncs(&self) -> Vec<SyncRequest> {
        self.shared.syncs.lock().expect("lock").clone()
    }

    /// The outcome of a job, once it is reported and its message deleted; `None` after a minute. All reports of it must say
    /// the same.
    pub async fn outcome(&self, job: &str) -> Option<Outcome> {
        let end = Instant::now() + Duration::from_mins(1);
        while Instant::now() < end {
            let outcomes = self.outcomes(job);
            if let (Some(first), true) = (outcomes.first(), self.shared.queue.is_empty()) {
                assert!(outcomes.iter().all(|outcome| outcome == first), "one truth: {outcomes:?}");
                return Some(first.clone());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        None
    }

    /// Every outcome reported of a job so far.
    pub fn outcomes(&self, job: &str) -> Vec<Outcome> {
        let reports = self.shared.reports.lock().expect("lock");
        reports.iter().filter(|report| report.job == job).map(|report| report.outcome.clone()).collect()
    }
}

async fn queue(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Bytes) -> Json<Value> {
    let target = headers.get("x-amz-target").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let action = target.strip_prefix("AmazonSQS.").unwrap_or_default();
    Json(shared.queue.answer(action, &serde_json::from_slice(&body).expect("JSON")).await)
}

async fn sync(State(shared): State<Arc<Shared>>, Json(request): Json<SyncRequest>) -> Json<SyncReply> {
    shared.syncs.lock().expect("lock").push(request);
    Json(SyncReply {
        policy_version: 1,
        enabled_groups: vec!["Readmit Users".to_owned()],
        excluded_groups: vec!["Readmit Excluded".to_owned()],
        administrator_groups: vec!["Readmit Administrators".to_owned()],
        banned_words: Vec::new(),
    })
}

async fn report(State(shared): State<Arc<Shared>>, Json(report): Json<Report>) -> StatusCode {
    if *shared.turns_reports_away.lock().expect("lock") {
        return StatusCode::SERVICE_UNAVAILABLE;
    }
    shared.reports.lock().expect("lock").push(report);
    StatusCode::NO_CONTENT
}
