//! Writes texts in the form that `texts::Catalog` reads.

use std::collections::BTreeSet;

use texts::marks::{
    CHOICE, DEFAULT, END_OF_CHOICE, END_OF_ISOLATE, END_OF_TEXT, ISOLATE, NUMBERS, VALUE, VARIANT,
};

use crate::{Key, Locale, Part, Texts};

/// Writes the texts of a list one after another, without a header. A `None` is an empty text.
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

/// Writes one text without values in one line.
pub fn plain(locale: &Locale, key: &str) -> String {
    joined(locale, [Some(&key.to_owned())]).replace('\n', " ")
}

/// Returns the names of the values of a text, in alphabetical order.
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

/// Writes a part. In text from right to left a value is isolated, which keeps numbers, codes and addresses in order.
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
                text.extend([VARIANT, mark(variant.key)]);
                for part in &variant.parts {
                    write_part(text, part, values, is_right_to_left);
                }
            }
            text.push(END_OF_CHOICE);
        }
    }
}

fn mark(key: Key) -> char {
    match key {
        Key::Number(number) => char::from_u32(u32::from(NUMBERS) + u32::from(number)).unwrap_or(DEFAULT),
        Key::Category(letter) => letter,
        Key::Default => DEFAULT,
    }
}

fn letter(name: &str, values: &[String]) -> char {
    let index = values.iter().position(|value| value == name).unwrap_or_default();
    char::from(b'A' + u8::try_from(index).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use texts::Catalog;

    use super::*;
    use crate::{Grammar, read::texts};

    const DAYS: &str = "
days = { $n ->
    [0] today
    [zero] zero { $n }
    [one] one { $n }
    [two] two { $n }
    [few] few { $n }
    [many] many { $n }
   *[other] other { $n }
}
";

    fn compiled(tag: &str, source: &str) -> String {
        let grammar = Grammar::new(tag).expect("a language");
        let locale = Locale { tag: tag.to_owned(), texts: texts(source, &grammar).expect("texts"), grammar };
        format!("{}\0{}", locale.grammar.header(), joined(&locale, locale.texts.keys().map(Some)))
    }

    #[test]
    fn arabic_has_six_categories_and_isolates_values() {
        let compiled = compiled("ar", DAYS);
        let catalog = Catalog::new(&compiled);
        let say =
            |number: u32| catalog.text(0, &|_| number.to_string()).replace(['\u{2068}', '\u{2069}'], "|");
        assert_eq!(catalog.direction(), "rtl");
        assert_eq!(
            [0, 1, 2, 3, 10, 11, 99, 100, 103, 111, 1002].map(say),
            [
                "today",
                "one |1|",
                "two |2|",
                "few |3|",
                "few |10|",
                "many |11|",
                "many |99|",
                "other |100|",
                "few |103|",
                "many |111|",
                "other |1002|"
            ]
        );
    }

    #[test]
    fn polish_has_three_categories_for_whole_numbers() {
        let compiled = compiled("pl", "a = { $n ->\n    [one] 1\n    [few] f\n   *[many] m\n}\n");
        let say = |number: u32| Catalog::new(&compiled).text(0, &|_| number.to_string());
        assert_eq!([0, 1, 2, 5, 12, 21, 22, 112, 122].map(say).concat(), "m1fmmmfmf");
    }

    #[test]
    fn values_are_not_isolated_in_text_from_left_to_right() {
        assert_eq!(compiled("sv", "a = { $b }, { $a }\n"), "ltr\nx1o1x\0\u{1}B, \u{1}A");
    }
}
