//! Checks the dependencies between crates (ARCHITECTURE.md) and which crates may use the AWS SDK.

use std::{path::Path, process::Command};

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// The workspace crates that each crate may depend on. Crates under `functions/` share one entry.
pub(super) const ARROWS: [(&str, &[&str]); 22] = [
    ("texts", &[]),
    ("texts-compiler", &["texts"]),
    ("vocabulary", &[]),
    ("input", &[]),
    ("password-policy", &["vocabulary"]),
    ("domain", &["input", "vocabulary", "texts"]),
    ("agent-protocol", &["vocabulary"]),
    ("api-contract", &["vocabulary"]),
    ("authenticators", &["input"]),
    ("frontend", &["input", "password-policy", "agent-protocol", "api-contract", "texts", "texts-compiler"]),
    ("leptos_config", &[]),
    ("wasm-streams", &[]),
    ("readmit-agent", &["input", "password-policy", "agent-protocol", "texts", "texts-compiler"]),
    ("crypto", &["domain", "input"]),
    ("aws-clients", &[]),
    ("messaging", &["domain", "input", "texts", "texts-compiler", "aws-clients"]),
    ("store", &["domain", "crypto", "messaging", "aws-clients", "agent-protocol", "authenticators"]),
    ("lambda-kit", &["api-contract"]),
    ("local-edge", &["texts"]),
    (
        "step-kit",
        &[
            "store",
            "messaging",
            "aws-clients",
            "lambda-kit",
            "crypto",
            "domain",
            "agent-protocol",
            "api-contract",
            "authenticators",
            "input",
        ],
    ),
    (PROGRAM, &["store", "lambda-kit"]),
    (
        FUNCTIONS,
        &[
            "step-kit",
            "store",
            "messaging",
            "lambda-kit",
            "crypto",
            "domain",
            "agent-protocol",
            "api-contract",
            "authenticators",
        ],
    ),
];
const FUNCTIONS: &str = "functions/*";
/// The program that serves all functions.
const PROGRAM: &str = "functions";

/// The folders of crates that may depend on everything.
const TOOLS: [&str; 3] = ["bench", "scripts", "tests"];

/// Returns the findings in the whole workspace. Dependencies of tests and of crates in [`TOOLS`] are free.
pub(super) fn check(root: &Path) -> Result<Vec<String>> {
    let output = Command::new("cargo")
        .current_dir(root)
        .args(["metadata", "--format-version=1", "--no-deps", "--offline"])
        .output()
        .context("running cargo metadata")?;
    if !output.status.success() {
        bail!("cargo metadata failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    let metadata: Value = serde_json::from_slice(&output.stdout).context("reading cargo metadata")?;
    let packages =
        metadata.get("packages").and_then(Value::as_array).context("cargo metadata lists packages")?;
    Ok(packages.iter().flat_map(|package| check_package(root, package)).collect())
}

fn check_package(root: &Path, package: &Value) -> Vec<String> {
    let name = text(package, "name");
    let folder = Path::new(text(package, "manifest_path")).strip_prefix(root).unwrap_or(Path::new(""));
    let is_tool = TOOLS.iter().any(|tools| folder.starts_with(tools));
    let entry = if folder.starts_with("functions") { FUNCTIONS } else { name };
    let allowed = ARROWS.iter().find(|(from, _)| *from == entry).map(|(_, to)| *to);

    let mut findings = Vec::new();
    for dependency in package.get("dependencies").and_then(Value::as_array).into_iter().flatten() {
        let to = text(dependency, "name");
        let is_of_workspace = dependency.get("path").is_some_and(Value::is_string);
        let is_for_tests = text(dependency, "kind") == "dev";
        if is_of_workspace
            && !is_tool
            && !is_for_tests
            && !is_step_of_program(name, dependency)
            && !allowed.is_some_and(|allowed| allowed.contains(&to))
        {
            findings.push(format!("{name} must not depend on {to}: there is no such arrow"));
        }
        if to.starts_with("aws-sdk-") && !is_tool && !may_use_sdk(name, to) {
            findings.push(format!(
                "{name} must not use {to}: AWS has its own crates: store, messaging, aws-clients"
            ));
        }
    }
    if allowed.is_none() && !is_tool {
        findings.push(format!(
            "{name} is a new crate: add it to the dependencies allowed here and in ARCHITECTURE.md"
        ));
    }
    findings
}

/// Returns whether the package is the program that serves all functions and the dependency is one of these.
fn is_step_of_program(package: &str, dependency: &Value) -> bool {
    package == PROGRAM && text(dependency, "path").contains("/functions/")
}

/// Returns whether a package may use a crate of the AWS SDK. The agent receives its jobs from the queue directly.
/// The SDKs of services that send messages.
const MESSAGING_SDKS: [&str; 3] = ["aws-sdk-pinpointsmsvoicev2", "aws-sdk-ses", "aws-sdk-sns"];

fn may_use_sdk(package: &str, sdk: &str) -> bool {
    match package {
        "aws-clients" => true,
        "store" => !MESSAGING_SDKS.contains(&sdk),
        "messaging" => MESSAGING_SDKS.contains(&sdk),
        "readmit-agent" => sdk == "aws-sdk-sqs",
        _ => false,
    }
}

fn text<'a>(value: &'a Value, member: &str) -> &'a str {
    value.get(member).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn findings(name: &str, folder: &str, dependency: &Value) -> usize {
        let package = json!({
            "name": name,
            "manifest_path": format!("/checkout/{folder}/Cargo.toml"),
            "dependencies": [dependency],
        });
        check_package(Path::new("/checkout"), &package).len()
    }

    #[test]
    fn only_listed_dependencies_are_allowed() {
        let domain = json!({ "name": "domain", "path": "/checkout/crates/domain", "kind": null });
        assert_eq!(findings("store", "crates/store", &domain), 0);
        assert_eq!(findings("verify-code", "functions/verify-code", &domain), 0);
        assert_eq!(findings("frontend", "frontend", &domain), 1);
        assert_eq!(findings("api-tests", "tests/api", &domain), 0);
        assert_eq!(findings("bench", "bench", &domain), 0);
    }

    #[test]
    fn only_the_program_depends_on_steps() {
        let step = json!({ "name": "verify-code", "path": "/checkout/functions/verify-code", "kind": null });
        assert_eq!(findings("functions", "crates/functions", &step), 0);
        assert_eq!(findings("set-password", "functions/set-password", &step), 1);
        assert_eq!(findings("step-kit", "crates/step-kit", &step), 1);
    }

    #[test]
    fn authenticators_are_used_in_the_cloud_only() {
        let authenticators =
            json!({ "name": "authenticators", "path": "/checkout/crates/authenticators", "kind": null });
        assert_eq!(findings("store", "crates/store", &authenticators), 0);
        assert_eq!(findings("step-kit", "crates/step-kit", &authenticators), 0);
        assert_eq!(findings("verify-code", "functions/verify-code", &authenticators), 0);
        for (package, folder) in [("domain", "crates/domain"), ("readmit-agent", "agent")] {
            assert_eq!(findings(package, folder, &authenticators), 1, "{package}");
        }
    }

    #[test]
    fn sdk_is_used_by_its_own_crates_only() {
        let queue = json!({ "name": "aws-sdk-sqs", "kind": null });
        assert_eq!(findings("store", "crates/store", &queue), 0);
        assert_eq!(findings("readmit-agent", "agent", &queue), 0);
        assert_eq!(findings("lambda-kit", "crates/lambda-kit", &queue), 1);
        let table = json!({ "name": "aws-sdk-dynamodb", "kind": null });
        assert_eq!(findings("readmit-agent", "agent", &table), 1);
        assert_eq!(findings("messaging", "crates/messaging", &table), 1);
        let mail = json!({ "name": "aws-sdk-ses", "kind": null });
        assert_eq!(findings("messaging", "crates/messaging", &mail), 0);
        assert_eq!(findings("step-kit", "crates/step-kit", &mail), 1);
    }
}
