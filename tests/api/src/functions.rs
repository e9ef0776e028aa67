//! Functions that administrators invoke; they have no route.

use serde_json::{Value, json};

use crate::{aws, json::text};

/// Invokes a function as an administrator, and returns its answer.
pub async fn invoke(function: &str, payload: &Value) -> Value {
    aws::post("lambda", &format!("/2015-03-31/functions/readmit-{function}/invocations"), payload).await
}

/// Returns the secret whose ARN is in a variable of a function's environment.
pub async fn secret(function: &str, variable: &str) -> String {
    let path = format!("/2015-03-31/functions/readmit-{function}/configuration");
    let configuration = aws::get("lambda", &path).await;
    let id = text(&configuration, &format!("/Environment/Variables/{variable}"));
    let request = json!({ "SecretId": id });
    text(&aws::call("secretsmanager", "secretsmanager.GetSecretValue", &request).await, "/SecretString")
}
