//! Every step refuses malformed requests alike, before anything is counted or changed.

use api_tests::{Answer, Client, Person, Reset, outbox, path, tables};
use reqwest::Method;
use serde_json::{Value, json};

/// Returns a valid body for each step.
fn good(reset: &Reset) -> Vec<(&'static str, Value)> {
    let envelope = json!({ "agent": "agent-1", "enc": "A".repeat(43), "ciphertext": "A".repeat(363) });
    vec![
        (
            path::START,
            json!({ "userId": "nobody-at-all", "purpose": "reset-password", "work": { "challenge": "x", "nonces": ["1"] } }),
        ),
        (path::SEND, json!({ "method": reset.method("mail") })),
        (path::SEND, json!({ "method": reset.method("mail"), "destination": "a@b.example" })),
        (path::VERIFY, json!({ "method": reset.method("mail"), "code": "123456" })),
        (path::SET_PASSWORD, json!({ "envelopes": [envelope] })),
        (path::UNLOCK, json!({})),
    ]
}

#[tokio::test]
async fn members_of_the_wrong_type_are_refused() {
    let person = Person::new().await;
    let reset = Reset::start(&person.name).await;
    for (path, body) in good(&reset) {
        for (place, spoiled) in spoiled(&body) {
            let answer = reset.post(path, &spoiled).await;
            assert_eq!(answer.kind(), "malformed-request", "{path} {place}: {spoiled}");
        }
    }
    untouched(&person, reset).await;
}

#[tokio::test]
async fn bodies_are_one_json_object_of_known_members() {
    let person = Person::new().await;
    let reset = Reset::start(&person.name).await;
    for (path, body) in good(&reset) {
        let text = body.to_string();
        let inner = text.trim_matches(['{', '}']);
        let mut bodies: Vec<Vec<u8>> = [
            String::new(),
            "null".to_owned(),
            "true".to_owned(),
            "0".to_owned(),
            "\"x\"".to_owned(),
            "[]".to_owned(),
            format!("[{text}]"),
            format!("{text}{text}"),
            format!("{text} x"),
            text[..text.len() - 1].to_owned(),
            format!("\u{feff}{text}"),
            text.replace('{', "{\"more\":1,").replace(",}", "}"),
            format!("{{{inner}{}\"__proto__\":{{}}}}", if inner.is_empty() { "" } else { "," }),
            "[".repeat(10_000),
            format!("{{\"x\":{}", "{\"x\":".repeat(2_000)),
            "userId=anna&method=mail".to_owned(),
        ]
        .map(String::into_bytes)
        .into();
        if !inner.is_empty() {
            bodies.push(format!("{{{inner},{inner}}}").into_bytes());
            bodies.push(text.replacen("\":\"", "\":\"\u{1}", 1).into_bytes());
            bodies.push([text.as_bytes(), b"\xff"].concat());
            let values: Vec<Value> = body.as_object().unwrap().values().cloned().collect();
            bodies.push(serde_json::to_vec(&values).unwrap());
        }
        for body in bodies {
            let shown = String::from_utf8_lossy(&body[..body.len().min(120)]).into_owned();
            let answer = send(&reset, path, &[("content-type", "application/json")], body).await;
            assert_eq!(answer.kind(), "malformed-request", "{path}: {shown}");
        }
    }
    untouched(&person, reset).await;
}

#[tokio::test]
async fn bodies_need_a_json_content_type() {
    let person = Person::new().await;
    let reset = Reset::start(&person.name).await;
    for (path, body) in good(&reset) {
        for kind in [
            "",
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/json; charset=iso-8859-1",
            "application/jsonp",
            "application/problem+json",
            "text/json",
        ] {
            let headers: &[(&str, &str)] = if kind.is_empty() { &[] } else { &[("content-type", kind)] };
            let answer = send(&reset, path, headers, serde_json::to_vec(&body).unwrap()).await;
            assert_eq!(answer.kind(), "malformed-request", "{path}: {kind}");
        }
    }
    untouched(&person, reset).await;
}

#[tokio::test]
async fn large_bodies_are_refused() {
    let person = Person::new().await;
    let reset = Reset::start(&person.name).await;
    let headers = [("content-type", "application/json")];
    for (path, body) in good(&reset) {
        let text = body.to_string();
        for size in [16 * 1024 + 1, 100_000, 1_000_000, 1_048_576] {
            let padded = format!("{text}{}", " ".repeat(size - text.len()));
            let answer = send(&reset, path, &headers, padded.into_bytes()).await;
            assert_eq!(answer.kind(), "malformed-request", "{path}: {size} bytes of spaces");
        }
        let long = format!("{{\"more\":\"{}\"}}", "a".repeat(1_000_000));
        let answer = send(&reset, path, &headers, long.into_bytes()).await;
        assert_eq!(answer.kind(), "malformed-request", "{path}: a long text");
    }
    untouched(&person, reset).await;
}

#[tokio::test]
async fn body_of_the_maximum_size_is_read() {
    let person = Person::new().await;
    let reset = Reset::start(&person.name).await;
    let body = format!("{:1$}", json!({ "method": reset.method("mail") }), 16 * 1024);
    send(&reset, path::SEND, &[("content-type", "application/json; charset=utf-8")], body.into_bytes())
        .await
        .success(202);
}

#[tokio::test]
async fn get_requests_with_a_body_are_refused() {
    let client = Client::new();
    for path in [path::CHALLENGE, path::CONFIG, path::SHOW] {
        let headers = [("content-type".to_owned(), "application/json".to_owned())];
        let answer = client.send(Method::GET, path, &headers, b"{}".to_vec()).await;
        assert!((400..500).contains(&answer.status), "{path}: {answer}");
    }
}

/// Returns the body with every member at every depth replaced by values of other types.
fn spoiled(body: &Value) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for place in places(body, String::new()) {
        let original = body.pointer(&place).unwrap().clone();
        let mut others =
            vec![json!(null), json!(1), json!(true), json!([original.clone()]), json!({ "x": original })];
        match original {
            Value::String(_) => others.extend([json!([]), json!({}), json!([null])]),
            Value::Array(_) => others.extend([json!({}), json!("x"), json!([null]), json!([1]), json!([[]])]),
            _ => others.extend([json!([]), json!("x"), json!({})]),
        }
        for other in others {
            let mut changed = body.clone();
            *changed.pointer_mut(&place).unwrap() = other;
            found.push((place.clone(), changed));
        }
        let (parent, name) = place.rsplit_once('/').unwrap();
        let mut changed = body.clone();
        if let Some(members) = changed.pointer_mut(parent).unwrap().as_object_mut()
            && name != "destination"
        {
            members.remove(name);
            found.push((format!("without {place}"), changed));
        }
    }
    found
}

fn places(value: &Value, here: String) -> Vec<String> {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(members) => {
            members.iter().map(|(name, value)| (format!("{here}/{name}"), value)).collect()
        }
        Value::Array(members) => {
            members.iter().enumerate().map(|(index, value)| (format!("{here}/{index}"), value)).collect()
        }
        _ => Vec::new(),
    };
    inner
        .into_iter()
        .flat_map(|(place, value)| [vec![place.clone()], places(value, place)].concat())
        .collect()
}

async fn send(reset: &Reset, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Answer {
    let mut all = api_tests::client::bearer(Some(&reset.token));
    all.extend(headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    reset.client.send(Method::POST, path, &all, body).await
}

/// Asserts that the reset is unchanged: its token is valid, nothing was counted, nothing was sent.
async fn untouched(person: &Person, mut reset: Reset) {
    let events = tables::audit(&reset.id()).await;
    assert_eq!(events.len(), 1, "{events:?}");
    assert!(tables::limits(&person.id).await.is_none());
    reset.receive(person, "mail").await;
    assert_eq!(outbox::messages(&[&person.mail]).await.len(), 1);
}
