//! The shape of an answer without its content. An observer cannot tell apart two answers of the same shape to the same
//! request.

use serde_json::Value;

use crate::Answer;

/// The status, the headers, the size and the form of every member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    status: u16,
    headers: Vec<(String, String)>,
    size: usize,
    form: String,
}

/// Headers that differ in every answer.
const OWN: [&str; 4] = ["date", "apigw-requestid", "x-amzn-requestid", "x-request-id"];

pub fn shape(answer: &Answer) -> Shape {
    let mut headers: Vec<(String, String)> = answer.headers.clone();
    for (name, value) in &mut headers {
        if OWN.contains(&name.as_str()) {
            *value = format!("{} characters", value.chars().count());
        }
    }
    headers.sort();
    Shape { status: answer.status, headers, size: answer.body.len(), form: form(&answer.json()) }
}

/// Returns the form of a value: names in order, values, and for tokens and ids only their length.
fn form(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let member = |(name, value): (&String, &Value)| match name.as_str() {
                "token" | "instance" | "challenge" | "id" | "binding" | "expiresAt" | "codeExpiresAt" => {
                    format!("{name}: {} characters", value.as_str().unwrap_or_default().chars().count())
                }
                _ => format!("{name}: {}", form(value)),
            };
            format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(", "))
        }
        Value::Array(members) => format!("[{}]", members.iter().map(form).collect::<Vec<_>>().join(", ")),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.to_string(),
    }
}
