//! The cloud's two endpoints and its queue, on a port of their own.

use std::{
    io::Read as _,
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use agent_protocol::{
    Outcome, Report,
    enrolment::{ENROLL_AGENT_PATH, EnrollAgent, Enrolled, PublicKeys},
    report::REPORT_WRITEBACK_PATH,
    session::{AGENT_SESSION_PATH, AgentPolicy, JobsQueue, QueueCredentials, Session, SessionRequest},
    sync::{SYNC_DIRECTORY_PATH, SyncReply, SyncRequest},
    taking::{Answer, TAKE_JOB_PATH, Taken},
};
use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use flate2::read::GzDecoder;
use readmit_agent::clock;
use serde_json::Value;

use crate::{orders::AGENT, queue::Queue};

/// A running one.
#[derive(Debug, Clone)]
pub struct Cloud {
    /// Where it listens.
    pub address: SocketAddr,
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    address: Option<SocketAddr>,
    queue: Queue,
    reports: Mutex<Vec<Report>>,
    enrolled: Mutex<Option<PublicKeys>>,
    sessions: Mutex<Vec<SessionRequest>>,
    syncs: Mutex<Vec<SyncRequest>>,
    turns_reports_away: Mutex<bool>,
}

impl Cloud {
    /// Starts it.
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let shared = Arc::new(Shared { address: Some(address), ..Shared::default() });
        let router = Router::new()
            .route("/", post(queue))
            .route(ENROLL_AGENT_PATH, post(enroll))
            .route(AGENT_SESSION_PATH, post(session))
            .route(TAKE_JOB_PATH, post(take_job))
            .route(SYNC_DIRECTORY_PATH, post(sync))
            .route(REPORT_WRITEBACK_PATH, post(report))
            .with_state(Arc::clone(&shared));
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

    /// The keys of the agent that was enrolled last, as [`crate::orders::AGENT`].
    pub fn enrolled(&self) -> Option<PublicKeys> {
        self.shared.enrolled.lock().expect("lock").clone()
    }

    /// What the agents told of themselves.
    pub fn sessions(&self) -> Vec<SessionRequest> {
        self.shared.sessions.lock().expect("lock").clone()
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

/// Any code is right.
async fn enroll(
    State(shared): State<Arc<Shared>>,
    Json(request): Json<EnrollAgent>,
) -> (StatusCode, Json<Enrolled>) {
    let enrolled = Enrolled { agent: AGENT.to_owned(), fingerprint: request.keys.fingerprint() };
    *shared.enrolled.lock().expect("lock") = Some(request.keys);
    (StatusCode::CREATED, Json(enrolled))
}

async fn session(State(shared): State<Arc<Shared>>, Json(request): Json<SessionRequest>) -> Json<Session> {
    shared.sessions.lock().expect("lock").push(request);
    let address = shared.address.expect("it is started");
    Json(Session {
        policy: AgentPolicy {
            version: 1,
            enabled_groups: vec!["Readmit Users".to_owned()],
            excluded_groups: vec!["Readmit Excluded".to_owned()],
            administrator_groups: vec!["Readmit Administrators".to_owned()],
            banned_words: Vec::new(),
        },
        queue: JobsQueue { url: format!("http://{address}/jobs"), region: "eu-north-1".to_owned() },
        credentials: Some(QueueCredentials {
            access_key_id: "test".to_owned(),
            secret_access_key: "test".to_owned(),
            session_token: "test".to_owned(),
            expires_at: clock::now().as_second() + 900,
        }),
    })
}

async fn take_job() -> Json<Taken> {
    Json(Taken { answer: Answer::CarryOut })
}

async fn sync(State(shared): State<Arc<Shared>>, body: Bytes) -> Json<SyncReply> {
    let mut text = String::new();
    GzDecoder::new(&*body).read_to_string(&mut text).expect("gzip");
    let request: SyncRequest = serde_json::from_str(&text).expect("a step of a sync");
    shared.syncs.lock().expect("lock").push(request);
    Json(SyncReply { leads: true, fence: 1, ..SyncReply::default() })
}

async fn report(State(shared): State<Arc<Shared>>, Json(report): Json<Report>) -> StatusCode {
    if *shared.turns_reports_away.lock().expect("lock") {
        return StatusCode::SERVICE_UNAVAILABLE;
    }
    shared.reports.lock().expect("lock").push(report);
    StatusCode::NO_CONTENT
}
