//! Permissions of the functions' roles.

use serde_json::{Value, json};

use crate::{
    aws::{self, Credentials},
    json::text,
};

/// The name of the policy that a role has during a test.
const OF_TEST: &str = "of-a-test";

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
    let credentials = session(&arn).await;
    trust(&arn, &[&function]).await;
    credentials
}

/// Makes a role in the account that may take these actions everywhere, and returns its credentials.
pub async fn make_role(role: &str, actions: &[&str]) -> Credentials {
    let trusted =
        policy(&json!([{ "Effect": "Allow", "Principal": { "AWS": "*" }, "Action": "sts:AssumeRole" }]));
    let made = call("CreateRole", &[("RoleName", role), ("AssumeRolePolicyDocument", &trusted)]).await;
    put(role, &json!([{ "Effect": "Allow", "Action": actions, "Resource": "*" }])).await;
    session(&member(&made, "Arn")).await
}

/// Removes a role that [`make_role`] made.
pub async fn remove_role(role: &str) {
    call("DeleteRolePolicy", &[("RoleName", role), ("PolicyName", OF_TEST)]).await;
    call("DeleteRole", &[("RoleName", role)]).await;
}

/// Returns credentials of a role that the administrator may assume.
async fn session(role: &str) -> Credentials {
    let form =
        [("Action", "AssumeRole"), ("Version", "2011-06-15"), ("RoleArn", role), ("RoleSessionName", "test")];
    let answer = aws::query("sts", &form).await;
    Credentials {
        key: member(&answer, "AccessKeyId"),
        secret: member(&answer, "SecretAccessKey"),
        token: Some(member(&answer, "SessionToken")),
    }
}

/// Replaces the principals that may assume a role.
async fn trust(role: &str, principals: &[&Value]) {
    let statement =
        |principal| json!({ "Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole" });
    let document = policy(&principals.iter().map(statement).collect());
    call("UpdateAssumeRolePolicy", &[("RoleName", name(role)), ("PolicyDocument", &document)]).await;
}

/// Denies permissions to a function, which overrides everything that allows them.
pub async fn deny(function: &str, actions: &[&str], resource: &str) {
    let arn = role(function).await;
    put(name(&arn), &json!([{ "Effect": "Deny", "Action": actions, "Resource": resource }])).await;
}

/// Gives a role a policy with these statements.
async fn put(role: &str, statements: &Value) {
    let document = policy(statements);
    call("PutRolePolicy", &[("RoleName", role), ("PolicyName", OF_TEST), ("PolicyDocument", &document)])
        .await;
}

/// Restores the permissions of a function.
pub async fn restore(function: &str) {
    let arn = role(function).await;
    call("DeleteRolePolicy", &[("RoleName", name(&arn)), ("PolicyName", OF_TEST)]).await;
}

/// Returns the decision of a role's policies on an action: `allowed`, `implicitDeny` or `explicitDeny`.
pub async fn decision(role: &str, action: &str, resource: &str) -> String {
    let form =
        [("PolicySourceArn", role), ("ActionNames.member.1", action), ("ResourceArns.member.1", resource)];
    member(&call("SimulatePrincipalPolicy", &form).await, "EvalDecision")
}

async fn call(action: &str, form: &[(&str, &str)]) -> String {
    let form = [&[("Action", action), ("Version", "2010-05-08")], form].concat();
    aws::query("iam", &form).await
}

/// Returns the first element of this name in an answer.
fn member(answer: &str, name: &str) -> String {
    let (_, rest) = answer.split_once(&format!("<{name}>")).unwrap_or_else(|| panic!("no {name}: {answer}"));
    rest.split('<').next().unwrap_or_default().to_owned()
}

/// Returns a policy with these statements, as JSON.
fn policy(statements: &Value) -> String {
    json!({ "Version": "2012-10-17", "Statement": statements }).to_string()
}

fn name(arn: &str) -> &str {
    arn.rsplit('/').next().unwrap()
}
