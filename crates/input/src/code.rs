//! One-time codes, as users type and paste them.

use unicode_normalization::UnicodeNormalization as _;

use crate::plain::{digit, is_dash, plain, with_plain_digits};

/// Returns the code of this many digits in a typed or pasted text: digits with spaces or dashes between them, or a
/// whole message with exactly one such code. Returns `None` for anything else, so that no guess is spent on it.
pub fn find(typed: &str, length: usize) -> Option<String> {
    let (text, whole) = (plain(typed), bare(typed));
    if whole.bytes().all(|digit| digit.is_ascii_digit()) {
        return (whole.len() == length).then_some(whole);
    }
    let groups = groups(&text);
    let bound = groups.iter().rev().find(|group| group.is_bound && group.digits.len() == length);
    if let Some(bound) = bound {
        return Some(bound.digits.clone());
    }
    let unbroken = groups.iter().map(|group| group.digits.clone()).filter(|code| code.len() == length);
    only(unbroken.collect()).or_else(|| only(joined(&groups, length)))
}

/// Returns a code in plain digits, without spaces and dashes. A text with anything else in it is no code and is returned
/// as it is.
pub fn bare(typed: &str) -> String {
    let text = plain(typed);
    let bare: Option<String> = text
        .chars()
        .filter(|letter| !is_between(*letter))
        .map(|letter| digit(letter).map(|value| char::from(b'0' + value)))
        .collect();
    bare.unwrap_or(text)
}

/// Returns the letters and digits of a code in capitals: of any width, and digits of any script.
pub fn capitals(typed: &str) -> String {
    let folded = with_plain_digits(&plain(typed)).nfkc().collect::<String>();
    folded.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase()).collect()
}

/// Returns what a field for a code of this many digits shows while a user types: the code once it is complete, and
/// until then the digits so far. A pasted text without exactly one code leaves the field empty.
pub fn typed(typed: &str, length: usize) -> String {
    find(typed, length).unwrap_or_else(|| {
        let digits: String = groups(&plain(typed)).into_iter().map(|group| group.digits).collect();
        match digits.get(..length) {
            Some(start) if bare(typed) == digits => start.to_owned(),
            Some(_) => String::new(),
            None => digits,
        }
    })
}

/// Digits without anything between them.
struct Group {
    digits: String,
    /// Whether the group follows the one before it after a single space or dash.
    follows: bool,
    /// Whether the message binds the code to a site: `@host #123456`
    /// (<https://wicg.github.io/sms-one-time-codes/>).
    is_bound: bool,
}

fn groups(text: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut between = String::new();
    let mut is_open = false;
    for letter in text.chars() {
        match (digit(letter), groups.last_mut()) {
            (Some(value), Some(last)) if is_open => last.digits.push(char::from(b'0' + value)),
            (Some(value), last) => {
                let mut gap = between.chars();
                let follows = last.is_some() && gap.next().is_some_and(is_between) && gap.next().is_none();
                let is_bound = between.rsplit_once('@').is_some_and(|(_, host)| is_host_before_code(host));
                groups.push(Group { digits: char::from(b'0' + value).into(), follows, is_bound });
                between.clear();
            }
            (None, _) => between.push(letter),
        }
        is_open = digit(letter).is_some();
    }
    groups
}

/// Returns whether a text is `host #`.
fn is_host_before_code(text: &str) -> bool {
    text.strip_suffix(" #").is_some_and(|host| !host.is_empty() && !host.contains(' '))
}

fn is_between(letter: char) -> bool {
    letter == ' ' || is_dash(letter)
}

/// Returns the codes that groups one after the other make together.
fn joined(groups: &[Group], length: usize) -> Vec<String> {
    let from = |start: usize| {
        let mut code = String::new();
        for (index, group) in groups.iter().enumerate().skip(start) {
            if index > start && !group.follows {
                break;
            }
            code.push_str(&group.digits);
            if code.len() >= length {
                break;
            }
        }
        (code.len() == length).then_some(code)
    };
    (0..groups.len()).filter_map(from).collect()
}

/// Returns the only one of these codes, however often it is there.
fn only(mut codes: Vec<String>) -> Option<String> {
    codes.dedup();
    codes.pop().filter(|_| codes.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn digits_are_a_code_however_they_are_typed() {
        for typed in
            ["123456", " 123 456\n", "123-456", "12 34 56", "\u{200b}１２３\u{a0}４５６", "١٢٣٤٥٦", "123–456"]
        {
            assert_eq!(find(typed, 6).as_deref(), Some("123456"), "{typed}");
        }
    }

    #[test]
    fn bare_code_has_plain_digits_only() {
        assert_eq!(bare(" ١٢٣–456\u{a0}"), "123456");
        assert_eq!(bare("12a"), "12a");
        assert_eq!(bare(""), "");
    }

    #[test]
    fn capitals_are_letters_of_any_width_and_digits_of_any_script() {
        assert_eq!(capitals("ａb-C１\u{200b}٢ é_"), "ABC12");
    }

    #[test]
    fn code_is_found_in_a_whole_message() {
        for message in [
            "Studio54: 246802 is your code. It is good for 5 minutes.\n\n@reset.example #246802",
            "Studio54: 246802 is your code. It is good for 5 minutes.",
            "246 802 is your code, valid 10 min",
            "Code: 246-802.",
            "Kod ２４６８０２ från Demo 2000",
            "111111 or not\n@reset.example #246802",
        ] {
            assert_eq!(find(message, 6).as_deref(), Some("246802"), "{message}");
        }
    }

    #[test]
    fn anything_else_is_no_code() {
        for typed in
            ["", "abc", "12345", "1234567", "Studio54", "111111 or 222222", "1234567 is your code", "123.456"]
        {
            assert_eq!(find(typed, 6), None, "{typed}");
        }
    }

    #[test]
    fn field_shows_the_digits_so_far() {
        for (text, shown) in [
            ("12 3", "123"),
            ("a1", "1"),
            ("1234567", "123456"),
            ("", ""),
            ("111111 or 222222", ""),
            ("Studio54", "54"),
        ] {
            assert_eq!(typed(text, 6), shown, "{text}");
        }
    }

    proptest! {
        #[test]
        fn found_code_has_its_length_and_is_found_again(text in "\\PC{0,30}", length in 4_usize..9) {
            if let Some(code) = find(&text, length) {
                prop_assert_eq!(code.len(), length);
                prop_assert_eq!(find(&code, length), Some(code));
            }
            prop_assert!(typed(&text, length).len() <= length);
        }
    }
}
