//! Three of five kinds of characters, as "Password must meet complexity requirements" of Windows defines them:
//! <https://learn.microsoft.com/windows/security/threat-protection/security-policy-settings/password-must-meet-complexity-requirements>.

const REQUIRED_KINDS: u32 = 3;

pub(crate) fn is_complex(password: &str) -> bool {
    password.chars().filter_map(kind).fold(0_u8, |kinds, kind| kinds | kind as u8).count_ones()
        >= REQUIRED_KINDS
}

/// One bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Upper = 1,
    Lower = 2,
    Digit = 4,
    /// Currency signs but the dollar, and the space, are of no kind.
    Special = 8,
    /// A letter without case, as in many Asian scripts.
    OtherLetter = 16,
}

/// Windows classifies UTF-16 code units, and the halves of a surrogate pair are of no kind; thus neither is any
/// character beyond the basic plane.
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
    fn the_special_characters_are_those_of_the_page() {
        let of_the_page = r#"~!@#$%^&*_-+=`|\(){}[]:;"'<>,.?/"#;
        assert!(of_the_page.chars().all(|character| kind(character) == Some(Kind::Special)));
        let ours = (0..=0xFFFF).filter_map(char::from_u32).filter(|c| kind(*c) == Some(Kind::Special));
        assert_eq!(ours.count(), of_the_page.chars().count());
    }

    #[test]
    fn characters_have_the_kind_of_the_page() {
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
    fn three_kinds_are_enough_and_two_are_not() {
        for complex in ["aA1", "aA!", "a1!", "A1!", "aA漢", "1!漢", "aA1!漢"] {
            assert!(is_complex(complex), "{complex}");
        }
        for simple in ["", "a", "aA", "a1", "aaaa1111", "1!", "漢a", "aA€", "aA 😀", "a1 "] {
            assert!(!is_complex(simple), "{simple}");
        }
    }
}
