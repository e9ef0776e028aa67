//! The events of the audit trail.

use std::{collections::BTreeMap, path::Path};

use anyhow::{Context, Result};
use domain::Event;
use serde_json::Value;

use crate::{
    markdown::{code, page as join, table},
    meanings,
    members::{Member, kind, meaning, properties, variants},
    schema, sources,
};

/// The member that names the event.
const TAG: &str = "event";

/// The file with the meanings of the attributes that do not belong to one event.
const MEANINGS: &str = "audit-attributes";

const INTRODUCTION: &str = "\
The audit table has one item for each event, written in one transaction with the change that it describes; a wrong guess
and a failed delivery are written right after they happen. Functions only add items; `./scripts/accounts erase` deletes
those of one person. No attribute holds a password, a code, a name, a number or an address. [The audit trail](../operate/audit.md) has examples of queries.";

pub(crate) fn page(root: &Path) -> Result<String> {
    let mut blocks = vec!["# Audit events".to_owned(), INTRODUCTION.to_owned(), "## Every item".to_owned()];
    blocks.push(common_attributes(root)?);
    let schema = schema::for_response::<Event>();
    blocks.extend(variants(&schema).into_iter().map(event).collect::<Result<Vec<_>>>()?.concat());
    Ok(join(blocks))
}

fn common_attributes(root: &Path) -> Result<String> {
    let meanings: BTreeMap<String, String> = meanings::read(root, MEANINGS)?;
    let written = written_attributes(root)?;
    let names = written.iter().map(String::as_str).chain([TAG]);
    meanings::check(MEANINGS, names, meanings.keys().map(String::as_str))?;
    let rows = meanings.into_iter().map(|(name, meaning)| [code(&name), meaning]);
    Ok(table(["Attribute", "Meaning"], &rows.collect::<Vec<_>>()))
}

/// Returns the names of the attributes that the store gives entries: those of the item, of its subjects, and of the
/// caller.
fn written_attributes(root: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for (path, source) in sources::rust(root, "crates/store/src")? {
        let is_own = path.ends_with("/audit.rs");
        let is_value = |line: &str| line.contains("text(") || line.contains("number(");
        let lines = source.lines().filter(|line| line.contains("subjects") || (is_own && is_value(line)));
        names.extend(lines.flat_map(tuple_names));
        if path.ends_with("/client_info.rs") {
            names.extend(sources::literals(&source));
        }
    }
    Ok(names)
}

/// Returns the names that begin a tuple: `("account", …)`.
fn tuple_names(line: &str) -> Vec<String> {
    let is_name = |text: &&str| text.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_');
    let starts = line.split("(\"").skip(1).filter_map(|rest| rest.split_once("\", "));
    starts.map(|(name, _)| name).filter(is_name).map(str::to_owned).collect()
}

fn event(variant: &Value) -> Result<Vec<String>> {
    let name =
        variant.pointer("/properties/event/const").and_then(Value::as_str).context("an event has no name")?;
    let members = members(variant);
    let rows: Vec<_> = members
        .into_iter()
        .map(|Member { path, kind, is_required, meaning }| {
            [code(&path), kind, if is_required { "yes" } else { "no" }.to_owned(), meaning]
        })
        .collect();
    let table = table(["Attribute", "Type", "Always there", "Meaning"], &rows);
    Ok(vec![format!("## `{name}`"), meaning(variant), table])
}

/// Returns the members of an event. One that is null is not stored.
fn members(variant: &Value) -> Vec<Member> {
    let Some(object) = variant.as_object() else { return Vec::new() };
    let required: Vec<&str> = schema::required(object).collect();
    let members = properties(object).filter(|(name, _)| *name != TAG);
    members
        .map(|(name, member)| {
            let kind = kind(member);
            let is_required = required.contains(&name.as_str()) && !kind.contains("null");
            let kind = kind.replace(" or null", "");
            Member { path: name.clone(), kind, is_required, meaning: meaning(member) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use domain::Event;
    use serde_json::Value;

    use super::{event, members, tuple_names, variants};
    use crate::schema;

    #[test]
    fn every_event_and_member_has_a_meaning() {
        let schema = schema::for_response::<Event>();
        let variants = variants(&schema);
        assert!(variants.len() > 25);
        for variant in variants {
            let blocks = event(variant).unwrap();
            assert!(!blocks[1].is_empty(), "{}", blocks[0]);
            for member in members(variant) {
                assert!(!member.meaning.is_empty(), "{}: {}", blocks[0], member.path);
            }
        }
    }

    #[test]
    fn members_that_may_be_null_are_not_always_there() {
        let schema = schema::for_response::<Event>();
        let is_guess = |variant: &&Value| variant.to_string().contains("guess_counted");
        let members = members(variants(&schema).into_iter().find(is_guess).unwrap());
        let rest = members.iter().find(|member| member.path == "resting_until").unwrap();
        assert_eq!((rest.kind.as_str(), rest.is_required), ("string (RFC 3339, UTC)", false));
    }

    #[test]
    fn tuples_begin_with_names() {
        assert_eq!(tuple_names("[(\"a\", b), (\"c\", d(\"{}#\", e))]"), ["a", "c"]);
    }
}
