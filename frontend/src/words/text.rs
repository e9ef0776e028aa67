//! Texts with marks in them, as `build/write.rs` writes them.

use super::Value;
use crate::language::Language;

/// A value, named by the letter behind the mark.
const VALUE: char = '\u{1}';
/// Two texts, of which the value named by the letter chooses one: the first where it is 1, the second where it is not.
/// Right for English and Swedish; a language with other plurals needs a rule of its own here.
const CHOICE: char = '\u{2}';
const BETWEEN: char = '\u{3}';
const END: char = '\u{4}';

/// Fills values into a text.
pub(super) fn fill(text: &str, values: &[Value], language: Language) -> String {
    let value = |letter: Option<char>| {
        let place = letter.and_then(|letter| u32::from(letter).checked_sub(u32::from('A')));
        place.and_then(|place| values.get(place as usize))
    };
    let mut words = String::with_capacity(text.len());
    let mut is_chosen = true;
    let mut is_one = false;
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            VALUE => {
                let value = value(characters.next()).filter(|_| is_chosen);
                words.push_str(&value.map(|value| value.in_language(language)).unwrap_or_default());
            }
            CHOICE => {
                is_one = value(characters.next()) == Some(&Value::Number(1));
                is_chosen = is_one;
            }
            BETWEEN => is_chosen = !is_one,
            END => is_chosen = true,
            _ if is_chosen => words.push(character),
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_replaced() {
        let text = "\u{1}B and \u{2}A\u{1}A dog\u{3}\u{1}A dogs\u{4}.";
        let filled = |dogs: u32| fill(text, &[Value::Number(dogs), Value::from("Bo")], Language::English);
        assert_eq!(filled(1), "Bo and 1 dog.");
        assert_eq!(filled(2), "Bo and 2 dogs.");
        assert_eq!(filled(0), "Bo and 0 dogs.");
    }

    #[test]
    fn a_missing_value_leaves_a_gap() {
        assert_eq!(fill("a\u{1}Ab", &[], Language::English), "ab");
    }
}
