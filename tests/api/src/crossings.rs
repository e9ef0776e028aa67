//! Every request of one person that can name or show something of another's.

mod shown;

use serde_json::{Value, json};

use crate::{
    Answer, Reset, Visitor,
    agent::{self, Agent},
    client::path as reset_path,
    equipped::Equipped,
    forging, patient,
    people::uuid,
    surroundings::{now, surroundings},
    tables,
    visitor::path,
};

pub use shown::own_proofs;

/// One request, twice: with what is another person's, and with what never was.
#[derive(Debug)]
pub struct Crossing {
    /// What is crossed.
    pub what: &'static str,
    /// Who asks.
    pub by: Asker,
    /// Where.
    pub path: &'static str,
    /// With what is theirs.
    pub theirs: Value,
    /// With what is nobody's.
    pub nobodys: Value,
    /// The problem, where the answer is one.
    pub kind: Option<&'static str>,
}

/// Who asks.
#[derive(Debug, Clone)]
pub enum Asker {
    /// Somebody with a session.
    Visitor(Visitor),
    /// Somebody with the token of a reset.
    Reset(Reset),
    /// An agent.
    Agent,
}

impl Asker {
    /// A POST.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        match self {
            Self::Visitor(visitor) => visitor.post(path, body).await,
            Self::Reset(reset) => reset.post(path, body).await,
            Self::Agent => Agent::registered().await.post(path, body).await,
        }
    }
}

/// All of them.
pub async fn crossings(mine: &Equipped, theirs: &Equipped) -> Vec<Crossing> {
    let mut all = named_by_a_visitor(mine, theirs).await;
    all.extend(named_in_a_reset(mine, theirs));
    all.extend(shown::by_a_visitor(mine, theirs).await);
    all.extend(shown::in_a_reset(mine, theirs));
    all.extend(told_by_an_agent(mine, theirs).await);
    all
}

/// The same body, naming their method and nobody's.
fn naming(what: &'static str, by: &Asker, path: &'static str, method: &str, mut body: Value) -> Crossing {
    let mut named = |method: &str| {
        body["method"] = json!(method);
        body.clone()
    };
    let (theirs, nobodys) = (named(method), named(&uuid()));
    Crossing { what, by: by.clone(), path, theirs, nobodys, kind: Some("method-unknown") }
}

/// Their registered methods, named with what would prove or change them.
async fn named_by_a_visitor(mine: &Equipped, theirs: &Equipped) -> Vec<Crossing> {
    let entrant = Asker::Visitor(mine.entrant.clone());
    let visitor = Asker::Visitor(mine.visitor.clone());
    let session = theirs.entrant.session().await;
    let credential = theirs.credential(&session["factors"]["passkey"]);
    let mut all = Vec::new();
    for (kind, proof) in [
        ("authenticator-app", json!({ "code": theirs.app.code(1) })),
        ("recovery-code", json!({ "code": theirs.recovery_codes[0] })),
        ("passkey", json!({ "credential": credential })),
    ] {
        let method = theirs.method(kind).await;
        all.push(naming("their method", &entrant, path::SEND_FACTOR, &method, json!({})));
        all.push(naming("their method and proof", &entrant, path::PROVE_FACTOR, &method, proof.clone()));
        all.push(naming("their registered method", &visitor, path::PROVE, &method, proof));
        all.push(naming("their method", &visitor, path::REMOVE, &method, json!({})));
        for change in [json!({ "name": "Mine" }), json!({ "prefer": true }), json!({ "confirm": true })] {
            all.push(naming("their method", &visitor, path::CHANGE, &method, change));
        }
    }
    let proof = json!({ "code": theirs.pending_app.code(0) });
    all.push(naming("what they are adding", &visitor, path::PROVE, &theirs.pending, proof));
    all
}

/// The methods of their reset, named in mine.
fn named_in_a_reset(mine: &Equipped, theirs: &Equipped) -> Vec<Crossing> {
    let reset = Asker::Reset(mine.reset.clone());
    let mut all = Vec::new();
    for (kind, code) in [
        ("mail", theirs.reset_code.clone()),
        ("text-message", theirs.reset_code.clone()),
        ("authenticator-app", theirs.app.code(1)),
        ("recovery-code", theirs.recovery_codes[0].clone()),
    ] {
        let method = theirs.reset.method(kind);
        all.push(naming("a method of their reset", &reset, reset_path::SEND, &method, json!({})));
        let code = json!({ "code": code });
        all.push(naming("a method of their reset", &reset, reset_path::VERIFY, &method, code));
    }
    let credential = json!({ "credential": theirs.credential(&theirs.reset.started["passkey"]) });
    let method = theirs.reset.method("passkey");
    all.push(naming("a method of their reset", &reset, path::VERIFY_PASSKEY, &method, credential));
    all
}

/// Their jobs, told of my order and my sign-in.
async fn told_by_an_agent(mine: &Equipped, theirs: &Equipped) -> Vec<Crossing> {
    let (order, sign_in) = (mine.order.id(), text_of(&mine.sign_in.token));
    let sign_in_job = job_of(&text_of(&theirs.sign_in.token)).await;
    let outcome = json!({ "result": "done" });
    let report = |job: &str| json!({ "job": job, "reset": order, "at": now(), "outcome": outcome });
    let take = |job: &str| json!({ "job": job, "reset": order, "canOpen": true });
    let verdict = |job: &str| json!({ "job": job, "signIn": sign_in, "verdict": "right" });
    let told = |path, kind, body: &dyn Fn(&str) -> Value, job: &str| Crossing {
        what: "the job of their order",
        by: Asker::Agent,
        path,
        theirs: body(job),
        nobodys: body(&uuid()),
        kind,
    };
    vec![
        told(agent::REPORT, Some("step-not-allowed"), &report, &theirs.job),
        told(patient::TAKE, None, &take, &theirs.job),
        told(agent::REPORT_SIGN_IN, Some("step-not-allowed"), &verdict, &sign_in_job),
    ]
}

fn text_of(token: &str) -> String {
    crate::json::text(&forging::claims(token), "/sign_in")
}

/// The job of a sign-in.
async fn job_of(sign_in: &str) -> String {
    let key = json!({ "pk": { "S": format!("SIGN_IN#{sign_in}") } });
    let item = tables::get(&surroundings().resets_table, &key).await.expect("the sign-in");
    crate::json::text(&json!(item), "/job/S")
}
