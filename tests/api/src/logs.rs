//! The log of the functions.

use std::time::Duration;

use serde_json::{Value, json};

use crate::aws;

/// Waits for a line that contains all of these texts.
pub async fn wait_for(parts: &[&str]) {
    for _ in 0..40 {
        if all().await.lines().any(|line| parts.iter().all(|part| line.contains(part))) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    panic!("no line of the log has {parts:?}");
}

/// Returns every line of every log group.
pub async fn all() -> String {
    let groups = call("DescribeLogGroups", &json!({})).await;
    let mut lines = String::new();
    for group in groups["logGroups"].as_array().into_iter().flatten() {
        lines.push_str(&group_events(group["logGroupName"].as_str().unwrap_or_default()).await);
    }
    lines
}

/// Reads all events of a group. The emulator returns the 10,000 oldest events and no token for the next page, so the
/// next request starts at the time of the last event, which may be read twice.
async fn group_events(group: &str) -> String {
    let mut lines = String::new();
    let mut last_read = 0;
    loop {
        let request = json!({ "logGroupName": group, "startTime": last_read });
        let page = call("FilterLogEvents", &request).await;
        let events = page["events"].as_array().into_iter().flatten();
        for event in events.clone() {
            lines.push_str(event["message"].as_str().unwrap_or_default());
            lines.push('\n');
        }
        match events.last().and_then(|event| event["timestamp"].as_u64()) {
            Some(moment) if moment > last_read => last_read = moment,
            _ => return lines,
        }
    }
}

async fn call(action: &str, request: &Value) -> Value {
    // The emulator fails if a function begins to log during the request.
    for _ in 0..10 {
        let (status, answer) = aws::attempt("logs", &format!("Logs_20140328.{action}"), request).await;
        if status == 200 {
            return answer;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the logs cannot be read")
}
