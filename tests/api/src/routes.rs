//! Every route of the API, its credentials, and a well-formed body.

use serde_json::{Value, json};

use crate::{Answer, Client, agent, environment::environment, path};

/// The credentials by which a route identifies its caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// No credentials.
    None,
    /// The token of a reset or of a change.
    Reset,
    /// The token of a sign-in.
    SignIn,
    /// The cookie of a session.
    Session,
    /// The token of a freeze link.
    Link,
    /// An agent's signature.
    Agent,
}

#[derive(Debug, Clone)]
pub struct Route {
    /// Whether it is a POST.
    pub posts: bool,
    pub path: &'static str,
    /// The credentials that the route requires.
    pub key: Key,
    /// A well-formed body.
    pub body: Value,
}

/// Returns the routes of the template, such as `POST /api/session/sign-out`.
pub fn deployed() -> Vec<String> {
    const TEMPLATE: &str = include_str!("../../../infra/template.yaml");
    let keys = TEMPLATE.lines().filter_map(|line| line.split_once("RouteKey: ")).map(|(_, rest)| rest);
    let keys = keys.map(|rest| rest.split([',', ' ', '}']).take(2).collect::<Vec<_>>().join(" "));
    let mut routes: Vec<String> = keys.filter(|key| key.contains(" /")).collect();
    routes.sort();
    routes
}

pub fn all() -> Vec<Route> {
    [open(), reset_routes(), session_routes(), agent_routes()].concat()
}

fn get(path: &'static str, key: Key) -> Route {
    Route { posts: false, path, key, body: Value::Null }
}

fn post(path: &'static str, key: Key, body: Value) -> Route {
    Route { posts: true, path, key, body }
}

fn open() -> Vec<Route> {
    let work = json!({ "challenge": "x", "nonces": ["1"] });
    vec![
        get(path::CHALLENGE, Key::None),
        get(path::CONFIG, Key::None),
        get(path::SIGN_IN, Key::None),
        post(
            path::START,
            Key::None,
            json!({ "userId": "nobody", "purpose": "reset-password", "work": work }),
        ),
        post(
            path::SIGN_IN,
            Key::None,
            json!({ "userId": "nobody", "work": work, "envelopes": [envelope()] }),
        ),
        post(path::FINISH, Key::SignIn, json!({})),
        post(path::FREEZE, Key::Link, json!({})),
    ]
}

fn reset_routes() -> Vec<Route> {
    let method = json!({ "method": "m" });
    let [guess, shown] = guesses();
    let sealed = json!({ "envelopes": [envelope()] });
    vec![
        get(path::SHOW, Key::Reset),
        post(path::SEND, Key::Reset, method),
        post(path::VERIFY, Key::Reset, guess),
        post(path::VERIFY_PASSKEY, Key::Reset, shown),
        post(path::SET_PASSWORD, Key::Reset, sealed.clone()),
        post(path::UNLOCK, Key::Reset, json!({})),
        post(path::CANCEL, Key::Reset, json!({})),
        post(path::CHANGE_PASSWORD, Key::Reset, sealed),
    ]
}

/// Returns all routes that require a session.
pub fn session_routes() -> Vec<Route> {
    let method = json!({ "method": "m" });
    let [guess, _] = guesses();
    vec![
        get(path::SESSION, Key::Session),
        post(path::SEND_FACTOR, Key::Session, method.clone()),
        post(path::PROVE_FACTOR, Key::Session, guess.clone()),
        post(path::START_CHANGE, Key::Session, json!({})),
        post(path::ADD, Key::Session, json!({ "kind": "recovery-code" })),
        post(path::PROVE, Key::Session, guess),
        post(path::CHANGE, Key::Session, json!({ "method": "m", "prefer": true })),
        post(path::REMOVE_DEVICE, Key::Session, json!({ "device": "d" })),
        post(path::REMOVE, Key::Session, method),
        post(path::SKIP, Key::Session, json!({})),
        post(path::SIGN_OUT, Key::Session, json!({ "everywhere": true })),
    ]
}

fn agent_routes() -> Vec<Route> {
    let keys = json!({ "signingKey": "A".repeat(43), "sealingKey": "A".repeat(43) });
    let look = json!({ "version": "0.0.0-tests", "wantsCredentials": false });
    let job = json!({ "job": "j", "reset": "r", "canOpen": true });
    let report = json!({ "job": "j", "reset": "r", "at": 0, "outcome": { "result": "done" } });
    let verdict = json!({ "job": "j", "signIn": "s", "verdict": "right" });
    vec![
        post(agent::ENROLL, Key::Agent, json!({ "code": "c", "keys": keys })),
        post(agent::SESSION, Key::Agent, look),
        post(agent::ROLL, Key::Agent, json!({ "keys": keys, "proof": "p" })),
        post(agent::SYNC, Key::Agent, json!({ "kind": "lead" })),
        post(agent::REPORT, Key::Agent, report),
        post(agent::REPORT_SIGN_IN, Key::Agent, verdict),
        post(crate::deferred_order::TAKE_JOB, Key::Agent, job),
    ]
}

fn guesses() -> [Value; 2] {
    let credential = json!({ "id": "x", "rawId": "x", "type": "public-key", "response": {} });
    [json!({ "method": "m", "code": "123456" }), json!({ "method": "m", "credential": credential })]
}

fn envelope() -> Value {
    json!({ "agent": "agent-1", "enc": "A".repeat(43), "ciphertext": "A".repeat(363) })
}

impl Route {
    /// Returns the route as the template writes it.
    pub fn name(&self) -> String {
        format!("{} {}", if self.posts { "POST" } else { "GET" }, self.path)
    }

    /// Sends a request as the page does, with this token and this cookie.
    pub async fn request(&self, token: Option<&str>, cookie: Option<&str>) -> Answer {
        let own = environment().url.as_str();
        let cookie = cookie.map(|cookie| format!("__Host-readmit={cookie}"));
        let mut headers = vec![("origin", own), ("x-readmit", "1")];
        headers.extend(cookie.as_deref().map(|cookie| ("cookie", cookie)));
        self.request_from(&Client::new().with_headers(&headers), token).await
    }

    pub async fn request_from(&self, client: &Client, token: Option<&str>) -> Answer {
        if self.posts {
            client.post(self.path, token, &self.body).await
        } else {
            client.get(self.path, token).await
        }
    }
}
