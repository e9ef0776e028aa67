//! Permissions of the functions' roles.

use serde_json::{Value, json};

use crate::{
    aws::{self, Credentials},
    json::text,
};

/// The name of the policy that denies permissions during a test.
const DENIAL: &str = "denied-by-a-test";

/// Returns the names of all functions in the template.
pub fn functions() -> Vec<String> {
    const TEMPLATE: &str = include_str!("../../../infra/template.yaml");
    let names = TEMPLATE.lines().filter_map(|line| line.split_once("FunctionName: !Sub ${AWS::StackName}-"));
    names.map(|(_, name)| name.trim().to_owned()).collect()
}

/// Returns the ARN of a table in any region and account.
pub fn table(name: &str) -> String {
    format!("arn:aws:dynamodb:*:*:table/{name}")
}

/// Denies permissions to a function while a request is sent, and restores them.
pub async fn without_permission<F: Future>(
    function: &str,
    actions: &[&str],
    resource: &str,
    request: F,
) -> F::Output {
    deny(function, actions, resource).await;
    let answer = request.await;
    restore(function).await;
    answer
}

/// Returns the ARN of a function's role.
pub async fn role(function: &str) -> String {
    let path = format!("/2015-03-31/functions/readmit-{function}/configuration");
    text(&aws::get("lambda", &path).await, "/Role")
}

/// Returns credentials of a function's role, which lets the administrator assume it for a moment.
pub async fn assume(function: &str) -> Credentials {
    let arn = role(function).await;
    let account = arn.split(':').nth(4).unwrap();
    let (function, administrator) = (
        json!({ "Service": "lambda.amazonaws.com" }),
        json!({ "AWS": format!("arn:aws:iam::{account}:root") }),
    );
    trust(&arn, &[&function, &administrator]).await;
    let form =
        [("Action", "AssumeRole"), ("Version", "2011-06-15"), ("RoleArn", &arn), ("RoleSessionName", "test")];
    let answer = aws::query("sts", &form).await;
    trust(&arn, &[&function]).await;
    let member = |name: &str| {
        let (_, rest) =
            answer.split_once(&format!("<{name}>")).unwrap_or_else(|| panic!("no {name}: {answer}"));
        rest.split('<').next().unwrap_or_default().to_owned()
    };
    Credentials {
        key: member("AccessKeyId"),
        secret: member("SecretAccessKey"),
        token: Some(member("SessionToken")),
    }
}

/// Replaces the principals that may assume a role.
async fn trust(role: &str, principals: &[&Value]) {
    let statement =
        |principal| json!({ "Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole" });
    let statements: Vec<Value> = principals.iter().map(statement).collect();
    let document = json!({ "Version": "2012-10-17", "Statement": statements }).to_string();
    let form = [
        ("Action", "UpdateAssumeRolePolicy"),
        ("Version", "2010-05-08"),
        ("RoleName", name(role)),
        ("PolicyDocument", &document),
    ];
    aws::query("iam", &form).await;
}

/// Denies permissions to a function, which overrides everything that allows them.
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

/// Restores the permissions of a function.
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

/// Returns the decision of a role's policies on an action: `allowed`, `implicitDeny` or `explicitDeny`.
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
