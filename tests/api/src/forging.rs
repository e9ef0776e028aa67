//! Forged tokens.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use crate::{aws::keyed_hash, functions};

pub fn claims(token: &str) -> Value {
    part(token, 1)
}

pub fn header(token: &str) -> Value {
    part(token, 0)
}

fn part(token: &str, index: usize) -> Value {
    let part = token.split('.').nth(index).unwrap_or_else(|| panic!("no token: {token}"));
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

fn encode(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(value).unwrap())
}

/// Returns a token that is signed with HMAC-SHA256 and this key.
pub fn signed(header: &Value, claims: &Value, key: &[u8]) -> String {
    let signed = format!("{}.{}", encode(header), encode(claims));
    let signature = keyed_hash(key, signed.as_bytes());
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// Returns a token that is signed with the server's key of reset tokens: HKDF-SHA256 of the token secret.
pub async fn signed_by_the_server(header: &Value, claims: &Value) -> String {
    let secret = functions::secret("send-code", "TOKEN_SECRET_ARN").await;
    let extracted = keyed_hash(&[0; 32], secret.as_bytes());
    signed(header, claims, &keyed_hash(&extracted, b"readmit token v1\x01"))
}

/// Returns forgeries of an issued token, each with a name.
#[expect(clippy::too_many_lines, reason = "a list of examples")]
pub fn forgeries(token: &str) -> Vec<(&'static str, String)> {
    let parts: Vec<&str> = token.split('.').collect();
    let (head, body, signature) = (parts[0], parts[1], parts[2]);
    let with = |member: &str, value: Value| {
        let mut header = header(token);
        header[member] = value;
        header
    };
    let claiming = |member: &str, value: Value| {
        let mut claims = claims(token);
        claims[member] = value;
        claims
    };
    let none = encode(&with("alg", json!("none")));
    let later = claims(token)["exp"].as_i64().unwrap() + 3600;
    let next = claims(token)["generation"].as_i64().unwrap() + 1;
    vec![
        ("empty", String::new()),
        ("no token at all", "x".to_owned()),
        ("alg none, no signature", format!("{none}.{body}.")),
        ("alg none, old signature", format!("{none}.{body}.{signature}")),
        ("no signature", format!("{head}.{body}.")),
        ("two parts", format!("{head}.{body}")),
        ("four parts", format!("{token}.{signature}")),
        ("another key", signed(&header(token), &claims(token), b"another key")),
        ("an empty key", signed(&header(token), &claims(token), b"")),
        ("HS512", signed(&with("alg", json!("HS512")), &claims(token), b"another key")),
        ("another typ", format!("{}.{body}.{signature}", encode(&with("typ", json!("JWT"))))),
        ("another key id", format!("{}.{body}.{signature}", encode(&with("kid", json!("x"))))),
        ("a longer life", format!("{head}.{}.{signature}", encode(&claiming("exp", json!(later))))),
        (
            "a later generation",
            format!("{head}.{}.{signature}", encode(&claiming("generation", json!(next)))),
        ),
        (
            "another reset",
            format!("{head}.{}.{signature}", encode(&claiming("reset", json!("0".repeat(22))))),
        ),
        (
            "another audience",
            format!("{head}.{}.{signature}", encode(&claiming("aud", json!("readmit-cloud")))),
        ),
        ("one bit changed", flipped(token)),
        ("padding", format!("{token}=")),
        ("40 KB", "a".repeat(40_000)),
    ]
}

/// Returns forgeries of the token of a cancel link, each with a name.
pub fn cancel_forgeries(token: &str) -> Vec<(&'static str, String)> {
    let parts: Vec<&str> = token.split('.').collect();
    let with = |member: &str, value: Value| {
        let mut claims = claims(token);
        claims[member] = value;
        format!("{}.{}.{}", parts[0], encode(&claims), parts[2])
    };
    vec![
        ("another key", signed(&header(token), &claims(token), b"another key")),
        ("another reset", with("reset", json!("0".repeat(22)))),
        ("another job", with("job", json!("j"))),
        ("a longer life", with("exp", json!(claims(token)["exp"].as_i64().unwrap() + 3600))),
        ("another audience", with("aud", json!("readmit-reset"))),
        ("one bit changed", flipped(token)),
        ("no signature", format!("{}.{}.", parts[0], parts[1])),
    ]
}

/// Returns the token with one bit of its signature changed.
fn flipped(token: &str) -> String {
    let (start, signature) = token.rsplit_once('.').unwrap();
    let mut bytes = URL_SAFE_NO_PAD.decode(signature).unwrap();
    bytes[0] ^= 1;
    format!("{start}.{}", URL_SAFE_NO_PAD.encode(bytes))
}
