//! The lines of the policy, as `infra/policies/default.toml` explains them.

mod file;

use std::path::Path;

use anyhow::Result;

use self::file::{Line, Section};
use crate::{
    markdown::{capitalized, code, page as join, table},
    sources,
};

/// The policy with every line, its default and a comment.
const FILE: &str = "infra/policies/default.toml";

const INTRODUCTION: &str = "\
Every line of the policy file, from `infra/policies/default.toml`. You may leave out every section and every line; what
you leave out has its default. A number out of its bounds is refused, and so is an unknown line.
[Policy](../policy.md) explains them with examples.";

pub(crate) fn page(root: &Path) -> Result<String> {
    let mut blocks = vec!["# Policy lines".to_owned(), INTRODUCTION.to_owned()];
    for section in file::sections(&sources::read(root, FILE)?) {
        let Section { name, text, lines } = section;
        blocks.extend([format!("## `[{name}]`"), text]);
        let rows: Vec<_> = lines.iter().map(row).collect();
        blocks.push(table(["Line", "Default", "Bounds", "Meaning"], &rows));
    }
    Ok(join(blocks))
}

fn row(line: &Line) -> [String; 4] {
    let default =
        if line.is_unset { format!("unset, such as {}", code(&line.value)) } else { code(&line.value) };
    let meaning = capitalized(&line.meaning) + ".";
    [code(&line.key), default, line.bounds.clone().unwrap_or_default(), meaning]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::policy::parse;
    use serde_json::Value;

    use super::{FILE, Section, file};
    use crate::{root, sources};

    fn sections() -> Vec<Section> {
        file::sections(&sources::read(&root().unwrap(), FILE).unwrap())
    }

    #[test]
    fn every_line_of_the_policy_is_documented() {
        let sections = sections();
        let documented: BTreeSet<_> = sections
            .iter()
            .flat_map(|it| it.lines.iter().map(|line| format!("{}.{}", it.name, line.key)))
            .collect();
        let text = |it: &Section| {
            let lines = it.lines.iter().map(|line| format!("{} = {}", line.key, line.value));
            [format!("[{}]", it.name)].into_iter().chain(lines).collect::<Vec<_>>().join("\n")
        };
        // With its default value this section is left out.
        let with_services = |text: String| text.replace("[\"sns\"]", "[\"end-user-messaging\"]");
        let whole = with_services(sections.iter().map(text).collect::<Vec<_>>().join("\n"));

        let policy = serde_json::to_value(parse(&whole).unwrap()).unwrap();

        let sections = policy.as_object().unwrap().iter();
        let lines = sections.flat_map(|(section, lines)| {
            lines.as_object().unwrap().keys().map(move |key| format!("{section}.{key}"))
        });
        assert_eq!(lines.collect::<BTreeSet<_>>(), documented);
    }

    #[test]
    fn documented_bounds_are_those_of_the_policy() {
        let mut checked = 0;
        for section in sections() {
            for line in &section.lines {
                let Some((first, last)) = line.bounds.as_deref().and_then(file::numbers) else { continue };
                let accepts =
                    |value: i64| parse(&format!("[{}]\n{} = {value}\n", section.name, line.key)).is_ok();
                assert!(accepts(first) && accepts(last), "{}: {first} to {last}", line.key);
                assert!(!accepts(first - 1) && !accepts(last + 1), "{}: beyond {first} to {last}", line.key);
                checked += 1;
            }
        }
        assert!(checked > 20, "{checked}");
    }

    #[test]
    fn documented_defaults_are_those_of_the_policy() {
        let default: Value = serde_json::to_value(domain::Policy::default()).unwrap();
        for section in sections() {
            for line in section.lines.iter().filter(|line| line.is_unset && section.name != "languages") {
                let value = default.pointer(&format!("/{}/{}", section.name, line.key));
                assert!(value.is_none_or(Value::is_null), "{}", line.key);
            }
        }
    }

    #[test]
    fn every_line_has_a_meaning() {
        for line in sections().iter().flat_map(|section| &section.lines) {
            assert!(!line.meaning.is_empty(), "{} has no comment", line.key);
        }
    }
}
