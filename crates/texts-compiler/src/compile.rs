//! Writes texts as `texts::Catalog` reads them.

use std::{collections::BTreeSet, fmt::Write as _};

use texts::marks::{CHOICE, END_OF_CHOICE, END_OF_ISOLATE, END_OF_KEY, END_OF_TEXT, ISOLATE, VALUE, VARIANT};

use crate::{Locale, Part, Texts};

/// The texts of a list, with gaps, one after the other; without the header.
pub fn joined<'a>(locale: &Locale, list: impl IntoIterator<Item = Option<&'a String>>) -> String {
    let text = |key: &String| {
        let values = values(&locale.texts, key);
        let mut text = String::new();
        for part in locale.texts.get(key).into_iter().flatten() {
            write_part(&mut text, part, &values, locale.grammar.is_right_to_left());
        }
        text
    };
    let list = list.into_iter().map(|key| key.map(text).unwrap_or_default());
    list.collect::<Vec<_>>().join(&END_OF_TEXT.to_string())
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
                Part::Choice(name, variants) => {
                    into.insert(name.clone());
                    for variant in variants {
                        collect(&variant.parts, into);
                    }
                }
            }
        }
    }
    let mut found = BTreeSet::new();
    collect(texts.get(key).map_or(&[], Vec::as_slice), &mut found);
    found.into_iter().collect()
}

/// Where text runs from right to left, a value keeps its own direction: a number, a code or an address would be torn apart.
fn write_part(text: &mut String, part: &Part, values: &[String], is_right_to_left: bool) {
    match part {
        Part::Text(words) => text.push_str(words),
        Part::Value(name) if is_right_to_left => {
            text.extend([ISOLATE, VALUE, letter(name, values), END_OF_ISOLATE]);
        }
        Part::Value(name) => text.extend([VALUE, letter(name, values)]),
        Part::Choice(name, variants) => {
            text.extend([CHOICE, letter(name, values)]);
            for variant in variants {
                // Writing to a string cannot fail.
                let _infallible = write!(text, "{VARIANT}{}{END_OF_KEY}", variant.key);
                for part in &variant.parts {
                    write_part(text, part, values, is_right_to_left);
                }
            }
            text.push(END_OF_CHOICE);
        }
    }
}

fn letter(name: &str, values: &[String]) -> char {
    let place = values.iter().position(|value| value == name).unwrap_or_default();
    char::from(b'A' + u8::try_from(place).unwrap_or_default())
}
