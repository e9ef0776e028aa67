//! The cloud's two endpoints and its queue, on a port of their own.

use std::{
    io::Read as _,
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use agent_protocol::{
    Outcome, Report,
    report::REPORT_WRITEBACK_PATH,
    session::{AGENT_SESSION_PATH, AgentPolicy, JobsQueue, QueueCredentials, Session, SessionRequest},
    sync::{SYNC_DIRECTORY_PATH, SyncReply, SyncRequest},
    taking::{Answer, TAKE_JOB_PATH, Taken},
};
use axum::{
    Extension, Json, Router,
    body::Bytes,
    extract::{Request, State},
    http::{HeaderMap, StatusCode},
    middleware::{self, Next},
    response::Response,
    routing::post,
};
use flate2::read::GzDecoder;
use readmit_agent::clock;
use serde_json::{Value, json};

use crate::queue::{Expired, Queue};

/// A running one.
#[derive(Debug, Clone)]
pub struct Cloud {
    /// Where it listens.
    pub address: SocketAddr,
    shared: Arc<Shared>,
}

/// One way to the cloud.
#[derive(Debug, Clone)]
pub struct Line {
    /// Where it begins.
    pub address: SocketAddr,
    is_cut: Arc<AtomicBool>,
}

impl Line {
    /// Lets nothing through any more, or everything again. What was under way is lost.
    pub fn cut(&self, is_cut: bool) {
        self.is_cut.store(is_cut, Ordering::SeqCst);
    }
}

fn serve(listener: tokio::net::TcpListener, shared: &Arc<Shared>, line: Line) {
    let router = Router::new()
        .route("/", post(queue))
        .route(AGENT_SESSION_PATH, post(session))
        .route(TAKE_JOB_PATH, post(take_job))
        .route(SYNC_DIRECTORY_PATH, post(sync))
        .route(REPORT_WRITEBACK_PATH, post(report))
        .layer(middleware::from_fn_with_state(line.clone(), through))
        .layer(Extension(line))
        .with_state(Arc::clone(shared));
    tokio::spawn(async move { axum::serve(listener, router).await });
}

/// Whoever asks over a cut line never hears anything, whether the question arrived or the answer was lost.
async fn through(State(line): State<Line>, request: Request, next: Next) -> Response {
    if line.is_cut.load(Ordering::SeqCst) {
        std::future::pending::<()>().await;
    }
    let answer = next.run(request).await;
    if line.is_cut.load(Ordering::SeqCst) {
        std::future::pending::<()>().await;
    }
    answer
}

#[derive(Debug, Default)]
struct Shared {
    queue: Queue,
    reports: Mutex<Vec<Report>>,
    sessions: Mutex<Vec<SessionRequest>>,
    syncs: Mutex<Vec<SyncRequest>>,
    turns_reports_away: Mutex<bool>,
}

impl Cloud {
    /// Starts it.
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let shared = Arc::new(Shared::default());
        serve(listener, &shared, Line { address, is_cut: Arc::default() });
        Self { address, shared }
    }

    /// Another way to the same cloud, for one agent; it can be cut.
    pub async fn line(&self) -> Line {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let line = Line { address: listener.local_addr().expect("an address"), is_cut: Arc::default() };
        serve(listener, &self.shared, line.clone());
        line
    }

    /// The queue of jobs.
    pub fn queue(&self) -> &Queue {
        &self.shared.queue
    }

    /// Answers reports with 503, or takes them again.
    pub fn turn_reports_away(&self, away: bool) {
        *self.shared.turns_reports_away.lock().expect("lock") = away;
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

    /// The first outcome that is reported of a job; `None` after three minutes.
    pub async fn first_outcome(&self, job: &str) -> Option<Outcome> {
        let end = Instant::now() + Duration::from_mins(3);
        while Instant::now() < end {
            if let Some(outcome) = self.outcomes(job).into_iter().next() {
                return Some(outcome);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        None
    }

    /// Jobs of which two different things were reported.
    pub fn contradictions(&self) -> Vec<String> {
        let reports = self.shared.reports.lock().expect("lock");
        let differs = |one: &Report, other: &Report| one.job == other.job && one.outcome != other.outcome;
        let is_contradicted = |report: &&Report| reports.iter().any(|other| differs(report, other));
        reports.iter().filter(is_contradicted).map(|report| report.job.clone()).collect()
    }

    /// Every outcome reported of a job so far.
    pub fn outcomes(&self, job: &str) -> Vec<Outcome> {
        let reports = self.shared.reports.lock().expect("lock");
        reports.iter().filter(|report| report.job == job).map(|report| report.outcome.clone()).collect()
    }
}

async fn queue(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, Json<Value>) {
    let target = headers.get("x-amz-target").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let action = target.strip_prefix("AmazonSQS.").unwrap_or_default();
    match shared.queue.answer(action, &serde_json::from_slice(&body).expect("JSON")).await {
        Ok(answer) => (StatusCode::OK, Json(answer)),
        Err(Expired) => {
            let kind = "com.amazonaws.sqs#ReceiptHandleIsInvalid";
            (StatusCode::BAD_REQUEST, Json(json!({ "__type": kind, "message": "expired" })))
        }
    }
}

async fn session(
    State(shared): State<Arc<Shared>>,
    Extension(Line { address, .. }): Extension<Line>,
    Json(request): Json<SessionRequest>,
) -> Json<Session> {
    shared.sessions.lock().expect("lock").push(request);
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
