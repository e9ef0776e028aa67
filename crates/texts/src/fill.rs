//! Fills values into a text.

use crate::{
    marks::{CHOICE, DEFAULT, END_OF_CHOICE, NUMBERS, VALUE, VARIANT},
    plural,
};

/// Returns a text with its values. Of each choice it has the first variant that fits.
pub(crate) fn fill(text: &str, value: &dyn Fn(usize) -> String, rule: &str) -> String {
    let value =
        |letter: Option<char>| value(letter.map_or(0, |letter| (letter as usize).wrapping_sub('A' as usize)));
    let mut words = String::with_capacity(text.len());
    let (mut chooser, mut is_chosen, mut is_shown) = (None, false, true);
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            VALUE => {
                let value = value(characters.next());
                if is_shown {
                    words.push_str(&value);
                }
            }
            CHOICE => {
                chooser = number(&value(characters.next()));
                is_chosen = false;
            }
            VARIANT => {
                is_shown = !is_chosen && characters.next().is_some_and(|key| fits(key, chooser, rule));
                is_chosen |= is_shown;
            }
            END_OF_CHOICE => is_shown = true,
            _ if is_shown => words.push(character),
            _ => {}
        }
    }
    words
}

/// Reads a whole number. Others have no plural category here.
fn number(value: &str) -> Option<u32> {
    let digit = |byte: u8| byte.checked_sub(b'0').filter(|digit| *digit < 10);
    let add = |number: u32, byte| Some(number.wrapping_mul(10).wrapping_add(digit(byte)?.into()));
    value.bytes().try_fold(0, add).filter(|_| !value.is_empty())
}

fn fits(key: char, number: Option<u32>, rule: &str) -> bool {
    let fits = |number| {
        key == plural::category(rule, number) || u32::from(key).wrapping_sub(NUMBERS.into()) == number
    };
    key == DEFAULT || number.is_some_and(fits)
}

#[cfg(test)]
mod tests {
    use super::fill;

    const DOGS: &str = "\u{1}B and \u{2}A\u{3}\u{e000}no dog\u{3}o\u{1}A dog\u{3}*\u{1}A dogs\u{4}.";

    fn filled(dogs: &str) -> String {
        fill(DOGS, &|place| if place == 0 { dogs } else { "Bo" }.to_owned(), "x1o1x")
    }

    #[test]
    fn one_variant_of_a_choice_is_shown() {
        assert_eq!(filled("0"), "Bo and no dog.");
        assert_eq!(filled("1"), "Bo and 1 dog.");
        assert_eq!(filled("2"), "Bo and 2 dogs.");
    }

    #[test]
    fn values_that_are_no_number_get_the_default() {
        for dogs in ["many", "", "1.5", "-1"] {
            assert_eq!(filled(dogs), format!("Bo and {dogs} dogs."));
        }
    }
}
