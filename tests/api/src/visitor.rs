//! Somebody in a browser who signs in, and stays signed in.

use std::time::Duration;

use agent_protocol::sealing::{self, Plaintext, PublicKey, rand_core::UnwrapErr};
use serde_json::{Value, json};

use crate::{
    Answer, Client, Person,
    directory::FIRST_PASSWORD,
    json::{list, text},
    outbox,
    surroundings::surroundings,
    work,
};

/// Paths of the steps of somebody who can sign in.
pub mod path {
    /// `prepare-sign-in` and `sign-in`
    pub const SIGN_IN: &str = "/api/sign-in";
    /// `finish-sign-in`
    pub const FINISH: &str = "/api/sign-in/finish";
    /// `show-session`
    pub const SESSION: &str = "/api/session";
    /// `send-factor`
    pub const SEND_FACTOR: &str = "/api/session/send-factor";
    /// `prove-factor`
    pub const PROVE_FACTOR: &str = "/api/session/prove-factor";
    /// `sign-out`
    pub const SIGN_OUT: &str = "/api/session/sign-out";
    /// `start-change`
    pub const START_CHANGE: &str = "/api/session/start-change";
    /// `change-password`
    pub const CHANGE_PASSWORD: &str = "/api/reset/change-password";
    /// `add-method`
    pub const ADD: &str = "/api/security-info/add-method";
    /// `prove-method`
    pub const PROVE: &str = "/api/security-info/prove-method";
    /// `change-method`
    pub const CHANGE: &str = "/api/security-info/change-method";
    /// `remove-method`
    pub const REMOVE: &str = "/api/security-info/remove-method";
    /// `skip-registration`
    pub const SKIP: &str = "/api/security-info/skip-registration";
    /// `freeze-account`
    pub const FREEZE: &str = "/api/account/freeze";
    /// `verify-passkey`
    pub const VERIFY_PASSKEY: &str = "/api/reset/verify-passkey";
}

/// A sign-in that was begun.
#[derive(Debug, Clone)]
pub struct SignIn {
    /// The browser.
    pub client: Client,
    /// Its token.
    pub token: String,
}

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The browser, which sends no cookie of its own accord.
    pub client: Client,
    /// What the browser holds: the reference.
    pub reference: String,
}

impl SignIn {
    /// Signs in with this browser, and waits for nothing.
    pub async fn start(client: Client, user: &str, password: &str) -> Self {
        let taken = Self::ask(&client, user, password).await.success(202);
        Self { client, token: text(&taken, "/token") }
    }

    /// The same, whatever is answered.
    pub async fn ask(client: &Client, user: &str, password: &str) -> Answer {
        let prepared = client.get(path::SIGN_IN, None).await.success(200);
        client.post(path::SIGN_IN, None, &request(&prepared, user, password)).await
    }

    /// How it stands.
    pub async fn finish(&self) -> Answer {
        self.client.post(path::FINISH, Some(&self.token), &json!({})).await
    }

    /// Waits until it is known.
    pub async fn outcome(&self) -> Answer {
        for _ in 0..600 {
            let answer = self.finish().await;
            if answer.success(200)["state"] != "checking" {
                return answer;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("nothing is known of a sign-in after half a minute")
    }
}

/// What a browser posts to sign in.
pub fn request(prepared: &Value, user: &str, password: &str) -> Value {
    let envelopes = envelopes(&prepared["seal"], &Plaintext::sign_in(password));
    json!({ "userId": user, "work": work::solve(prepared), "envelopes": envelopes })
}

/// Passwords sealed to every agent that was named.
pub fn envelopes(seal: &Value, plaintext: &Plaintext) -> Value {
    let (agents, binding) = (list(seal, "/agents"), text(seal, "/binding"));
    assert!(!agents.is_empty(), "no agent is alive: {seal}");
    let envelope = |agent: &Value| {
        let (id, key) = (text(agent, "/id"), PublicKey::parse(&text(agent, "/publicKey")).unwrap());
        let mut randomness = UnwrapErr(getrandom::SysRng);
        let sealed = sealing::seal(&mut randomness, &id, &key, &binding, plaintext).unwrap();
        json!({ "agent": sealed.agent, "enc": sealed.enc, "ciphertext": sealed.ciphertext })
    };
    agents.iter().map(envelope).collect()
}

/// The reference that an answer gives the browser; empty where it takes it away.
pub fn reference(answer: &Answer) -> Option<String> {
    let line = answer.header("set-cookie")?;
    let (pair, attributes) = line.split_once("; ").expect("a cookie with attributes");
    let (name, value) = pair.split_once('=').expect("a name and a value");
    assert_eq!(name, "__Host-readmit");
    let end = if value.is_empty() { "; Max-Age=0" } else { "" };
    assert_eq!(attributes, format!("Path=/; Secure; HttpOnly; SameSite=Strict{end}"));
    Some(value.to_owned())
}

impl Visitor {
    /// Signs in with the first password.
    pub async fn sign_in(person: &Person) -> Self {
        Self::sign_in_with(person, FIRST_PASSWORD).await
    }

    /// Signs in with a password.
    pub async fn sign_in_with(person: &Person, password: &str) -> Self {
        let client = Client::new();
        let answer = SignIn::start(client.clone(), &person.name, password).await.outcome().await;
        let known = answer.success(200);
        assert_eq!(known["state"], "signed-in", "{known}");
        Self { client, reference: reference(&answer).expect("a session") }
    }

    /// Signs in, and proves a second factor by mail.
    pub async fn sign_in_fully(person: &Person) -> Self {
        let mut visitor = Self::sign_in(person).await;
        visitor.prove_by_mail(person).await;
        visitor
    }

    /// What the page sends with every request of a session.
    pub fn page(&self) -> Client {
        let origin = surroundings().url.clone();
        self.client.clone().with_headers(&[
            ("origin", &origin),
            ("x-readmit", "1"),
            ("cookie", &format!("__Host-readmit={}", self.reference)),
        ])
    }

    /// A GET of the page.
    pub async fn get(&self, path: &str) -> Answer {
        self.page().get(path, None).await
    }

    /// A POST of the page.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.page().post(path, None, body).await
    }

    /// A POST that gives the browser a new reference.
    pub async fn post_and_rotate(&mut self, path: &str, body: &Value) -> Value {
        let answer = self.post(path, body).await;
        let body = answer.success(200);
        self.reference = reference(&answer).expect("a new reference");
        body
    }

    /// The session.
    pub async fn session(&self) -> Value {
        self.get(path::SESSION).await.success(200)
    }

    /// What comes next.
    pub async fn next(&self) -> String {
        text(&self.session().await, "/session/next")
    }

    /// The id of a factor of a kind.
    pub async fn factor(&self, kind: &str) -> String {
        let session = self.session().await;
        let methods = list(&session, "/factors/methods");
        let method = methods.iter().find(|method| method["kind"] == kind);
        text(method.unwrap_or_else(|| panic!("no {kind} in {session}")), "/id")
    }

    /// The id of a registered method of a kind.
    pub async fn method(&self, kind: &str) -> String {
        let session = self.session().await;
        let methods = list(&session, "/securityInfo/methods");
        let method =
            methods.iter().find(|method| method["kind"] == kind && method["isFromDirectory"] == false);
        text(method.unwrap_or_else(|| panic!("no {kind} in {session}")), "/id")
    }

    /// Proves a second factor by a code to the mail that the directory holds.
    pub async fn prove_by_mail(&mut self, person: &Person) -> Value {
        let method = self.factor("mail").await;
        let before = outbox::messages(&[&person.mail]).await.len();
        self.post(path::SEND_FACTOR, &json!({ "method": method })).await.success(202);
        let code = outbox::wait_for(&person.mail, before + 1).await.remove(0).code().expect("a code");
        self.post_and_rotate(path::PROVE_FACTOR, &json!({ "method": method, "code": code })).await
    }

    /// Begins to add a method that needs no destination.
    pub async fn add(&self, kind: &str) -> Value {
        self.post(path::ADD, &json!({ "kind": kind })).await.success(201)
    }

    /// Adds an authenticator app; its secret.
    pub async fn add_app(&self) -> App {
        let added = self.add("authenticator-app").await;
        let app = App { key: text(&added, "/app/key"), step: 0 };
        let body = json!({ "method": added["method"], "code": app.code(0) });
        self.post(path::PROVE, &body).await.success(200);
        app
    }

    /// Makes recovery codes.
    pub async fn add_recovery_codes(&self) -> Vec<String> {
        let added = self.add("recovery-code").await;
        list(&added, "/recoveryCodes").iter().map(|code| code.as_str().unwrap().to_owned()).collect()
    }
}

/// An authenticator app, as anybody's (RFC 6238).
#[derive(Debug, Clone)]
pub struct App {
    /// The key in base 32.
    pub key: String,
    /// How many steps ahead of the clock its codes are: an accepted one is not good again.
    pub step: i64,
}

impl App {
    /// The key itself.
    pub fn secret(&self) -> Vec<u8> {
        base32(&self.key)
    }

    /// The code so many steps from now.
    pub fn code(&self, steps: i64) -> String {
        let step = crate::surroundings::now() / 30 + steps;
        let key = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.secret());
        let mac = aws_lc_rs::hmac::sign(&key, &step.to_be_bytes());
        let mac = mac.as_ref();
        let at = usize::from(mac[19] & 15);
        let bits = u32::from_be_bytes(mac[at..at + 4].try_into().unwrap()) & 0x7fff_ffff;
        format!("{:06}", bits % 1_000_000)
    }
}

fn base32(text: &str) -> Vec<u8> {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let (mut bytes, mut buffer, mut bits) = (Vec::new(), 0_u64, 0);
    for letter in text.bytes() {
        let five = letters.iter().position(|known| *known == letter).expect("base 32");
        buffer = buffer << 5 | five as u64;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(buffer >> bits & 255).unwrap());
        }
    }
    bytes
}
