//! The alphabet of text messages (GSM 03.38): its characters, their lengths, and which marks can be written in it.

use std::borrow::Cow;

use input::plain::{is_dash, is_invisible};
use unicode_normalization::UnicodeNormalization;

const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡\
                     ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const EXTENDED: &str = "^{}\\[~]|€\u{c}";

/// Returns the septets that a character takes; `None` if the alphabet lacks it.
pub(crate) fn septets(character: char) -> Option<usize> {
    if BASIC.contains(character) {
        Some(1)
    } else if EXTENDED.contains(character) {
        Some(2)
    } else {
        None
    }
}

/// Writes a name in its composed form, and with plain marks instead of typographic ones if the alphabet then has all of
/// it. No letter is changed: a name with another letter keeps its marks too.
pub(crate) fn write(name: &str) -> Cow<'_, str> {
    if name.chars().all(|character| septets(character).is_some()) {
        return Cow::Borrowed(name);
    }
    let composed: String = name.nfc().collect();
    let plain: String = composed.chars().map(plain).collect();
    Cow::Owned(if foreign(&plain).is_empty() { plain } else { composed })
}

/// Returns the characters that the alphabet lacks, each once.
pub(crate) fn foreign(text: &str) -> Vec<char> {
    let mut foreign: Vec<_> = text.chars().filter(|character| septets(*character).is_none()).collect();
    let mut seen = std::collections::HashSet::new();
    foreign.retain(|character| seen.insert(*character));
    foreign
}

/// The plain forms of typographic marks and spaces.
const MARKS: [(&str, &str); 4] = [
    ("\u{2018}\u{2019}\u{201a}\u{201b}\u{2bc}\u{2032}\u{2039}\u{203a}", "'"),
    ("\u{201c}\u{201d}\u{201e}\u{201f}\u{2033}\u{ab}\u{bb}", "\""),
    ("\u{2026}", "..."),
    (
        "\u{a0}\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\u{2008}\u{2009}\u{200a}\u{202f}\u{205f}\u{3000}",
        " ",
    ),
];

/// Returns the plain form of a mark, nothing for an invisible character, and any other character as it is.
fn plain(character: char) -> String {
    if is_invisible(character) {
        return String::new();
    }
    if is_dash(character) {
        return "-".to_owned();
    }
    let mark = MARKS.iter().find(|(marks, _)| marks.contains(character));
    mark.map_or_else(|| character.to_string(), |(_, plain)| (*plain).to_owned())
}

#[cfg(test)]
mod tests {
    use super::{BASIC, foreign, septets, write};

    #[test]
    fn the_alphabet_has_127_characters_beside_the_escape() {
        assert_eq!(BASIC.chars().count(), 127);
        assert_eq!([septets('å'), septets('€'), septets('Ł')], [Some(1), Some(2), None]);
    }

    #[test]
    fn names_keep_every_letter() {
        for name in ["Demo & Söner", "Łódź Żuraw", "Işık", "Ромашка", "株式会社デモ", "Telefónica", "🔑 {x}"]
        {
            assert_eq!(write(name), name);
        }
        assert_eq!(write("Cafe\u{301} Lo\u{301}dz"), "Café Lódz", "composed");
    }

    #[test]
    fn punctuation_is_simplified_if_gsm_is_then_enough() {
        assert_eq!(write("L’Aquila – “Söner”…"), "L'Aquila - \"Söner\"...");
        assert_eq!(write("«A\u{a0}B»\u{200b}"), "\"A B\"");
        assert_eq!(write("\u{202a}A‑B\u{202c}"), "A-B", "marks of direction");
        assert_eq!(write("Ź’s – “x”…"), "Ź’s – “x”…", "another letter is in the name anyway");
    }

    #[test]
    fn letters_that_the_alphabet_lacks_are_named_once() {
        assert_eq!(foreign("Łódź Łuków"), ['Ł', 'ó', 'ź']);
        assert!(foreign("Demo & Söner").is_empty());
    }
}
