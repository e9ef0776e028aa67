//! Names of methods.

use api_contract::ProblemKind;
use lambda_kit::Failure;

/// The maximum length of a name.
const MAX_CHARACTERS: usize = 40;

/// Refuses a name that is longer than 40 characters or has control characters. An empty one removes the method's name.
pub fn validate_name(name: &str) -> Result<(), Failure> {
    let is_name = name.chars().count() <= MAX_CHARACTERS && !name.chars().any(char::is_control);
    if is_name { Ok(()) } else { Err(Failure::refused(ProblemKind::MalformedRequest)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn method_name_has_40_characters_on_one_line() {
        for name in ["", "My phone", &"ö".repeat(40)] {
            assert!(validate_name(name).is_ok(), "{name}");
        }
        for name in ["two\nlines", "\u{7}", &"ö".repeat(41)] {
            assert!(validate_name(name).is_err(), "{name}");
        }
    }
}
