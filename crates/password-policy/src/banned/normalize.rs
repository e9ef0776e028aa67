//! The normalized form of a password, without case and the most common substitutions.

use zeroize::Zeroizing;

/// Returns the text in lower case with the four documented substitutions. Each character becomes one character, so that
/// indexes in both forms agree.
pub(crate) fn normalize(text: &str) -> Zeroizing<Vec<char>> {
    let mut normalized = lower_cased(text);
    normalized.iter_mut().for_each(|character| *character = substitute(*character));
    normalized
}

/// Returns the text in lower case, in a buffer of the right size, since one that grew would leave copies of a password
/// behind.
pub(crate) fn lower_cased(text: &str) -> Zeroizing<Vec<char>> {
    let mut lower = Zeroizing::new(Vec::with_capacity(text.chars().count()));
    lower.extend(text.chars().map(lower_case));
    lower
}

/// Only `İ` becomes two characters in lower case; its dot is dropped.
fn lower_case(character: char) -> char {
    character.to_lowercase().next().unwrap_or(character)
}

const fn substitute(character: char) -> char {
    match character {
        '0' => 'o',
        '1' => 'l',
        '$' => 's',
        '@' => 'a',
        plain => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::normalize;

    fn text(password: &str) -> String {
        normalize(password).iter().collect()
    }

    #[test]
    fn published_examples_are_normalized_as_documented() {
        assert_eq!(text("Bl@nK"), "blank");
        assert_eq!(text("p0LL23fb"), "poll23fb");
        assert_eq!(text("C0ntos0Blank12"), "contosoblankl2");
        assert_eq!(text("ContoS0Bl@nkf9!"), "contosoblankf9!");
    }

    #[test]
    fn lower_case_keeps_the_length_in_every_script() {
        assert_eq!(text("ÅÄÖ ЖΩ"), "åäö жω");
        assert_eq!(text("İstanbul"), "istanbul");
    }
}
