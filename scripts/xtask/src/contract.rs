//! The steps that the sources of the contract declare, with their methods and paths.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// One step with a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    /// The name of the step, in kebab-case.
    pub(crate) name: String,
    /// The HTTP method, in capitals.
    pub(crate) method: String,
    /// The path, from the root of the site.
    pub(crate) path: String,
}

impl Step {
    /// Returns whether the step changes something.
    pub(crate) fn is_post(&self) -> bool {
        self.method == "POST"
    }
}

/// Returns the steps of browsers, declared by
/// `endpoint!(VerifyCode, "verify-code", POST "/api/reset/verify-code", 200);`, in the order of their names.
pub(crate) fn browser_steps(root: &Path) -> Result<Vec<Step>> {
    Ok(sources(&root.join("crates/api-contract/src"))?.iter().filter_map(|it| declared_step(it)).collect())
}

/// Returns the steps of agents, declared by `pub const TAKE_JOB_PATH: &str = "/api/agent/take-job";`.
pub(crate) fn agent_steps(root: &Path) -> Result<Vec<Step>> {
    let sources = sources(&root.join("crates/agent-protocol/src"))?;
    let mut steps: Vec<Step> =
        sources.iter().flat_map(|source| source.lines().filter_map(agent_step)).collect();
    steps.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(steps)
}

fn declared_step(source: &str) -> Option<Step> {
    let (_, call) = source.split_once("\nendpoint!(")?;
    let line = call.lines().find(|line| !line.trim().is_empty() && !line.trim_start().starts_with("///"))?;
    let mut quoted = line.split('"');
    let (_, name, method, path) = (quoted.next()?, quoted.next()?, quoted.next()?, quoted.next()?);
    let method = method.trim_matches([',', ' ']).to_owned();
    Some(Step { name: name.to_owned(), method, path: path.to_owned() })
}

fn agent_step(line: &str) -> Option<Step> {
    let (constant, value) = line.strip_prefix("pub const ")?.split_once(": &str = \"")?;
    let path = value.strip_suffix("\";").filter(|_| constant.ends_with("_PATH"))?;
    let (_, name) = path.rsplit_once('/')?;
    Some(Step { name: name.to_owned(), method: "POST".to_owned(), path: path.to_owned() })
}

fn sources(folder: &Path) -> Result<Vec<String>> {
    let mut files = rust_files(folder)?;
    files.sort();
    let read =
        |file: &PathBuf| fs::read_to_string(file).with_context(|| format!("reading {}", file.display()));
    files.iter().map(read).collect()
}

/// Returns every Rust file of a folder and the folders in it.
pub(crate) fn rust_files(folder: &Path) -> Result<Vec<PathBuf>> {
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

/// Returns a step's name as the template spells it: `VerifyCode`.
pub(crate) fn pascal_case(step: &str) -> String {
    let capitalized = step.split('-').map(|word| {
        let mut letters = word.chars();
        let first = letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>());
        first.unwrap_or_default()
    });
    capitalized.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(name: &str, method: &str, path: &str) -> Step {
        Step { name: name.into(), method: method.into(), path: path.into() }
    }

    #[test]
    fn step_has_a_name_a_method_and_a_path() {
        let post =
            "use x;\n\nendpoint!(A, \"verify-code\", POST \"/api/reset/verify-code\", 200);\n\nstruct B;\n";
        assert_eq!(declared_step(post), Some(step("verify-code", "POST", "/api/reset/verify-code")));
        let get = "\nendpoint!(\n    /// Shows \"it\" (POST);\n    A, \"show-reset\", GET \"/api/reset\", 200\n);\n";
        assert_eq!(declared_step(get), Some(step("show-reset", "GET", "/api/reset")));
        assert_eq!(declared_step("macro_rules! endpoint {\n    () => {};\n}\n"), None);
        assert_eq!(pascal_case("verify-code"), "VerifyCode");
    }

    #[test]
    fn a_path_of_agents_names_its_step() {
        let line = "pub const TAKE_JOB_PATH: &str = \"/api/agent/take-job\";";
        assert_eq!(agent_step(line), Some(step("take-job", "POST", "/api/agent/take-job")));
        assert_eq!(agent_step("pub const OTHER: &str = \"/api\";"), None);
    }
}
