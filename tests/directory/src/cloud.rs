//! The cloud's endpoints and its queue, on a port of their own.

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
    enrolment::{ENROLL_AGENT_PATH, EnrollAgent, Enrolled, PublicKeys},
    report::REPORT_WRITEBACK_PATH,
    session::{AGENT_SESSION_PATH, AgentPolicy, JobsQueue, QueueCredentials, Session, SessionRequest},
    sign_in::REPORT_SIGN_IN_PATH,
    sync::{SYNC_DIRECTORY_PATH, SyncReply, SyncRequest},
    taking::{Answer, TAKE_JOB_PATH, TakeJob, Taken},
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

/// A running one.
#[derive(Debug, Clone)]
pub struct Cloud {
    /// Where it listens.
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
    // As the real one: an answer does not wait for what came before it to be acknowledged.
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
    /// How many more batches are taken before syncs are answered with 503; none where all are.
    batches_left: Mutex<Option<u32>>,
    is_batch_rejected: Mutex<bool>,
    /// Names of the enabled and of the excluded group, where they are not those of the tests.
    groups: Mutex<Option<[String; 2]>>,
    rejects_reports: Mutex<bool>,
}

impl Cloud {
    /// Starts it.
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let shared = Arc::new(Shared::default());
        serve(listener, &shared, Link { address, is_cut: Arc::default() });
        Self { address, shared }
    }

    /// Another way to the same cloud, for one agent; it can be cut.
    pub async fn link(&self) -> Link {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let link = Link { address: listener.local_addr().expect("an address"), is_cut: Arc::default() };
        serve(listener, &self.shared, link.clone());
        link
    }

    /// The queue of jobs.
    pub fn queue(&self) -> &Queue {
        &self.shared.queue
    }

    /// Answers reports with 503, or takes them again.
    pub fn reject_reports(&self, is_rejecting: bool) {
        *self.shared.rejects_reports.lock().expect("lock") = is_rejecting;
    }

    /// The keys of the agent that was enrolled last, as [`crate::orders::AGENT`].
    pub fn enrolled_keys(&self) -> Option<PublicKeys> {
        self.shared.enrolled.lock().expect("lock").clone()
    }

    /// What the agents told of themselves.
    pub fn sessions(&self) -> Vec<SessionRequest> {
        self.shared.sessions.lock().expect("lock").clone()
    }

    /// What came of syncs.
    pub fn sync_state(&self) -> MutexGuard<'_, SyncState> {
        self.shared.sync_state.lock().expect("lock")
    }

    /// Names other groups than those of the tests.
    pub fn set_groups(&self, enabled: &str, excluded: &str) {
        *self.shared.groups.lock().expect("lock") = Some([enabled.to_owned(), excluded.to_owned()]);
    }

    /// Takes so many more batches, and answers syncs with 503 then; or takes all again.
    pub fn limit_batches(&self, left: Option<u32>) {
        *self.shared.batches_left.lock().expect("lock") = left;
    }

    /// Waits until a batch was turned away.
    pub async fn wait_for_rejected_batch(&self) {
        let end = Instant::now() + Duration::from_mins(1);
        while !std::mem::take(&mut *self.shared.is_batch_rejected.lock().expect("lock")) {
            assert!(Instant::now() < end, "no batch came");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits for something to be true of the ledger.
    pub async fn wait_until(&self, what: &str, seconds: u64, is_so: impl Fn(&SyncState) -> bool) {
        let end = Instant::now() + Duration::from_secs(seconds);
        while !is_so(&self.sync_state()) {
            assert!(Instant::now() < end, "never: {what}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
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

    /// Jobs of which two different things were reported, with everything that was.
    pub fn contradictions(&self) -> BTreeMap<String, Vec<Outcome>> {
        let mut outcomes: BTreeMap<String, Vec<Outcome>> = BTreeMap::new();
        for report in self.shared.reports.lock().expect("lock").iter() {
            outcomes.entry(report.job.clone()).or_default().push(report.outcome.clone());
        }
        outcomes.retain(|_, told| told.iter().any(|outcome| Some(outcome) != told.first()));
        outcomes
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
    let answer = shared.queue.answer(action, &serde_json::from_slice(&body).expect("JSON")).await;
    let expired = || {
        let kind = "com.amazonaws.sqs#ReceiptHandleIsInvalid";
        (StatusCode::BAD_REQUEST, Json(json!({ "__type": kind, "message": "expired" })))
    };
    answer.map_or_else(|Expired| expired(), |answer| (StatusCode::OK, Json(answer)))
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

/// What came of a job is told once.
async fn take_job(State(shared): State<Arc<Shared>>, Json(asked): Json<TakeJob>) -> Json<Taken> {
    let reports = shared.reports.lock().expect("lock");
    let is_told = reports.iter().any(|report| report.job == asked.job);
    Json(Taken { answer: if is_told { Answer::Forget } else { Answer::CarryOut } })
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

/// Who signed a request, by the head of its token.
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
