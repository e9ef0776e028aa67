//! Writes the texts and their functions as Rust.

use std::{collections::BTreeSet, fmt::Write};

use anyhow::{Result, bail};

use crate::read::{Part, Texts};

/// One string per language, whose texts are separated by zeros (a table of pointers would weigh as much again), and one function per text, whose parameters are the values in it.
pub(crate) fn rust(names: &[&str], languages: &[Texts]) -> Result<String> {
    let Some((first, others)) = languages.split_first() else { bail!("there is no language") };
    for (name, texts) in names.iter().skip(1).zip(others) {
        compare(name, first, texts)?;
    }
    let mut rust = String::new();
    for (name, texts) in names.iter().zip(languages) {
        let texts: Vec<_> = texts.iter().map(|(key, parts)| text(&values(first, key), parts)).collect();
        writeln!(rust, "const {}: &str = {:?};", name.to_uppercase(), texts.join("\0"))?;
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

/// The text with marks for what is filled in, which `src/words/text.rs` reads: values by their letter, `A` the first.
fn text(values: &[String], parts: &[Part]) -> String {
    let letter = |name: &String| {
        let place = values.iter().position(|value| value == name).unwrap_or_default();
        char::from(b'A' + u8::try_from(place).unwrap_or_default())
    };
    let parts = parts.iter().map(|part| match part {
        Part::Text(text) => text.clone(),
        Part::Value(name) => format!("\u{1}{}", letter(name)),
        Part::Plural { value, one, other } => {
            format!("\u{2}{}{}\u{3}{}\u{4}", letter(value), text(values, one), text(values, other))
        }
    });
    parts.collect()
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
