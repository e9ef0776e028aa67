//! A fake cloud: its endpoints for agents and its queue.

mod verdicts;

use std::{
    collections::BTreeMap,
    io::Read as _,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard},
    time::{Duration, Instant},
};

use agent_protocol::{
    Outcome, Report,
    enrollment::{ENROLL_AGENT_PATH, EnrollAgent, EnrollAgentResponse, PublicKeys},
    report::REPORT_WRITEBACK_PATH,
    session::{
        AGENT_SESSION_PATH, AgentPolicy, JobsQueue, QueueCredentials, Session, SessionRequest, Strength,
    },
    sign_in::REPORT_SIGN_IN_PATH,
    sync::{SYNC_DIRECTORY_PATH, SyncReply, SyncRequest},
    take_job::{TAKE_JOB_PATH, TakeJob, TakeJobDecision, TakeJobResponse},
};
use axum::{
    Extension, Json, Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    middleware,
    routing::post,
    serve::ListenerExt as _,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use flate2::read::GzDecoder;
use readmit_agent::clock;
use serde_json::{Value, json};

use verdicts::Verdicts;

use crate::{
    link::{Link, forward},
    orders::AGENT,
    queue::{Expired, Queue},
    sync_state::SyncState,
};

/// A running fake cloud.
#[derive(Debug, Clone)]
pub struct Cloud {
    /// The address that it listens on.
    pub address: SocketAddr,
    shared: Arc<Shared>,
}

fn serve(listener: tokio::net::TcpListener, shared: &Arc<Shared>, link: Link) {
    let router = Router::new()
        .route("/", post(queue))
        .route(ENROLL_AGENT_PATH, post(enroll))
        .route(AGENT_SESSION_PATH, post(session))
        .route(TAKE_JOB_PATH, post(take_job))
        .route(SYNC_DIRECTORY_PATH, post(sync))
        .route(REPORT_WRITEBACK_PATH, post(report))
        .route(REPORT_SIGN_IN_PATH, post(verdicts::report))
        .layer(middleware::from_fn_with_state(link.clone(), forward))
        .layer(Extension(link))
        .with_state(Arc::clone(shared));
    // As in the real cloud, answers are sent without Nagle's delay.
    let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
    tokio::spawn(async move { axum::serve(listener, router).await });
}

#[derive(Debug, Default)]
struct Shared {
    queue: Queue,
    reports: Mutex<Vec<Report>>,
    verdicts: Verdicts,
    enrolled: Mutex<Option<PublicKeys>>,
    sessions: Mutex<Vec<SessionRequest>>,
    sync_state: Mutex<SyncState>,
    /// The number of batches that are still accepted before syncs are answered with 503; `None` for all.
    batches_left: Mutex<Option<u32>>,
    is_batch_rejected: Mutex<bool>,
    /// The names of the enabled and of the excluded group, if they are not those of the lab.
    groups: Mutex<Option<[String; 2]>>,
    rejects_reports: Mutex<bool>,
}

impl Cloud {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let shared = Arc::new(Shared::default());
        serve(listener, &shared, Link { address, is_cut: Arc::default() });
        Self { address, shared }
    }

    /// Returns another address of the same cloud, for one agent; it can be cut.
    pub async fn link(&self) -> Link {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let link = Link { address: listener.local_addr().expect("an address"), is_cut: Arc::default() };
        serve(listener, &self.shared, link.clone());
        link
    }

    /// Returns the queue of jobs.
    pub fn queue(&self) -> &Queue {
        &self.shared.queue
    }

    /// Answers reports with 503, or accepts them again.
    pub fn reject_reports(&self, is_rejecting: bool) {
        *self.shared.rejects_reports.lock().expect("lock") = is_rejecting;
    }

    /// Returns the keys of the agent that was enrolled last, as [`crate::orders::AGENT`].
    pub fn enrolled_keys(&self) -> Option<PublicKeys> {
        self.shared.enrolled.lock().expect("lock").clone()
    }

    /// Returns the heartbeats of all agents.
    pub fn sessions(&self) -> Vec<SessionRequest> {
        self.shared.sessions.lock().expect("lock").clone()
    }

    pub fn sync_state(&self) -> MutexGuard<'_, SyncState> {
        self.shared.sync_state.lock().expect("lock")
    }

    /// Sets the names of the enabled and of the excluded group.
    pub fn set_groups(&self, enabled: &str, excluded: &str) {
        *self.shared.groups.lock().expect("lock") = Some([enabled.to_owned(), excluded.to_owned()]);
    }

    /// Accepts this many more batches before it answers syncs with 503; `None` for all.
    pub fn limit_batches(&self, left: Option<u32>) {
        *self.shared.batches_left.lock().expect("lock") = left;
    }

    /// Waits until a batch was rejected.
    pub async fn wait_for_rejected_batch(&self) {
        let end = Instant::now() + Duration::from_mins(1);
        while !std::mem::take(&mut *self.shared.is_batch_rejected.lock().expect("lock")) {
            assert!(Instant::now() < end, "no batch arrived");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits until something is true of the state of syncs.
    pub async fn wait_until(&self, what: &str, seconds: u64, is_so: impl Fn(&SyncState) -> bool) {
        let end = Instant::now() + Duration::from_secs(seconds);
        while !is_so(&self.sync_state()) {
            assert!(Instant::now() < end, "timed out: {what}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits up to a minute until a job is reported and its message deleted, and returns its outcome. Asserts that all
    /// its reports agree.
    pub async fn outcome(&self, job: &str) -> Option<Outcome> {
        let end = Instant::now() + Duration::from_mins(1);
        while Instant::now() < end {
            let outcomes = self.outcomes(job);
            if let (Some(first), true) = (outcomes.first(), self.shared.queue.is_empty()) {
                assert!(
                    outcomes.iter().all(|outcome| outcome == first),
                    "reports of one job differ: {outcomes:?}"
                );
                return Some(first.clone());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        None
    }

    /// Waits up to three minutes for the first report of a job, and returns its outcome.
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

    /// Returns the jobs with contradictory reports, with all their outcomes.
    pub fn contradictions(&self) -> BTreeMap<String, Vec<Outcome>> {
        let mut outcomes: BTreeMap<String, Vec<Outcome>> = BTreeMap::new();
        for report in self.shared.reports.lock().expect("lock").iter() {
            outcomes.entry(report.job.clone()).or_default().push(report.outcome.clone());
        }
        outcomes.retain(|_, reported| reported.iter().any(|outcome| Some(outcome) != reported.first()));
        outcomes
    }

    /// Returns every outcome of a job that was reported so far.
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
    let answer = shared.queue.answer(action, &serde_json::from_slice(&body).expect("JSON")).await;
    let expired = || {
        let kind = "com.amazonaws.sqs#ReceiptHandleIsInvalid";
        (StatusCode::BAD_REQUEST, Json(json!({ "__type": kind, "message": "expired" })))
    };
    answer.map_or_else(|Expired| expired(), |answer| (StatusCode::OK, Json(answer)))
}

/// Enrolls an agent with any code.
async fn enroll(
    State(shared): State<Arc<Shared>>,
    Json(request): Json<EnrollAgent>,
) -> (StatusCode, Json<EnrollAgentResponse>) {
    let enrolled = EnrollAgentResponse { agent: AGENT.to_owned(), fingerprint: request.keys.fingerprint() };
    *shared.enrolled.lock().expect("lock") = Some(request.keys);
    (StatusCode::CREATED, Json(enrolled))
}

async fn session(
    State(shared): State<Arc<Shared>>,
    Extension(Link { address, .. }): Extension<Link>,
    Json(request): Json<SessionRequest>,
) -> Json<Session> {
    shared.sessions.lock().expect("lock").push(request);
    let groups = shared.groups.lock().expect("lock").clone();
    let [enabled, excluded] =
        groups.unwrap_or_else(|| ["Readmit Users", "Readmit Excluded"].map(str::to_owned));
    Json(Session {
        policy: AgentPolicy {
            version: 1,
            enabled_groups: vec![enabled],
            excluded_groups: vec![excluded],
            administrator_groups: vec!["Readmit Administrators".to_owned()],
            banned_words: Vec::new(),
            minimum_strength: Strength::default(),
            max_loss_percent: 20,
            explains_ineligibility: true,
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

/// Lets an agent carry out a job that is not reported yet.
async fn take_job(State(shared): State<Arc<Shared>>, Json(asked): Json<TakeJob>) -> Json<TakeJobResponse> {
    let reports = shared.reports.lock().expect("lock");
    let is_reported = reports.iter().any(|report| report.job == asked.job);
    Json(TakeJobResponse {
        answer: if is_reported { TakeJobDecision::Forget } else { TakeJobDecision::CarryOut },
    })
}

async fn sync(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<SyncReply>, StatusCode> {
    let mut text = String::new();
    GzDecoder::new(&*body).read_to_string(&mut text).expect("gzip");
    let request: SyncRequest = serde_json::from_str(&text).expect("a step of a sync");
    if matches!(request, SyncRequest::Batch { .. }) {
        let mut left = shared.batches_left.lock().expect("lock");
        if *left == Some(0) {
            *shared.is_batch_rejected.lock().expect("lock") = true;
            return Err(StatusCode::SERVICE_UNAVAILABLE);
        }
        *left = left.map(|left| left - 1);
    }
    let mut sync_state = shared.sync_state.lock().expect("lock");
    sync_state.bytes += body.len();
    Ok(Json(sync_state.take(&sender(&headers), request)))
}

/// Returns the id of the agent in the header of a request's token.
fn sender(headers: &HeaderMap) -> String {
    let token = headers.get("authorization").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let head = token.trim_start_matches("Bearer ").split('.').next().unwrap_or_default();
    let head = URL_SAFE_NO_PAD.decode(head).expect("a token");
    let head: Value = serde_json::from_slice(&head).expect("JSON");
    head.get("kid").and_then(Value::as_str).expect("a key's name").to_owned()
}

async fn report(State(shared): State<Arc<Shared>>, Json(report): Json<Report>) -> StatusCode {
    if *shared.rejects_reports.lock().expect("lock") {
        return StatusCode::SERVICE_UNAVAILABLE;
    }
    shared.reports.lock().expect("lock").push(report);
    StatusCode::NO_CONTENT
}
