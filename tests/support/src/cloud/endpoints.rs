//! The endpoints of the fake cloud.

use std::{io::Read as _, sync::Arc};

use agent_protocol::{
    Report,
    enrollment::{ENROLL_AGENT_PATH, EnrollAgent, EnrollAgentResponse},
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

use super::{Shared, verdicts};
use crate::{
    link::{Link, forward},
    orders::AGENT,
    queue::Expired,
};

pub(super) fn serve(listener: tokio::net::TcpListener, shared: &Arc<Shared>, link: Link) {
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
