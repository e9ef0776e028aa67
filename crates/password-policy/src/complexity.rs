//! The complexity rule: three of five kinds of characters, as "Password must meet complexity requirements" of Windows
//! defines them:
//! <https://learn.microsoft.com/windows/security/threat-protection/security-policy-settings/password-must-meet-complexity-requirements>.

const REQUIRED_KINDS: u32 = 3;

pub(crate) fn is_complex(password: &str) -> bool {
    password.chars().filter_map(kind).fold(0_u8, |kinds, kind| kinds | kind as u8).count_ones()
        >= REQUIRED_KINDS
}

/// A kind of character, as one bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Upper = 1,
    Lower = 2,
    Digit = 4,
    /// Special characters. Currency signs except the dollar, and the space, are of no kind.
    Special = 8,
    /// Letters without case, as in many Asian scripts.
    OtherLetter = 16,
}

/// Returns the kind of a character. Windows classifies UTF-16 code units, and surrogates are of no kind, so characters
/// beyond the basic plane are not either.
pub(crate) fn kind(character: char) -> Option<Kind> {
    match character {
        '\u{1_0000}'.. => None,
        _ if character.is_uppercase() => Some(Kind::Upper),
        _ if character.is_lowercase() => Some(Kind::Lower),
        '0'..='9' => Some(Kind::Digit),
        _ if character.is_ascii_punctuation() => Some(Kind::Special),
        _ if character.is_alphabetic() => Some(Kind::OtherLetter),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, is_complex, kind};

    #[test]
    fn special_characters_are_those_that_windows_documents() {
        let of_the_page = r#"~!@#$%^&*_-+=`|\(){}[]:;"'<>,.?/"#;
        assert!(of_the_page.chars().all(|character| kind(character) == Some(Kind::Special)));
        let ours = (0..=0xFFFF).filter_map(char::from_u32).filter(|c| kind(*c) == Some(Kind::Special));
        assert_eq!(ours.count(), of_the_page.chars().count());
    }

    #[test]
    fn characters_have_the_kind_that_windows_documents() {
        for (kinds, characters) in [
            (Some(Kind::Upper), "AZÅÖÉΩЖ"),
            (Some(Kind::Lower), "azåöéßωж"),
            (Some(Kind::Digit), "0123456789"),
            (Some(Kind::OtherLetter), "漢あא한"),
            (None, "€£¥ \t٣😀𝐀𐐀"),
        ] {
            for character in characters.chars() {
                assert_eq!(kind(character), kinds, "{character:?}");
            }
        }
    }

    #[test]
    fn three_kinds_of_characters_are_enough() {
        for complex in ["aA1", "aA!", "a1!", "A1!", "aA漢", "1!漢", "aA1!漢"] {
            assert!(is_complex(complex), "{complex}");
        }
        for simple in ["", "a", "aA", "a1", "aaaa1111", "1!", "漢a", "aA€", "aA 😀", "a1 "] {
            assert!(!is_complex(simple), "{simple}");
        }
    }
}
