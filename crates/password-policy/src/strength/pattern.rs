//! Patterns that users type without thinking. All functions take text in lower case.

const MIN_RUN: usize = 3;
pub(super) const YEAR_DIGITS: usize = 4;

/// Returns the length of the longest pattern with which a text begins, or 0.
pub(super) fn longest(text: &[char], walks: &[Box<[char]>]) -> usize {
    let run = steps(text).max(walk(text, walks));
    let year = if is_year(text) { YEAR_DIGITS } else { 0 };
    if run < MIN_RUN { year } else { run.max(year) }
}

/// Returns the lengths of the parts at an index that repeat the part before it. One sign may be between the two.
pub(super) fn copies(text: &[char], at: usize) -> impl Iterator<Item = usize> {
    let before = move |end: usize, length: usize| text.get(end.checked_sub(length)?..end);
    let sign = at.checked_sub(1).filter(|sign| text.get(*sign).copied().is_some_and(is_sign));
    (2..=at.min(text.len() - at)).filter(move |length| {
        let part = text.get(at..at + length);
        before(at, *length) == part || sign.is_some_and(|sign| before(sign, *length) == part)
    })
}

/// Returns the length of a run with the same step from each character to the next: `aaaa`, `abcd`, `9876`.
fn steps(text: &[char]) -> usize {
    [-1, 0, 1]
        .into_iter()
        .map(|step| run(text, |one, other| gap(one, other) == Some(step)))
        .max()
        .unwrap_or(0)
}

fn gap(one: char, other: char) -> Option<i64> {
    let is_ordered = one == other
        || (one.is_ascii_lowercase() && other.is_ascii_lowercase())
        || (one.is_ascii_digit() && other.is_ascii_digit());
    is_ordered.then(|| i64::from(u32::from(other)) - i64::from(u32::from(one)))
}

/// Returns the length of a walk over the keyboard, in either direction: `qwer`, `lkjh`, `1qaz`.
fn walk(text: &[char], walks: &[Box<[char]>]) -> usize {
    let along = |row: &[char], one: char, other: char| row.windows(2).any(|pair| pair == [one, other]);
    let longest = |row: &[char]| {
        run(text, |one, other| along(row, one, other)).max(run(text, |one, other| along(row, other, one)))
    };
    walks.iter().map(|row| longest(row)).max().unwrap_or(0)
}

/// Returns how many characters from the start follow each other by the given relation.
fn run(text: &[char], follows: impl Fn(char, char) -> bool) -> usize {
    let pairs = text.windows(2).take_while(|pair| matches!(pair, [one, other] if follows(*one, *other)));
    1 + pairs.count()
}

/// Returns whether a text begins with a year of the last or this century.
pub(super) fn is_year(text: &[char]) -> bool {
    matches!(text, ['1', '9', tens, ones, ..] | ['2', '0', tens, ones, ..] if tens.is_ascii_digit() && ones.is_ascii_digit())
}

/// Returns whether a character is neither a letter nor a digit.
pub(super) fn is_sign(character: char) -> bool {
    !character.is_alphabetic() && !character.is_ascii_digit()
}
