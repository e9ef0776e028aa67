//! The segments of text messages. A text of the alphabet GSM 03.38 takes septets, any other takes UCS-2 (3GPP TS
//! 23.038). Each of several segments has less room, because it carries its number (3GPP TS 23.040, 9.2.3.24.1).

use texts::{Language, Text};

use crate::gsm;

/// The encoding of a text message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Alphabet {
    /// GSM 03.38, seven bits a letter.
    Gsm,
    /// Sixteen bits for each UTF-16 code unit.
    Ucs2,
}

impl Alphabet {
    /// Returns the alphabet that a text is sent in.
    pub(crate) fn of(text: &str) -> Self {
        if gsm::length(text).is_some() { Self::Gsm } else { Self::Ucs2 }
    }

    /// Returns how much room a text takes.
    pub(crate) fn length(self, text: &str) -> usize {
        match self {
            Self::Gsm => gsm::length(text).unwrap_or(usize::MAX),
            Self::Ucs2 => text.encode_utf16().count(),
        }
    }

    /// Returns the room that this many segments have.
    pub(crate) const fn room(self, segments: usize) -> usize {
        match (self, segments) {
            (Self::Gsm, 1) => 160,
            (Self::Gsm, many) => 153 * many,
            (Self::Ucs2, 1) => 70,
            (Self::Ucs2, many) => 67 * many,
        }
    }

    fn shorten(self, text: &str, maximum: usize) -> String {
        match self {
            Self::Gsm => gsm::fold(text, maximum),
            Self::Ucs2 => {
                let printable = text.chars().filter(|character| !character.is_control());
                let mut left = maximum;
                let fits = printable.take_while(|character| {
                    let rest = left.checked_sub(character.len_utf16());
                    left = rest.unwrap_or(0);
                    rest.is_some()
                });
                fits.collect()
            }
        }
    }
}

/// Returns how many segments a text takes.
pub(crate) fn segments(text: &str) -> usize {
    let alphabet = Alphabet::of(text);
    let length = alphabet.length(text);
    (1..=length.max(1)).find(|segments| length <= alphabet.room(*segments)).unwrap_or(1)
}

/// The room that [`fits`] keeps for the company's name.
const NAME_ROOM: usize = 10;

/// Returns whether this many segments have room for a text and the company's name.
pub(crate) fn fits(text: &str, segments: usize) -> bool {
    let alphabet = Alphabet::of(text);
    alphabet.length(text) + NAME_ROOM <= alphabet.room(segments)
}

/// Writes a text with as much of the company's name as fits: into `maximum` segments, or into those that the text
/// without the name takes.
pub(crate) fn with_name(
    name: &str,
    maximum: usize,
    language: Language,
    text: impl Fn(&str) -> Text,
) -> String {
    with_name_and_end(name, maximum, language, text, "")
}

/// Does as [`with_name`] does, and appends an end that is not translated.
pub(crate) fn with_name_and_end(
    name: &str,
    maximum: usize,
    language: Language,
    text: impl Fn(&str) -> Text,
    end: &str,
) -> String {
    let write = |name: &str| format!("{}{end}", text(name).in_language(language));
    let rest = write("");
    let alphabet = Alphabet::of(&rest);
    let room = alphabet.room(maximum.max(segments(&rest)));
    write(&alphabet.shorten(name, room.saturating_sub(alphabet.length(&rest))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_other_letter_leaves_70_characters() {
        assert_eq!((segments(&"a".repeat(160)), segments(&"a".repeat(161))), (1, 2));
        assert_eq!((segments(&"ł".repeat(70)), segments(&"ł".repeat(71))), (1, 2));
        assert_eq!((segments(&"€".repeat(80)), segments(&"€".repeat(81))), (1, 2), "two septets each");
        assert_eq!((segments(&"🔑".repeat(35)), segments(&"🔑".repeat(36))), (1, 2), "a surrogate pair each");
    }

    #[test]
    fn several_segments_hold_less_each() {
        assert_eq!((segments(&"a".repeat(306)), segments(&"a".repeat(307))), (2, 3));
        assert_eq!((segments(&"م".repeat(134)), segments(&"م".repeat(135))), (2, 3));
    }

    #[test]
    fn names_keep_letters_that_the_message_has_room_for() {
        assert_eq!(Alphabet::Gsm.shorten("Łódź & Söner", 4), "ódz ".replace('ó', "o"));
        assert_eq!(Alphabet::Ucs2.shorten("Łódź & Söner\n", 4), "Łódź");
        assert_eq!(Alphabet::Ucs2.shorten("a🔑b", 2), "a");
    }
}
