//! The environment variables of the programs.

mod template;

use std::{collections::BTreeMap, path::Path};

use anyhow::Result;

use crate::{
    markdown::{code, page as join, table},
    meanings::{self, Meanings},
    sources,
};

/// The file with the meanings, by who sets the variable or reads it.
const MEANINGS: &str = "environment";

/// The groups: their key in the meanings, title and an introduction.
const GROUPS: [(&str, &str, &str); 4] = [
    (
        "template",
        "Functions",
        "`infra/template.yaml` sets these variables. A function has those of `all`, and others only if it needs them.",
    ),
    (
        "platform",
        "Functions, set by Lambda",
        "Lambda sets these variables for every function. `./scripts/run` and administrators' commands set them too.",
    ),
    (
        "agent",
        "Agent",
        "The agent is configured by its file. It reads these variables as well, which systemd or the terminal set.",
    ),
    ("local-edge", "Local edge", "The server that stands in for the CDN on a developer's machine."),
];

/// The sources that read the environment of functions.
const FUNCTION_SOURCES: [&str; 4] =
    ["crates/aws-clients/src", "crates/functions/src", "crates/lambda-kit/src", "crates/store/src"];

pub(crate) fn page(root: &Path) -> Result<String> {
    let template = template::variables(&sources::read(root, "infra/template.yaml")?);
    let meanings: Meanings = meanings::read(root, MEANINGS)?;
    check(root, &template, &meanings)?;
    let mut blocks = vec!["# Environment variables".to_owned()];
    for (group, title, introduction) in GROUPS {
        blocks.extend([format!("## {title}"), introduction.to_owned()]);
        let rows = meanings.get(group).into_iter().flatten();
        blocks.push(if group == "template" {
            let rows = rows.map(|(name, meaning)| {
                let functions = template.get(name).map(|functions| functions.join(", ")).unwrap_or_default();
                [code(name), meaning.clone(), functions]
            });
            table(["Variable", "Meaning", "Functions"], &rows.collect::<Vec<_>>())
        } else {
            let rows = rows.map(|(name, meaning)| [code(name), meaning.clone()]);
            table(["Variable", "Meaning"], &rows.collect::<Vec<_>>())
        });
    }
    Ok(join(blocks))
}

fn check(root: &Path, template: &BTreeMap<String, Vec<String>>, meanings: &Meanings) -> Result<()> {
    let mut names: Vec<String> = template.keys().map(|name| format!("template.{name}")).collect();
    for folder in FUNCTION_SOURCES {
        let read = read_names(root, folder)?.into_iter().filter(|name| !template.contains_key(name));
        names.extend(read.map(|name| format!("platform.{name}")));
    }
    for (group, folder) in [("agent", "agent/src"), ("local-edge", "crates/local-edge/src")] {
        names.extend(read_names(root, folder)?.into_iter().map(|name| format!("{group}.{name}")));
    }
    let explained: Vec<String> = meanings
        .iter()
        .flat_map(|(group, names)| names.keys().map(move |name| format!("{group}.{name}")))
        .collect();
    meanings::check(MEANINGS, names.iter().map(String::as_str), explained.iter().map(String::as_str))
}

/// Returns the names of variables in the sources of a folder.
fn read_names(root: &Path, folder: &str) -> Result<Vec<String>> {
    let sources = sources::rust(root, folder)?;
    Ok(sources.iter().flat_map(|(_, source)| names_in(source)).collect())
}

/// Returns the names of variables in a source that reads the environment.
fn names_in(source: &str) -> Vec<String> {
    // The filter of log lines reads its variable by itself.
    let filter = source.contains("EnvFilter::from_default_env()").then(|| "RUST_LOG".to_owned());
    let is_reader =
        ["lookup", "env::var", "fn variable(", "environment::"].iter().any(|it| source.contains(it));
    let names = sources::literals(source).into_iter().filter(|literal| is_reader && is_name(literal));
    names.chain(filter).collect()
}

/// Returns whether a text can be the name of a variable. Those of Cargo are read when a program is built.
fn is_name(text: &str) -> bool {
    let is_upper = text.chars().all(|letter| letter.is_ascii_uppercase() || letter == '_');
    let is_known = text == "LANG" || text.ends_with("_proxy");
    is_known || (is_upper && text.contains('_') && text != "OUT_DIR" && !text.starts_with("CARGO_"))
}

#[cfg(test)]
mod tests {
    use super::{is_name, names_in};

    #[test]
    fn names_of_variables_are_found_where_the_environment_is_read() {
        assert_eq!(names_in("fn a() { std::env::var_os(\"NO_COLOR\"); b(\"other\") }"), ["NO_COLOR"]);
        assert_eq!(names_in("fn a() { log(\"TCP_NODELAY\") }"), Vec::<String>::new());
        assert_eq!(names_in("EnvFilter::from_default_env()"), ["RUST_LOG"]);
    }

    #[test]
    fn names_are_in_capitals() {
        assert!(is_name("AWS_REGION") && is_name("https_proxy") && is_name("LANG"));
        assert!(!is_name("AGENTS") && !is_name("CARGO_PKG_VERSION") && !is_name("snake_case"));
    }
}
