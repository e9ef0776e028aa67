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
        let Some(step) = step_of(&source) else { continue };
        let word = step.replace('-', "_");
        let moves_on = source.contains("const METHOD: Method = Method::Post");
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
            (!moves_on || domain.contains(&word), format!("the word {word} in crates/domain")),
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

/// Returns the name in `const STEP: &'static str = "verify-code";`.
fn step_of(source: &str) -> Option<String> {
    let (_, rest) = source.split_once("const STEP: &'static str = \"")?;
    rest.split_once('"').map(|(step, _)| step.to_owned())
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
        let step = step_of("const STEP: &'static str = \"verify-code\";").expect("there is one");
        assert_eq!(step, "verify-code");
        assert_eq!(pascal_case(&step), "VerifyCode");
        assert!(has_resource("Resources:\n  VerifyCodeFunction:\n    Type: X", "VerifyCode"));
        assert!(!has_resource("Resources:\n  Other:\n    VerifyCode: 1", "VerifyCode"));
    }
}
