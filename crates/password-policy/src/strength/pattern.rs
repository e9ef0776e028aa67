//! Patterns that users type without thinking. All functions take text in lower case.

/// Walks over the keyboard. The alphabet and the digits are walked by their code points.
const WALKS: [&str; 11] = [
    "qwertyuiopå",
    "asdfghjklöä",
    "zxcvbnm,.-",
    "1234567890",
    "1qaz",
    "2wsx",
    "3edc",
    "4rfv",
    "5tgb",
    "6yhn",
    "7ujm",
];

const MIN_RUN: usize = 3;
const YEAR_DIGITS: usize = 4;

/// Returns the lengths of the patterns with which a text begins, each of which is worth one character.
pub(super) fn prefix_lengths(text: &[char]) -> impl Iterator<Item = usize> {
    let longest = steps(text).max(walk(text));
    (MIN_RUN..=longest).chain(is_year(text).then_some(YEAR_DIGITS))
}

/// Returns the lengths of the parts at an index that repeat the part right before it.
pub(super) fn copies(text: &[char], at: usize) -> impl Iterator<Item = usize> {
    (2..=at.min(text.len() - at)).filter(move |length| text.get(at - length..at) == text.get(at..at + length))
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

/// Returns the length of a walk over the keyboard: `qwer`, `lkjh`, `1qaz`.
fn walk(text: &[char]) -> usize {
    let along = |row: &str, one: char, other: char| {
        row.chars().zip(row.chars().skip(1)).any(|pair| pair == (one, other))
    };
    let longest = |row: &&str| {
        run(text, |one, other| along(row, one, other)).max(run(text, |one, other| along(row, other, one)))
    };
    WALKS.iter().map(longest).max().unwrap_or(0)
}

/// Returns how many characters from the start follow each other by the given relation.
fn run(text: &[char], follows: impl Fn(char, char) -> bool) -> usize {
    let pairs = text.windows(2).take_while(|pair| matches!(pair, [one, other] if follows(*one, *other)));
    1 + pairs.count()
}

fn is_year(text: &[char]) -> bool {
    matches!(text, ['1', '9', tens, ones, ..] | ['2', '0', tens, ones, ..] if tens.is_ascii_digit() && ones.is_ascii_digit())
}
