//! The segments of text messages. A text of the alphabet GSM 03.38 takes septets, any other takes UCS-2 (3GPP TS
//! 23.038). Each of several segments takes fewer characters, because it carries its number (3GPP TS 23.040, 9.2.3.24.1).

use texts::{
    Language, Text,
    marks::{END_OF_ISOLATE, ISOLATE},
};

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
    pub(crate) fn for_text(text: &str) -> Self {
        if text.chars().all(|character| gsm::septets(character).is_some()) { Self::Gsm } else { Self::Ucs2 }
    }

    /// Returns how many segments a text may take that takes this many in the alphabet GSM 03.38.
    pub(crate) const fn allowed(self, segments: usize) -> usize {
        match self {
            Self::Gsm => segments,
            Self::Ucs2 => 2 * segments + 1,
        }
    }

    /// Returns the septets or code units that a single segment takes.
    const fn capacity(self) -> usize {
        match self {
            Self::Gsm => 160,
            Self::Ucs2 => 70,
        }
    }

    /// Returns the septets or code units that each of several segments takes.
    const fn shared_capacity(self) -> usize {
        match self {
            Self::Gsm => 153,
            Self::Ucs2 => 67,
        }
    }

    /// Returns the septets or code units of a character.
    fn length(self, character: char) -> usize {
        match self {
            Self::Gsm => gsm::septets(character).unwrap_or(0),
            Self::Ucs2 => character.len_utf16(),
        }
    }
}

/// Returns how many segments a text takes. No character is split between two segments.
pub(crate) fn segments(text: &str) -> usize {
    let alphabet = Alphabet::for_text(text);
    let lengths = || text.chars().map(|character| alphabet.length(character));
    if lengths().sum::<usize>() <= alphabet.capacity() {
        return 1;
    }
    let capacity = alphabet.shared_capacity();
    let (segments, _) = lengths().fold((1, 0), |(segments, used), length| {
        if used + length <= capacity { (segments, used + length) } else { (segments + 1, length) }
    });
    segments
}

/// Stands for the company's name in [`fits`].
const NAME: &str = "0123456789";

/// Returns whether this many segments are enough for a text and the company's name.
pub(crate) fn fits(text: &str, maximum: usize) -> bool {
    segments(&format!("{text}{NAME}")) <= maximum
}

/// Writes a text with the company's name: into `maximum` segments, or into those that the text without the name takes.
/// A name of another alphabet doubles that. Of a name that is too long even then, only the beginning is written.
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
    let write = |name: &str| format!("{}{end}", text(&isolated(name)).in_language(language));
    let maximum = maximum.max(segments(&write("")));
    let name = gsm::write(name);
    let ends = name.char_indices().map(|(end, _)| end).rev();
    let beginnings = ends.filter_map(|end| name.get(..end)).map(str::trim_end);
    let mut written = std::iter::once(&*name).chain(beginnings).map(write);
    let is_short = |text: &String| segments(text) <= Alphabet::for_text(text).allowed(maximum);
    written.find(is_short).unwrap_or_default()
}

/// Isolates a name that is written from right to left, so that what follows it keeps its order.
fn isolated(name: &str) -> String {
    let is_right_to_left = |character: char| matches!(character, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
    if name.contains(is_right_to_left) { format!("{ISOLATE}{name}{END_OF_ISOLATE}") } else { name.to_owned() }
}

#[cfg(test)]
mod tests;
