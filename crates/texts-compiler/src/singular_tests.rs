//! The texts that count something, with 1 of it.

use std::{collections::BTreeSet, fmt::Write as _};

use texts::Catalog;

use crate::{
    Locale, Part,
    compile::{joined, values},
    locales::{languages, read_all},
};

const FILES: [&str; 3] = ["agent", "messages", "page"];
/// Words that follow a number and have one form for every number.
const ONE_FORM: [&str; 2] = ["more", "till"];
/// Texts that are never shown with 1: a minimum length of 1 has a separate text.
const NEVER_ONE: [&str; 1] = ["rule-length"];

/// Returns the names of the values that a text has a choice by.
fn counted(parts: &[Part]) -> BTreeSet<&str> {
    let choices = parts.iter().filter_map(|part| match part {
        Part::Choice(name, _) => Some(name.as_str()),
        Part::Text(_) | Part::Value(_) => None,
    });
    choices.collect()
}

/// Returns the texts of a file that have a choice, with 1 for the counted values and names for the others.
fn with_one(locale: &Locale) -> String {
    let compiled = format!("{}\0{}", locale.grammar.header(), joined(locale, locale.texts.keys().map(Some)));
    let catalog = Catalog::new(&compiled);
    let mut written = String::new();
    for (index, (key, parts)) in locale.texts.iter().enumerate() {
        let (counted, values) = (counted(parts), values(&locale.texts, key));
        if !counted.is_empty() {
            let value = |at: usize| match values.get(at) {
                Some(name) if counted.contains(name.as_str()) => "1".to_owned(),
                Some(name) => format!("{{{name}}}"),
                None => String::new(),
            };
            writeln!(written, "{key}: {}", catalog.text(index, &value)).expect("a text takes every line");
        }
    }
    written
}

/// Returns the words that follow one of these values outside a choice by it.
fn nouns(parts: &[Part], numbers: &BTreeSet<&str>, chosen: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        match (part, parts.get(at + 1)) {
            (Part::Value(name), Some(Part::Text(text)))
                if name != chosen && numbers.contains(name.as_str()) =>
            {
                let word = text.strip_prefix(' ').and_then(|text| text.split([' ', ',', '.', ':']).next());
                found.extend(word.filter(|word| word.chars().count() > 3).map(str::to_owned));
            }
            (Part::Choice(name, variants), _) => {
                found.extend(variants.iter().flat_map(|variant| nouns(&variant.parts, numbers, name)));
            }
            (Part::Text(_) | Part::Value(_), _) => {}
        }
    }
    found.retain(|word| !ONE_FORM.contains(&word.as_str()));
    found
}

#[test]
fn texts_that_count_something_have_a_singular() {
    for file in FILES {
        for locale in read_all(&languages(), file).expect("texts") {
            insta::assert_snapshot!(format!("{file}_{}", locale.tag), with_one(&locale));
        }
    }
}

#[test]
fn a_number_before_a_noun_is_in_a_choice() {
    for file in FILES {
        for locale in read_all(&languages(), file).expect("texts") {
            let numbers: BTreeSet<_> = locale.texts.values().flat_map(|parts| counted(parts)).collect();
            for (key, parts) in locale.texts.iter().filter(|(key, _)| !NEVER_ONE.contains(&key.as_str())) {
                assert_eq!(nouns(parts, &numbers, ""), [""; 0], "{}/{file}.ftl: {key}", locale.tag);
            }
        }
    }
}
