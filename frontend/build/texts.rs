//! The texts of every language, each language in one string.

use std::{collections::BTreeSet, path::Path};

use anyhow::{Context, Result, bail};

use super::read::{self, Part, Texts};

/// The first is the one that the others are compared with.
pub(crate) const LANGUAGES: [&str; 2] = ["en", "sv"];

/// Reads `locales/*.ftl`. Every language has the same texts with the same values.
pub(crate) fn every_language(locales: &Path) -> Result<Vec<Texts>> {
    let read = |language: &&str| {
        let path = locales.join(format!("{language}.ftl"));
        let source = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        read::texts(&source).with_context(|| format!("in locales/{language}.ftl"))
    };
    let languages = LANGUAGES.iter().map(read).collect::<Result<Vec<_>>>()?;
    let Some((first, others)) = languages.split_first() else { bail!("there is no language") };
    for (name, texts) in LANGUAGES.iter().skip(1).zip(others) {
        compare(name, first, texts)?;
    }
    Ok(languages)
}

/// The texts of a list, separated by zeros (a table of pointers would weigh as much again), with marks for what is
/// filled in, which `src/words/text.rs` reads: values by their letter, `A` the first.
pub(crate) fn joined<'a>(texts: &Texts, list: impl IntoIterator<Item = Option<&'a String>>) -> String {
    let text = |key: &String| texts.get(key).map(|parts| marked(&values(texts, key), parts));
    let list = list.into_iter().map(|key| key.and_then(text).unwrap_or_default());
    list.collect::<Vec<_>>().join("\0")
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
pub(crate) fn values(texts: &Texts, key: &str) -> Vec<String> {
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

fn marked(values: &[String], parts: &[Part]) -> String {
    let letter = |name: &String| {
        let place = values.iter().position(|value| value == name).unwrap_or_default();
        char::from(b'A' + u8::try_from(place).unwrap_or_default())
    };
    let parts = parts.iter().map(|part| match part {
        Part::Text(text) => text.clone(),
        Part::Value(name) => format!("\u{1}{}", letter(name)),
        Part::Plural { value, one, other } => {
            format!("\u{2}{}{}\u{3}{}\u{4}", letter(value), marked(values, one), marked(values, other))
        }
    });
    parts.collect()
}
