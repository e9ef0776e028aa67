//! Checks that each step of the contract has the same name in every layer.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// Table of steps of the program that serves all functions.
const PROGRAM: &str = "crates/functions/src/steps.rs";

/// Returns the findings for every step of the contract.
pub(super) fn check(root: &Path) -> Result<Vec<String>> {
    let template = fs::read_to_string(root.join("infra/template.yaml")).unwrap_or_default();
    let program = fs::read_to_string(root.join(PROGRAM)).unwrap_or_default();
    let domain = read_all(&root.join("crates/domain/src"))?;
    let mut findings = Vec::new();
    for module in rust_files(&root.join("crates/api-contract/src"))? {
        let source = fs::read_to_string(&module).with_context(|| format!("reading {}", module.display()))?;
        let Some(Step { name: step, is_post }) = declared_step(&source) else { continue };
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

/// A step of the contract.
struct Step {
    /// The step's one word, in kebab-case.
    name: String,
    /// Whether the step changes something.
    is_post: bool,
}

/// Returns the step that a module of the contract declares by
/// `endpoint!(VerifyCode, "verify-code", POST "/api/reset/verify-code", 200);`.
fn declared_step(source: &str) -> Option<Step> {
    let (_, call) = source.split_once("\nendpoint!(")?;
    let line = call.lines().find(|line| !line.trim().is_empty() && !line.trim_start().starts_with("///"))?;
    let mut quoted = line.split('"');
    let (_, name, method) = (quoted.next()?, quoted.next()?, quoted.next()?);
    Some(Step { name: name.to_owned(), is_post: method.contains("POST") })
}

fn pascal_case(step: &str) -> String {
    let capitalised = step.split('-').map(|word| {
        let mut letters = word.chars();
        letters
            .next()
            .map(|first| first.to_uppercase().chain(letters).collect::<String>())
            .unwrap_or_default()
    });
    capitalised.collect()
}

/// Resources are indented by two spaces.
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

fn rust_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("listing {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(rust_files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_has_one_word_in_three_spellings() {
        let step = "verify-code";
        assert_eq!(pascal_case(step), "VerifyCode");
        assert!(has_resource("Resources:\n  VerifyCodeFunction:\n    Type: X", "VerifyCode"));
        assert!(!has_resource("Resources:\n  Other:\n    VerifyCode: 1", "VerifyCode"));
    }

    #[test]
    fn a_declared_step_has_a_name_and_a_method() {
        let declared = |source: &str| declared_step(source).map(|step| (step.name, step.is_post));
        let post =
            "use x;\n\nendpoint!(A, \"verify-code\", POST \"/api/reset/verify-code\", 200);\n\nstruct B;\n";
        assert_eq!(declared(post), Some(("verify-code".to_owned(), true)));
        let get = "\nendpoint!(\n    /// Shows \"it\" (POST);\n    A, \"show-reset\", GET \"/api/reset\", 200\n);\n";
        assert_eq!(declared(get), Some(("show-reset".to_owned(), false)));
        assert_eq!(declared("macro_rules! endpoint {\n    () => {};\n}\n"), None);
    }
}
