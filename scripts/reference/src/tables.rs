//! The items of the tables.

mod attributes;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use anyhow::Result;
use serde::Deserialize;

use crate::{
    markdown::{code, page as join, table},
    meanings, sources,
};

/// The file with the items.
const MEANINGS: &str = "tables";
/// The file with the attributes of the audit table.
const AUDIT_ATTRIBUTES: &str = "audit-attributes";
/// The attributes of keys.
const KEYS: [&str; 2] = ["pk", "sk"];

const INTRODUCTION: &str = "\
The four DynamoDB tables have these kinds of items. `version` is the number by which a program notices that another one
changed the item meanwhile. `expires` is the moment, in seconds since 1970, after which DynamoDB deletes the item;
programs never rely on the deletion. Moments are RFC 3339, in UTC.
[Data retention](../operate/retention.md) says the same from the users' side.";

/// The sources of the store in which texts in capitals are names of variables.
const READERS_OF_VARIABLES: [&str; 3] =
    ["crates/store/src/wiring.rs", "crates/store/src/wiring/messenger.rs", "crates/store/src/secrets.rs"];

/// The tables and their items.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tables {
    table: Vec<Table>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    name: String,
    about: String,
    item: Vec<Item>,
}

/// A kind of item.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    pk: String,
    sk: Option<String>,
    /// The meaning of the item.
    about: String,
    /// The attributes other than the keys, as Markdown.
    attributes: String,
    /// The time for which the item is kept.
    kept: String,
}

pub(crate) fn page(root: &Path) -> Result<String> {
    let tables: Tables = meanings::read(root, MEANINGS)?;
    check_keys(root, &tables)?;
    check_attributes(root, &tables)?;
    let mut blocks = vec!["# Table items".to_owned(), INTRODUCTION.to_owned()];
    for Table { name, about, item } in tables.table {
        blocks.extend([format!("## {name}"), about]);
        let rows: Vec<_> = item.into_iter().map(row).collect();
        blocks.push(table(["Key", "Item", "Attributes", "Kept"], &rows));
    }
    Ok(join(blocks))
}

fn row(item: Item) -> [String; 4] {
    let key = code(&item.pk) + &item.sk.map(|sk| format!(", {}", code(&sk))).unwrap_or_default();
    [key, item.about, item.attributes, item.kept]
}

/// Checks that the keys of the items begin as those in the store's sources do.
fn check_keys(root: &Path, tables: &Tables) -> Result<()> {
    let sources = sources::rust(root, "crates/store/src")?;
    let sources = sources.iter().filter(|(path, _)| !READERS_OF_VARIABLES.contains(&path.as_str()));
    let literals: Vec<String> = sources.flat_map(|(_, source)| sources::literals(source)).collect();
    let items = tables.table.iter().flat_map(|table| &table.item);
    let keys = items.flat_map(|item| [Some(&item.pk), item.sk.as_ref()]).flatten();
    meanings::check(MEANINGS, literals.iter().filter_map(|it| prefix(it)), keys.filter_map(|key| prefix(key)))
}

/// Checks that the attributes of the items are those that the store's sources write. Those of the audit table have a
/// separate list.
fn check_attributes(root: &Path, tables: &Tables) -> Result<()> {
    let audit: BTreeMap<String, String> = meanings::read(root, AUDIT_ATTRIBUTES)?;
    let sources = sources::rust(root, "crates/store/src")?;
    let mut written: BTreeSet<String> =
        sources.iter().flat_map(|(_, source)| attributes::written(source)).collect();
    let items = tables.table.iter().flat_map(|table| &table.item);
    let listed: BTreeSet<&str> = items.flat_map(|item| attributes::listed(&item.attributes)).collect();
    written.retain(|name| {
        let is_elsewhere = audit.contains_key(name) || KEYS.contains(&name.as_str());
        listed.contains(name.as_str()) || !is_elsewhere
    });
    meanings::check(MEANINGS, written.iter().map(String::as_str), listed)
}

/// Returns the word in capitals that a key begins with: `RESET` of `RESET#{}`, `POLICY` of `POLICY`.
fn prefix(key: &str) -> Option<&str> {
    let word = key.split_once('#').map_or(key, |(word, _)| word);
    let is_word = word.len() > 2 && word.chars().all(|letter| letter.is_ascii_uppercase() || letter == '_');
    is_word.then_some(word)
}

#[cfg(test)]
mod tests {
    use super::{MEANINGS, Tables, check_attributes, check_keys, prefix};
    use crate::{meanings, root};

    #[test]
    fn keys_begin_with_a_word_in_capitals() {
        assert_eq!(prefix("SIGN_IN#{}"), Some("SIGN_IN"));
        assert_eq!(prefix("POLICY"), Some("POLICY"));
        assert_eq!(prefix("SET used_at = :now"), None);
        assert_eq!(prefix("r#3"), None);
    }

    #[test]
    fn a_kind_of_item_that_is_not_listed_is_noticed() {
        let root = root().unwrap();
        let mut tables: Tables = meanings::read(&root, MEANINGS).unwrap();
        tables.table.iter_mut().for_each(|table| table.item.retain(|item| !item.pk.starts_with("WORK#")));
        let error = check_keys(&root, &tables).unwrap_err().to_string();
        assert!(error.ends_with("says nothing about WORK"), "{error}");
    }

    #[test]
    fn an_attribute_that_is_not_listed_is_noticed() {
        let root = root().unwrap();
        let mut tables: Tables = meanings::read(&root, MEANINGS).unwrap();
        for item in tables.table.iter_mut().flat_map(|table| &mut table.item) {
            item.attributes = item.attributes.replace("`synced_at`", "");
        }
        let error = check_attributes(&root, &tables).unwrap_err().to_string();
        assert!(error.ends_with("says nothing about synced_at"), "{error}");
    }
}
