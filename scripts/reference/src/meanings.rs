//! The meanings of names. No source has them, so they are written by hand in `scripts/reference/meanings`, and their
//! names are compared with those in the sources.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use anyhow::{Context, Result, ensure};
use serde::de::DeserializeOwned;

use crate::sources;

/// Meanings by name, in groups.
pub(crate) type Meanings = BTreeMap<String, BTreeMap<String, String>>;

/// Reads a file of meanings.
pub(crate) fn read<T: DeserializeOwned>(root: &Path, file: &str) -> Result<T> {
    let path = path(file);
    toml::from_str(&sources::read(root, &path)?).with_context(|| format!("reading {path}"))
}

/// Checks that the sources' names and those with a meaning are the same.
///
/// # Errors
/// Names the differences.
pub(crate) fn check<'a>(
    file: &str,
    names: impl IntoIterator<Item = &'a str>,
    explained: impl IntoIterator<Item = &'a str>,
) -> Result<()> {
    let (names, explained) = (BTreeSet::from_iter(names), BTreeSet::from_iter(explained));
    let list = |one: &BTreeSet<&str>, other| one.difference(other).copied().collect::<Vec<_>>().join(", ");
    let (missing, dead) = (list(&names, &explained), list(&explained, &names));
    let path = path(file);
    ensure!(missing.is_empty(), "{path} says nothing about {missing}");
    ensure!(dead.is_empty(), "{path} explains names that no source has: {dead}");
    Ok(())
}

fn path(file: &str) -> String {
    format!("scripts/reference/meanings/{file}.toml")
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn names_without_meaning_are_refused() {
        let error = check("x", ["a", "b"], ["a"]).unwrap_err().to_string();
        assert_eq!(error, "scripts/reference/meanings/x.toml says nothing about b");
    }

    #[test]
    fn meanings_without_name_are_refused() {
        let error = check("x", ["a"], ["a", "b"]).unwrap_err().to_string();
        assert!(error.ends_with("explains names that no source has: b"), "{error}");
        assert!(check("x", ["a", "a"], ["a"]).is_ok());
    }
}
