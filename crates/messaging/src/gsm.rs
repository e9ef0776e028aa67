//! The alphabet of text messages (GSM 03.38): its characters, their lengths, and how other letters are written in it.

use unicode_normalization::UnicodeNormalization;

const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡\
                     ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const EXTENDED: &str = "^{}\\[~]|€\u{c}";

/// Returns the septets that a character takes; `None` if the alphabet lacks it.
fn septets(character: char) -> Option<usize> {
    if BASIC.contains(character) {
        Some(1)
    } else if EXTENDED.contains(character) {
        Some(2)
    } else {
        None
    }
}

/// Returns the septets that a text takes; `None` if the alphabet lacks one of its characters.
pub(crate) fn length(text: &str) -> Option<usize> {
    text.chars().map(septets).sum()
}

/// Writes a text in this alphabet, without accents that the alphabet lacks, and cuts it at `maximum` septets.
pub(crate) fn fold(text: &str, maximum: usize) -> String {
    let mut left = maximum;
    text.chars().filter_map(nearest).take_while(|character| take(&mut left, *character)).collect()
}

fn nearest(character: char) -> Option<char> {
    if septets(character).is_some() && !character.is_control() {
        return Some(character);
    }
    let base = std::iter::once(character).nfkd().next()?;
    (septets(base).is_some() && !base.is_control()).then_some(base)
}

fn take(left: &mut usize, character: char) -> bool {
    let rest = septets(character).and_then(|cost| left.checked_sub(cost));
    *left = rest.unwrap_or(0);
    rest.is_some()
}

#[cfg(test)]
mod tests {
    use super::{BASIC, fold, length};

    #[test]
    fn the_alphabet_has_127_characters_beside_the_escape() {
        assert_eq!(BASIC.chars().count(), 127);
        assert_eq!(length("Hej, åäö! {1} €"), Some(18));
        assert_eq!(length("Łódź"), None);
    }

    #[test]
    fn other_letters_lose_their_accents() {
        assert_eq!(fold("Bäckström & Nováková", 99), "Bäckström & Nováková".replace('á', "a"));
        assert_eq!(fold("Ｄｅｍｏ 株式会社\n", 99), "Demo ");
    }

    #[test]
    fn texts_are_cut_at_septets() {
        assert_eq!(fold("ab€cd", 3), "ab");
        assert_eq!(fold("ab€cd", 4), "ab€");
    }
}
