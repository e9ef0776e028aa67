//! One answer of the API, and checks that every answer must pass.

use serde_json::Value;

use crate::json::members;

#[derive(Debug, Clone)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Names in lower case, and values, in the order received.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// Every kind of problem and its status, as in the contract.
pub const PROBLEMS: [(&str, u16); 26] = [
    ("malformed-request", 400),
    ("token-invalid", 401),
    ("session-required", 401),
    ("cross-site", 403),
    ("factor-missing", 403),
    ("account-frozen", 403),
    ("not-found", 404),
    ("gate-missing", 409),
    ("step-not-allowed", 409),
    ("method-limit", 409),
    ("registration-required", 409),
    ("reset-expired", 410),
    ("destination-invalid", 422),
    ("credential-invalid", 422),
    ("method-unknown", 422),
    ("destination-wrong", 422),
    ("code-wrong", 422),
    ("code-expired", 422),
    ("work-required", 428),
    ("more-work-required", 428),
    ("send-too-soon", 429),
    ("limit-reached", 429),
    ("code-not-sent", 503),
    ("internal", 500),
    ("agents-offline", 503),
    ("unavailable", 503),
];

impl Answer {
    /// Returns the value of a header, which may occur only once.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(sent, _)| sent == name);
        let value = values.next().map(|(_, value)| value.as_str());
        assert!(values.next().is_none(), "{name} was sent twice: {self}");
        value
    }

    /// Returns the value of a cookie that the answer sets, which is empty if it deletes the cookie, and the cookie's
    /// attributes.
    pub fn cookie(&self, name: &str) -> Option<(&str, &str)> {
        let lines = self.headers.iter().filter(|(header, _)| header == "set-cookie");
        let mut values = lines.filter_map(|(_, line)| line.strip_prefix(name)?.strip_prefix('='));
        let value = values.next()?;
        assert!(values.next().is_none(), "{name} was set twice: {self}");
        Some(value.split_once("; ").expect("a cookie with attributes"))
    }

    /// Returns whether the emulator answered that a copy of the function did not start in time.
    pub fn is_not_started(&self) -> bool {
        self.status == 502 && String::from_utf8_lossy(&self.body).contains("exited during init")
    }

    /// Returns the body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self}"))
    }

    /// Asserts a success with this status that must not be cached, and returns its body.
    pub fn success(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{self}");
        assert_eq!(self.header("content-type"), Some("application/json"), "{self}");
        assert_eq!(self.header("cache-control"), Some("no-store"), "{self}");
        self.json()
    }

    /// Asserts a success without a body.
    pub fn empty(&self, status: u16) {
        assert_eq!((self.status, self.body.as_slice()), (status, b"".as_slice()), "{self}");
        assert_eq!(self.header("cache-control"), Some("no-store"), "{self}");
    }

    /// Returns the kind of a problem after checking it against RFC 9457 and the contract.
    pub fn kind(&self) -> String {
        let body = self.json();
        let kind = body["type"].as_str().and_then(|kind| kind.strip_prefix("/problems/"));
        let kind = kind.unwrap_or_else(|| panic!("no problem: {self}")).to_owned();
        let known = PROBLEMS.iter().find(|(name, _)| *name == kind);
        let (_, status) = known.unwrap_or_else(|| panic!("unknown kind: {self}"));
        assert_eq!(self.status, *status, "{self}");
        assert_eq!(body["status"], *status, "{self}");
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{self}");
        assert_eq!(self.header("cache-control"), Some("no-store"), "{self}");
        assert!(body["title"].as_str().is_some_and(|title| !title.is_empty()), "{self}");
        assert!(body["instance"].as_str().is_some_and(|instance| !instance.is_empty()), "{self}");
        self.check_members(&body, &kind);
        kind
    }

    /// Asserts that the answer is this kind of problem, and returns its body.
    pub fn problem(&self, kind: &str) -> Value {
        assert_eq!(self.kind(), kind, "{self}");
        self.json()
    }

    fn check_members(&self, body: &Value, kind: &str) {
        let own: &[&str] = match kind {
            "code-wrong" => &["guessesLeft"],
            "more-work-required" => &["difficulty"],
            "send-too-soon" | "limit-reached" | "code-not-sent" => &["retryAfterSeconds"],
            _ => &[],
        };
        let mut expected = [&["instance", "status", "title", "type"], own].concat();
        expected.sort_unstable();
        assert_eq!(members(body), expected, "{self}");
        assert!(own.iter().all(|name| body[*name].is_u64()), "{self}");
        let retry = body["retryAfterSeconds"].as_u64().map(|seconds| seconds.to_string());
        assert_eq!(self.header("retry-after"), retry.as_deref(), "{self}");
    }
}

impl std::fmt::Display for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {:?} {}", self.status, self.headers, String::from_utf8_lossy(&self.body))
    }
}
