//! What the functions logged.

use serde_json::{Value, json};

use crate::aws;

/// Every line of every log group.
pub async fn all() -> String {
    let groups = call("DescribeLogGroups", &json!({})).await;
    let mut lines = String::new();
    for group in groups["logGroups"].as_array().into_iter().flatten() {
        lines.push_str(&of_group(group["logGroupName"].as_str().unwrap_or_default()).await);
    }
    lines
}

async fn of_group(group: &str) -> String {
    let mut lines = String::new();
    let mut request = json!({ "logGroupName": group });
    loop {
        let page = call("FilterLogEvents", &request).await;
        for event in page["events"].as_array().into_iter().flatten() {
            lines.push_str(event["message"].as_str().unwrap_or_default());
            lines.push('\n');
        }
        match page["nextToken"].as_str() {
            Some(next) if request["nextToken"] != next => request["nextToken"] = json!(next),
            _ => return lines,
        }
    }
}

async fn call(action: &str, request: &Value) -> Value {
    aws::call("logs", &format!("Logs_20140328.{action}"), request).await
}
