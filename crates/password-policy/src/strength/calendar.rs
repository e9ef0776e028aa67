//! Months and seasons with their year.

use super::pattern::{YEAR_DIGITS, is_sign, is_year};
use crate::banned::{BannedWords, starts_with};

/// Returns the length of the longest month or season with its year, in either order, with which a text begins, or 0:
/// `sommar2026`, `may-26`, `2026 juli`. The text is given in lower case and normalized.
pub(super) fn longest(plain: &[char], normalized: &[char], banned: &BannedWords) -> usize {
    let year = year_length(plain, 0);
    let name_after_year = year + sign_length(plain, year);
    let mut longest = 0;
    for name in banned.calendar() {
        if year > 0 && starts_with(normalized, name_after_year, name) {
            longest = longest.max(name_after_year + name.len());
        }
        if starts_with(normalized, 0, name) {
            let year_after_name = name.len() + sign_length(plain, name.len());
            let year = year_length(plain, year_after_name);
            if year > 0 {
                longest = longest.max(year_after_name + year);
            }
        }
    }
    longest
}

/// Returns 1 if there is a sign at an index, and else 0.
fn sign_length(text: &[char], at: usize) -> usize {
    usize::from(text.get(at).copied().is_some_and(is_sign))
}

/// Returns the digits of the year at an index, or 0.
fn year_length(text: &[char], at: usize) -> usize {
    match text.get(at..).unwrap_or_default() {
        text if is_year(text) => YEAR_DIGITS,
        [tens, ones, ..] if tens.is_ascii_digit() && ones.is_ascii_digit() => 2,
        _ => 0,
    }
}
