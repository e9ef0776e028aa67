//! Cross-account cases: every request of one user that can name or prove something of another user.

mod proofs;

use serde_json::{Value, json};

use crate::{
    Answer, Reset, SignedInUser,
    agent::{self, Agent},
    deferred_order,
    environment::{environment, now},
    forging,
    json::text,
    path,
    people::uuid,
    registered_user::RegisteredUser,
    tables,
};

pub use proofs::own_proofs;

/// One request with two bodies: one names or proves something of another user, one something that never existed.
#[derive(Debug)]
pub struct CrossAccountCase {
    /// The name of the other user's thing in the first body.
    pub subject: &'static str,
    /// The user or agent that sends the request.
    pub caller: Caller,
    /// The path of the request.
    pub path: &'static str,
    /// The body with something of the other user.
    pub theirs: Value,
    /// The body with something that never existed.
    pub unknown: Value,
    /// The problem that both are answered with, if they are refused.
    pub problem: Option<&'static str>,
}

/// The sender of a request.
#[derive(Debug, Clone)]
pub enum Caller {
    /// A user with a session.
    SignedInUser(SignedInUser),
    /// A user with the token of a reset.
    Reset(Reset),
    /// The tests' agent.
    Agent,
}

impl Caller {
    /// Sends a POST.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        match self {
            Self::SignedInUser(user) => user.post(path, body).await,
            Self::Reset(reset) => reset.post(path, body).await,
            Self::Agent => Agent::enrolled().await.post(path, body).await,
        }
    }
}

pub async fn cases(mine: &RegisteredUser, theirs: &RegisteredUser) -> Vec<CrossAccountCase> {
    let mut all = methods_in_a_session(mine, theirs).await;
    all.extend(methods_in_a_reset(mine, theirs));
    all.extend(proofs::in_a_session(mine, theirs).await);
    all.extend(proofs::in_a_reset(mine, theirs));
    all.extend(jobs_of_an_agent(mine, theirs).await);
    all
}

/// Returns a case whose bodies name their method and an unknown one.
fn naming(
    subject: &'static str,
    caller: &Caller,
    path: &'static str,
    method: &str,
    mut body: Value,
) -> CrossAccountCase {
    let mut named = |method: &str| {
        body["method"] = json!(method);
        body.clone()
    };
    let (theirs, unknown) = (named(method), named(&uuid()));
    let problem = Some("method-unknown");
    CrossAccountCase { subject, caller: caller.clone(), path, theirs, unknown, problem }
}

/// Returns cases that name their registered methods in my session, together with what would prove or change them.
#[expect(clippy::too_many_lines, reason = "a list of examples")]
async fn methods_in_a_session(mine: &RegisteredUser, theirs: &RegisteredUser) -> Vec<CrossAccountCase> {
    let first_factor_user = Caller::SignedInUser(mine.first_factor_user.clone());
    let user = Caller::SignedInUser(mine.user.clone());
    let session = theirs.first_factor_user.session().await;
    let credential = theirs.credential(&session["factors"]["passkey"]);
    let mut all = Vec::new();
    for (kind, proof) in [
        ("authenticator-app", json!({ "code": theirs.app.code(1) })),
        ("recovery-code", json!({ "code": theirs.recovery_codes[0] })),
        ("passkey", json!({ "credential": credential })),
    ] {
        let method = theirs.method(kind).await;
        all.push(naming("their method", &first_factor_user, path::SEND_FACTOR, &method, json!({})));
        let proof_of_theirs = proof.clone();
        all.push(naming(
            "their method and proof",
            &first_factor_user,
            path::PROVE_FACTOR,
            &method,
            proof_of_theirs,
        ));
        all.push(naming("their registered method", &user, path::PROVE, &method, proof));
        all.push(naming("their method", &user, path::REMOVE, &method, json!({})));
        let answers = ["yes", "no", "later"].map(|answer| json!({ "answer": answer }));
        let changes = [json!({ "name": "Mine" }), json!({ "prefer": true })];
        for change in changes.into_iter().chain(answers) {
            all.push(naming("their method", &user, path::CHANGE, &method, change));
        }
    }
    let proof = json!({ "code": theirs.pending_app.code(0) });
    all.push(naming("the method that they are adding", &user, path::PROVE, &theirs.pending, proof));
    all.push(CrossAccountCase {
        subject: "their known device",
        caller: user,
        path: path::REMOVE_DEVICE,
        theirs: json!({ "device": theirs.device_id().await }),
        unknown: json!({ "device": uuid() }),
        problem: None,
    });
    all
}

/// Returns cases that name the methods of their reset in my reset.
fn methods_in_a_reset(mine: &RegisteredUser, theirs: &RegisteredUser) -> Vec<CrossAccountCase> {
    let reset = Caller::Reset(mine.reset.clone());
    let mut all = Vec::new();
    for (kind, code) in [
        ("mail", theirs.reset_code.clone()),
        ("text-message", theirs.reset_code.clone()),
        ("authenticator-app", theirs.app.code(1)),
        ("recovery-code", theirs.recovery_codes[0].clone()),
    ] {
        let method = theirs.reset.method(kind);
        all.push(naming("a method of their reset", &reset, path::SEND, &method, json!({})));
        let code = json!({ "code": code });
        all.push(naming("a method of their reset", &reset, path::VERIFY, &method, code));
    }
    let credential = json!({ "credential": theirs.credential(&theirs.reset.started["passkey"]) });
    let method = theirs.reset.method("passkey");
    all.push(naming("a method of their reset", &reset, path::VERIFY_PASSKEY, &method, credential));
    all
}

/// Returns cases in which an agent reports their jobs for my order and my sign-in.
async fn jobs_of_an_agent(mine: &RegisteredUser, theirs: &RegisteredUser) -> Vec<CrossAccountCase> {
    let (order, sign_in) = (mine.order.id(), sign_in_id(&mine.sign_in.token));
    let sign_in_job = sign_in_job(&sign_in_id(&theirs.sign_in.token)).await;
    let outcome = json!({ "result": "done" });
    let report = |job: &str| json!({ "job": job, "reset": order, "at": now(), "outcome": outcome });
    let take = |job: &str| json!({ "job": job, "reset": order, "canOpen": true });
    let verdict = |job: &str| json!({ "job": job, "signIn": sign_in, "verdict": "right" });
    let case = |path, problem, body: &dyn Fn(&str) -> Value, job: &str| CrossAccountCase {
        subject: "the job of their order",
        caller: Caller::Agent,
        path,
        theirs: body(job),
        unknown: body(&uuid()),
        problem,
    };
    vec![
        case(agent::REPORT, Some("step-not-allowed"), &report, &theirs.job),
        case(deferred_order::TAKE_JOB, None, &take, &theirs.job),
        case(agent::REPORT_SIGN_IN, Some("step-not-allowed"), &verdict, &sign_in_job),
    ]
}

fn sign_in_id(token: &str) -> String {
    text(&forging::claims(token), "/sign_in")
}

async fn sign_in_job(sign_in: &str) -> String {
    let key = json!({ "pk": { "S": format!("SIGN_IN#{sign_in}") } });
    let item = tables::get(&environment().resets_table, &key).await.expect("the sign-in");
    text(&json!(item), "/job/S")
}
