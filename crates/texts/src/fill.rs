//! Fills values into a text.

use crate::{
    marks::{CHOICE, END_OF_CHOICE, END_OF_KEY, VALUE, VARIANT},
    plural,
};

/// The text with its values, and of each choice the variant that fits. A missing value leaves a gap.
pub(crate) fn fill(text: &str, values: &[String], rule: &str) -> String {
    let value = |letter: Option<char>| {
        let place = letter.and_then(|letter| u32::from(letter).checked_sub(u32::from('A')));
        place.and_then(|place| values.get(place as usize)).map_or("", String::as_str)
    };
    let mut words = String::with_capacity(text.len());
    let (mut chooser, mut is_chosen, mut is_shown) = ("", false, true);
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            VALUE => {
                let value = value(characters.next());
                words.push_str(if is_shown { value } else { "" });
            }
            CHOICE => {
                chooser = value(characters.next());
                is_chosen = false;
            }
            VARIANT => {
                let (key, rest) = characters.as_str().split_once(END_OF_KEY).unwrap_or_default();
                characters = rest.chars();
                is_shown = !is_chosen && fits(key, chooser, rule);
                is_chosen |= is_shown;
            }
            END_OF_CHOICE => is_shown = true,
            _ if is_shown => words.push(character),
            _ => {}
        }
    }
    words
}

fn fits(key: &str, value: &str, rule: &str) -> bool {
    key.is_empty()
        || key == value
        || value.parse().is_ok_and(|number| key.starts_with(plural::category(rule, number)))
}

#[cfg(test)]
mod tests {
    use super::fill;

    const DOGS: &str = "\u{1}B and \u{2}A\u{3}0\u{4}no dog\u{3}o\u{4}\u{1}A dog\u{3}\u{4}\u{1}A dogs\u{5}.";

    fn filled(dogs: &str) -> String {
        fill(DOGS, &[dogs.to_owned(), "Bo".to_owned()], "x1o1x")
    }

    #[test]
    fn one_variant_of_a_choice_is_shown() {
        assert_eq!(filled("0"), "Bo and no dog.");
        assert_eq!(filled("1"), "Bo and 1 dog.");
        assert_eq!(filled("2"), "Bo and 2 dogs.");
    }

    #[test]
    fn what_is_no_number_gets_the_default() {
        assert_eq!(filled("many"), "Bo and many dogs.");
    }

    #[test]
    fn a_missing_value_leaves_a_gap() {
        assert_eq!(fill("a\u{1}Ab", &[], ""), "ab");
    }
}
