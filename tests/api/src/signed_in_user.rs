//! A signed-in user at a browser.

use serde_json::{Value, json};

use crate::{
    Answer, Client, Person, SignIn,
    authenticator_app::App,
    directory::FIRST_PASSWORD,
    environment::environment,
    json::{list, text},
    outbox, path,
    sign_in::reference,
};

/// A user with a session.
#[derive(Debug, Clone)]
pub struct SignedInUser {
    /// The browser, which sends no cookie of its own accord.
    pub client: Client,
    /// The session reference that the browser keeps in its cookie.
    pub reference: String,
}

impl SignedInUser {
    /// Signs in with the first password.
    pub async fn sign_in(person: &Person) -> Self {
        Self::sign_in_with(person, FIRST_PASSWORD).await
    }

    /// Signs in with a password.
    pub async fn sign_in_with(person: &Person, password: &str) -> Self {
        let client = Client::new();
        let answer = SignIn::start(client.clone(), &person.name, password).await.outcome().await;
        let outcome = answer.success(200);
        assert_eq!(outcome["state"], "signed-in", "{outcome}");
        Self { client, reference: reference(&answer).expect("a session") }
    }

    /// Signs in, and proves a second factor by mail.
    pub async fn sign_in_with_second_factor(person: &Person) -> Self {
        let mut user = Self::sign_in(person).await;
        user.prove_by_mail(person).await;
        user
    }

    /// Returns a client that sends the headers and the cookie that the page sends with every request of a session.
    pub fn page_client(&self) -> Client {
        let origin = environment().url.clone();
        self.client.clone().with_headers(&[
            ("origin", &origin),
            ("x-readmit", "1"),
            ("cookie", &format!("__Host-readmit={}", self.reference)),
        ])
    }

    /// Sends a GET as the page does.
    pub async fn get(&self, path: &str) -> Answer {
        self.page_client().get(path, None).await
    }

    /// Sends a POST as the page does.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.page_client().post(path, None, body).await
    }

    /// Sends a POST whose answer gives the browser a new session reference, and returns the body of the answer.
    pub async fn post_and_rotate(&mut self, path: &str, body: &Value) -> Value {
        let answer = self.post(path, body).await;
        let body = answer.success(200);
        self.reference = reference(&answer).expect("a new reference");
        body
    }

    /// Reads the session.
    pub async fn session(&self) -> Value {
        self.get(path::SESSION).await.success(200)
    }

    /// Reads what the session must do next.
    pub async fn next(&self) -> String {
        text(&self.session().await, "/session/next")
    }

    /// Returns the id of the factor of a kind.
    pub async fn factor(&self, kind: &str) -> String {
        let session = self.session().await;
        let methods = list(&session, "/factors/methods");
        let method = methods.iter().find(|method| method["kind"] == kind);
        text(method.unwrap_or_else(|| panic!("no {kind} in {session}")), "/id")
    }

    /// Returns the id of the registered method of a kind.
    pub async fn method(&self, kind: &str) -> String {
        let session = self.session().await;
        let methods = list(&session, "/securityInfo/methods");
        let method =
            methods.iter().find(|method| method["kind"] == kind && method["isFromDirectory"] == false);
        text(method.unwrap_or_else(|| panic!("no {kind} in {session}")), "/id")
    }

    /// Proves a second factor by a code to the mail address from the directory.
    pub async fn prove_by_mail(&mut self, person: &Person) -> Value {
        let method = self.factor("mail").await;
        let before = outbox::messages(&[&person.mail]).await.len();
        self.post(path::SEND_FACTOR, &json!({ "method": method })).await.success(202);
        let code = outbox::new_code(&person.mail, before).await;
        self.post_and_rotate(path::PROVE_FACTOR, &json!({ "method": method, "code": code })).await
    }

    /// Begins to add a method that needs no destination.
    pub async fn add(&self, kind: &str) -> Value {
        self.post(path::ADD, &json!({ "kind": kind })).await.success(201)
    }

    /// Registers an authenticator app.
    pub async fn add_app(&self) -> App {
        let added = self.add("authenticator-app").await;
        let app = App { key: text(&added, "/app/key"), step: 0 };
        let body = json!({ "method": added["method"], "code": app.code(0) });
        self.post(path::PROVE, &body).await.success(200);
        app
    }

    /// Registers recovery codes, and returns them.
    pub async fn add_recovery_codes(&self) -> Vec<String> {
        let added = self.add("recovery-code").await;
        list(&added, "/recoveryCodes").iter().map(|code| code.as_str().unwrap().to_owned()).collect()
    }
}
