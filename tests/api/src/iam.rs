//! Permissions of the functions' roles.

use serde_json::{Value, json};

use crate::{aws, json::text};

/// The name of a policy that denies, while a test lasts.
const DENIAL: &str = "denied-by-a-test";

/// The functions that answer requests or take from queues, as the template names them.
pub const FUNCTIONS: [&str; 21] = [
    "issue-challenge",
    "start-reset",
    "send-code",
    "deliver-code",
    "verify-code",
    "set-password",
    "unlock-account",
    "cancel-order",
    "expire-order",
    "show-reset",
    "show-config",
    "take-job",
    "report-writeback",
    "sync-directory",
    "notify",
    "create-enrolment",
    "enroll-agent",
    "agent-session",
    "roll-keys",
    "list-agents",
    "revoke-agent",
];

/// The ARN of a function's role.
pub async fn role(function: &str) -> String {
    let path = format!("/2015-03-31/functions/readmit-{function}/configuration");
    text(&aws::get("lambda", &path).await, "/Role")
}

/// Takes permissions from a function, over whatever else allows them.
pub async fn deny(function: &str, actions: &[&str], resource: &str) {
    let arn = role(function).await;
    let document = json!({
        "Version": "2012-10-17",
        "Statement": [{ "Effect": "Deny", "Action": actions, "Resource": resource }],
    });
    put(name(&arn), &document).await;
}

async fn put(role: &str, document: &Value) {
    let document = document.to_string();
    let form = [
        ("Action", "PutRolePolicy"),
        ("Version", "2010-05-08"),
        ("RoleName", role),
        ("PolicyName", DENIAL),
        ("PolicyDocument", &document),
    ];
    aws::query("iam", &form).await;
}

/// Gives them back.
pub async fn restore(function: &str) {
    let arn = role(function).await;
    let form = [
        ("Action", "DeleteRolePolicy"),
        ("Version", "2010-05-08"),
        ("RoleName", name(&arn)),
        ("PolicyName", DENIAL),
    ];
    aws::query("iam", &form).await;
}

/// What the role's policies say to an action on a resource: `allowed`, `implicitDeny` or `explicitDeny`.
pub async fn decision(role: &str, action: &str, resource: &str) -> String {
    let form = [
        ("Action", "SimulatePrincipalPolicy"),
        ("Version", "2010-05-08"),
        ("PolicySourceArn", role),
        ("ActionNames.member.1", action),
        ("ResourceArns.member.1", resource),
    ];
    let answer = aws::query("iam", &form).await;
    let (_, rest) = answer.split_once("<EvalDecision>").unwrap_or_else(|| panic!("no decision: {answer}"));
    rest.split('<').next().unwrap_or_default().to_owned()
}

fn name(arn: &str) -> &str {
    arn.rsplit('/').next().unwrap()
}
