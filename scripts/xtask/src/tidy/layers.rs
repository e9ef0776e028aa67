//! Checks that each step of the contract has the same name in every layer.

use std::{fs, path::Path};

use anyhow::{Context, Result};

use crate::contract::{browser_steps, pascal_case, rust_files};

/// The table of steps of the program that serves all functions.
const PROGRAM: &str = "crates/functions/src/steps.rs";

/// Returns the findings for every step of the contract.
pub(super) fn check(root: &Path) -> Result<Vec<String>> {
    let template = fs::read_to_string(root.join("infra/template.yaml")).unwrap_or_default();
    let program = fs::read_to_string(root.join(PROGRAM)).unwrap_or_default();
    let domain = read_all(&root.join("crates/domain/src"))?;
    let mut findings = Vec::new();
    for step in browser_steps(root)? {
        let (is_post, step) = (step.is_post(), step.name);
        let word = step.replace('-', "_");
        let layers = [
            (root.join("functions").join(&step).join("src/lib.rs").exists(), format!("functions/{step}")),
            (program.contains(&format!("\"{step}\" =>")), format!("step {step} in {PROGRAM}")),
            (
                has_resource(&template, &pascal_case(&step)),
                format!("a resource {} in infra/template.yaml", pascal_case(&step)),
            ),
            (has_test(root, &word)?, format!("tests/api/**/{word}.rs")),
            (
                root.join("frontend/src/api").join(format!("{word}.rs")).exists(),
                format!("frontend/src/api/{word}.rs"),
            ),
            (!is_post || domain.contains(&word), format!("the word {word} in crates/domain")),
        ];
        findings.extend(
            layers
                .into_iter()
                .filter(|(exists, _)| !exists)
                .map(|(_, layer)| format!("step {step}: there is no {layer}")),
        );
    }
    Ok(findings)
}

/// Returns whether the template has a resource of this name. Resources are indented by two spaces.
fn has_resource(template: &str, name: &str) -> bool {
    template.lines().any(|line| {
        line.strip_prefix("  ").is_some_and(|line| line.starts_with(name) && line.trim_end().ends_with(':'))
    })
}

fn has_test(root: &Path, word: &str) -> Result<bool> {
    let name = format!("{word}.rs");
    Ok(rust_files(&root.join("tests/api"))?.iter().any(|file| file.ends_with(&name)))
}

fn read_all(folder: &Path) -> Result<String> {
    let sources = rust_files(folder)?.into_iter().map(fs::read_to_string).collect::<Result<Vec<_>, _>>();
    Ok(sources.with_context(|| format!("reading {}", folder.display()))?.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resource_is_found_at_its_indentation() {
        assert!(has_resource("Resources:\n  VerifyCodeFunction:\n    Type: X", "VerifyCode"));
        assert!(!has_resource("Resources:\n  Other:\n    VerifyCode: 1", "VerifyCode"));
    }
}
