//! A rough estimate of how hard a password is to guess.
//!
//! `zxcvbn` is not used: it brings `regex`, `fancy-regex` and word lists of almost 800 KB into a page with a budget of
//! 100 KB. This estimate needs only the list of banned words. It reads the password as a chain of patterns (banned
//! words, names, walks over the alphabet or keyboard, repeats, years, dates, months and seasons with their year), each
//! worth one character at most, and multiplies the length of the cheapest reading by the bits of the kinds of
//! characters used. Words that are in no list are covered by halving the worth of long runs of lower-case letters,
//! which does not affect scripts in which a letter is a word, such as Chinese.

mod calendar;
mod date;
mod pattern;

use vocabulary::Strength;
use zeroize::Zeroizing;

use crate::{
    banned::{BannedWords, lower_at, lower_cased, normalize},
    complexity::{Kind, kind},
    length::MAXIMUM_LENGTH,
    name::Names,
};

/// The cost of one character: costs are counted in halves of one.
const WHOLE: usize = 2;
const HALF: usize = 1;

/// The number of letters of a run that count in full.
const MAX_FULL_LETTERS: usize = 4;

pub(crate) fn estimate(password: &str, banned: &BannedWords, names: &Names) -> Strength {
    let end = password.char_indices().nth(MAXIMUM_LENGTH as usize).map_or(password.len(), |(at, _)| at);
    let password = password.get(..end).unwrap_or_default();
    let (plain, normalized) = (lower_cased(password), normalize(password));
    let mut cheapest = Zeroizing::new(vec![usize::MAX; plain.len() + 1]);
    let mut letters = 0;
    lower_at(&mut cheapest, 0, 0);
    for (at, character) in plain.iter().enumerate() {
        let before = cheapest.get(at).copied().unwrap_or_default();
        letters = if character.is_lowercase() { letters + 1 } else { 0 };
        lower_at(&mut cheapest, at + 1, before + if letters > MAX_FULL_LETTERS { HALF } else { WHOLE });

        let (rest, text) = (plain.get(at..).unwrap_or_default(), normalized.get(at..).unwrap_or_default());
        let mut part = |length: usize| lower_at(&mut cheapest, at + length, before + WHOLE);
        for length in banned.prefix_lengths(text) {
            part(length);
        }
        for length in names.prefix_lengths(text) {
            part(length);
        }
        // Of these, the longest makes the rest of the password cheapest.
        part(pattern::longest(rest, banned.walks()));
        part(calendar::longest(rest, text, banned));
        part(date::longest(rest));
        for length in pattern::copies(&plain, at) {
            lower_at(&mut cheapest, at + length, before + HALF);
        }
    }
    rate(cheapest.last().copied().unwrap_or_default() * quarter_bits(password) / (4 * WHOLE))
}

const fn rate(bits: usize) -> Strength {
    match bits {
        0..25 => Strength::VeryWeak,
        25..40 => Strength::Weak,
        40..55 => Strength::Fair,
        55..70 => Strength::Strong,
        _ => Strength::VeryStrong,
    }
}

/// Returns the bits of one character of the kinds in the password, in quarters: the logarithm of how many characters
/// there are.
fn quarter_bits(password: &str) -> usize {
    let sizes = [
        (Some(Kind::Upper), 26_u64),
        (Some(Kind::Lower), 26),
        (Some(Kind::Digit), 10),
        (Some(Kind::Special), 32),
        (Some(Kind::OtherLetter), 100),
        (None, 10),
    ];
    let mut pool = 0_u64;
    for (expected, size) in sizes {
        if password.chars().any(|character| kind(character) == expected) {
            pool += size;
        }
    }
    pool.pow(4).checked_ilog2().map_or(0, |bits| bits as usize)
}
