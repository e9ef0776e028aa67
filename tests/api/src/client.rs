//! Requests to the API.

use std::net::IpAddr;

use reqwest::Method;
use serde_json::{Value, json};

use crate::{Answer, environment::environment, http, path, work};

/// A browser, with the headers that it sends in addition to the usual ones.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    url: String,
    extra: Vec<(String, String)>,
}

impl Default for Client {
    fn default() -> Self {
        Self::new()
    }
}

impl Client {
    /// Returns a browser without cookies.
    pub fn new() -> Self {
        Self::build(http::client())
    }

    /// Returns a browser whose requests come from this address of the machine.
    pub fn at_address(address: IpAddr) -> Self {
        Self::build(http::client().local_address(address))
    }

    fn build(http: reqwest::ClientBuilder) -> Self {
        let http = http
            .redirect(reqwest::redirect::Policy::none())
            .timeout(std::time::Duration::from_mins(3))
            .build()
            .unwrap();
        Self { http, url: environment().url.clone(), extra: Vec::new() }
    }

    /// Sends these headers with every request.
    #[must_use]
    pub fn with_headers(mut self, headers: &[(&str, &str)]) -> Self {
        self.extra.extend(headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self
    }

    /// Sends a GET.
    pub async fn get(&self, path: &str, token: Option<&str>) -> Answer {
        self.send(Method::GET, path, &bearer(token), Vec::new()).await
    }

    /// Sends a POST of JSON.
    pub async fn post(&self, path: &str, token: Option<&str>, body: &Value) -> Answer {
        let mut headers = bearer(token);
        headers.push(("content-type".to_owned(), "application/json".to_owned()));
        self.send(Method::POST, path, &headers, serde_json::to_vec(body).unwrap()).await
    }

    /// Sends a request. Repeats it if the function did not start in time, because then nothing has read the request.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(String, String)],
        body: Vec<u8>,
    ) -> Answer {
        for _ in 0..5 {
            let answer = self.send_once(method.clone(), path, headers, body.clone()).await;
            if !answer.is_not_started() {
                return answer;
            }
            tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        }
        panic!("{path}: the function does not start");
    }

    async fn send_once(
        &self,
        method: Method,
        path: &str,
        headers: &[(String, String)],
        body: Vec<u8>,
    ) -> Answer {
        let mut request = self.http.request(method, format!("{}{path}", self.url));
        for (name, value) in headers.iter().chain(&self.extra) {
            request = request.header(name, value);
        }
        let response = request.body(body).send().await.unwrap_or_else(|error| panic!("{path}: {error:?}"));
        let header = |(name, value): (&reqwest::header::HeaderName, &reqwest::header::HeaderValue)| {
            (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        };
        let (status, headers) = (response.status().as_u16(), response.headers().iter().map(header).collect());
        Answer { status, headers, body: response.bytes().await.unwrap().to_vec() }
    }

    /// Requests a challenge.
    pub async fn challenge(&self) -> Value {
        self.get(path::CHALLENGE, None).await.success(200)
    }

    /// Returns a solved challenge for `start-reset`.
    pub async fn work(&self) -> Value {
        work::solve(&self.challenge().await)
    }

    /// Starts a reset, with as hard a proof of work as the name needs.
    pub async fn start(&self, user: &str, purpose: &str) -> Answer {
        let answer = self.start_with(user, purpose, self.work().await).await;
        if answer.status != 428 {
            return answer;
        }
        let mut challenge = self.challenge().await;
        challenge["difficulty"] = answer.problem("more-work-required")["difficulty"].clone();
        self.start_with(user, purpose, work::solve(&challenge)).await
    }

    /// Starts a reset with this proof of work.
    pub async fn start_with(&self, user: &str, purpose: &str, work: Value) -> Answer {
        self.post(path::START, None, &json!({ "userId": user, "purpose": purpose, "work": work })).await
    }
}

/// Returns the header for a token.
pub fn bearer(token: Option<&str>) -> Vec<(String, String)> {
    token.map(|token| ("authorization".to_owned(), format!("Bearer {token}"))).into_iter().collect()
}
