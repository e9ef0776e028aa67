//! What people call their methods.

use api_contract::ProblemKind;
use lambda_kit::Failure;

/// Longest name.
const MOST_CHARACTERS: usize = 40;

/// Refuses what is no name: longer than 40 characters, or with control characters. An empty one takes the name away.
pub fn validate_name(name: &str) -> Result<(), Failure> {
    let is_name = name.chars().count() <= MOST_CHARACTERS && !name.chars().any(char::is_control);
    if is_name { Ok(()) } else { Err(Failure::refused(ProblemKind::MalformedRequest)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_short_and_on_one_line() {
        for name in ["", "My phone", &"ö".repeat(40)] {
            assert!(validate_name(name).is_ok(), "{name}");
        }
        for name in ["two\nlines", "\u{7}", &"ö".repeat(41)] {
            assert!(validate_name(name).is_err(), "{name}");
        }
    }
}
