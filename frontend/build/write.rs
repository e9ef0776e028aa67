//! Writes the tables and functions of the texts as Rust.

use std::{collections::BTreeSet, fmt::Write};

use anyhow::{Result, bail};

use crate::read::{Part, Texts};

/// One table per language, and one function per text, whose parameters are the values in it.
pub(crate) fn tables(names: &[&str], languages: &[Texts]) -> Result<String> {
    let Some((first, others)) = languages.split_first() else { bail!("there is no language") };
    for (name, texts) in names.iter().skip(1).zip(others) {
        compare(name, first, texts)?;
    }
    let mut rust = String::new();
    for (name, texts) in names.iter().zip(languages) {
        writeln!(rust, "static {}: [&[Part]; {}] = [", name.to_uppercase(), texts.len())?;
        for (key, parts) in texts {
            writeln!(rust, "    {}, // {key}", slice(&values(first, key), parts))?;
        }
        writeln!(rust, "];")?;
    }
    for (index, key) in first.keys().enumerate() {
        function(&mut rust, index, key, &values(first, key))?;
    }
    Ok(rust)
}

fn compare(language: &str, first: &Texts, texts: &Texts) -> Result<()> {
    let keys = |texts: &Texts| texts.keys().cloned().collect::<BTreeSet<_>>();
    let different: Vec<_> = keys(first).symmetric_difference(&keys(texts)).cloned().collect();
    if !different.is_empty() {
        bail!("only one of the default language and {language} has: {}", different.join(", "));
    }
    match first.keys().find(|key| values(first, key) != values(texts, key)) {
        Some(key) => bail!("{key} has other values in {language} than in the default language"),
        None => Ok(()),
    }
}

/// The values of a text, in alphabetical order.
fn values(texts: &Texts, key: &str) -> Vec<String> {
    fn collect(parts: &[Part], into: &mut BTreeSet<String>) {
        for part in parts {
            match part {
                Part::Text(_) => {}
                Part::Value(name) => {
                    into.insert(name.clone());
                }
                Part::Plural { value, one, other } => {
                    into.insert(value.clone());
                    collect(one, into);
                    collect(other, into);
                }
            }
        }
    }
    let mut found = BTreeSet::new();
    collect(texts.get(key).map_or(&[], Vec::as_slice), &mut found);
    found.into_iter().collect()
}

fn slice(values: &[String], parts: &[Part]) -> String {
    let index = |name: &String| values.iter().position(|value| value == name).unwrap_or_default();
    let parts = parts.iter().map(|part| match part {
        Part::Text(text) => format!("Part::Text({text:?})"),
        Part::Value(name) => format!("Part::Value({})", index(name)),
        Part::Plural { value, one, other } => {
            format!("Part::Plural({}, {}, {})", index(value), slice(values, one), slice(values, other))
        }
    });
    format!("&[{}]", parts.collect::<Vec<_>>().join(", "))
}

fn function(rust: &mut String, index: usize, key: &str, values: &[String]) -> Result<()> {
    let name = key.replace('-', "_");
    let parameters = values.iter().map(|value| format!("{}: impl Into<Value>", value.replace('-', "_")));
    let arguments = values.iter().map(|value| format!("{}.into()", value.replace('-', "_")));
    writeln!(
        rust,
        "/// The text `{key}`.\npub(crate) fn {name}({}) -> Message {{ Message::new({index}, [{}]) }}",
        parameters.collect::<Vec<_>>().join(", "),
        arguments.collect::<Vec<_>>().join(", "),
    )?;
    Ok(())
}
