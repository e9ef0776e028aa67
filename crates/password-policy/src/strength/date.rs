//! Dates, with or without signs between their parts: `24.12.1984`, `1984-12-24`, `241284`.

use super::pattern::is_sign;

/// The widths of the parts.
const WIDTHS: [[usize; 3]; 3] = [[4, 2, 2], [2, 2, 4], [2, 2, 2]];

/// Returns the length of the longest date with which a text begins, or 0.
pub(super) fn longest(text: &[char]) -> usize {
    let mut longest = 0;
    for widths in WIDTHS {
        for sign_length in [0, 1] {
            longest = longest.max(length(text, widths, sign_length).unwrap_or_default());
        }
    }
    longest
}

fn length(text: &[char], widths: [usize; 3], sign_length: usize) -> Option<usize> {
    let (mut parts, mut at) = ([0; 3], 0);
    for (part, width) in parts.iter_mut().zip(widths) {
        if at > 0 && sign_length > 0 {
            text.get(at).copied().filter(|sign| is_sign(*sign))?;
            at += sign_length;
        }
        for digit in text.get(at..at + width)? {
            *part = *part * 10 + digit.to_digit(10)?;
        }
        at += width;
    }
    is_date(parts, widths).then_some(at)
}

fn is_date([one, two, three]: [u32; 3], widths: [usize; 3]) -> bool {
    match widths {
        [4, ..] => is_year(one) && is_day(two, three),
        [.., 4] => is_year(three) && is_day(one, two),
        [..] => is_day(one, two) || is_day(two, three),
    }
}

const fn is_year(year: u32) -> bool {
    1900 <= year && year < 2100
}

/// Returns whether two parts are a day and its month, in either order.
fn is_day(one: u32, two: u32) -> bool {
    let (low, high) = (one.min(two), one.max(two));
    low > 0 && low <= 12 && high <= 31
}
