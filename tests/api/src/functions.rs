//! Functions that administrators invoke; no route leads to them.

use serde_json::Value;

use crate::aws;

/// Invokes one, as an administrator would; its answer.
pub async fn invoke(function: &str, payload: &Value) -> Value {
    aws::post("lambda", &format!("/2015-03-31/functions/readmit-{function}/invocations"), payload).await
}
