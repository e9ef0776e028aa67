//! One spelling of a password, whatever its case and its most common substitutions.

use zeroize::Zeroizing;

/// Lower case, then the four published substitutions. One character in, one out: places in both spellings agree.
pub(crate) fn normalise(text: &str) -> Zeroizing<Vec<char>> {
    let mut normalised = lower_cased(text);
    normalised.iter_mut().for_each(|character| *character = substitute(*character));
    normalised
}

/// Into a buffer of the right size: one that grew would leave copies of a password behind.
pub(crate) fn lower_cased(text: &str) -> Zeroizing<Vec<char>> {
    let mut lower = Zeroizing::new(Vec::with_capacity(text.chars().count()));
    lower.extend(text.chars().map(lower_case));
    lower
}

/// `İ` alone becomes two characters in lower case; the dot that it would leave behind is dropped.
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
    use super::normalise;

    fn text(password: &str) -> String {
        normalise(password).iter().collect()
    }

    #[test]
    fn the_published_examples_hold() {
        assert_eq!(text("Bl@nK"), "blank");
        assert_eq!(text("p0LL23fb"), "poll23fb");
        assert_eq!(text("C0ntos0Blank12"), "contosoblankl2");
        assert_eq!(text("ContoS0Bl@nkf9!"), "contosoblankf9!");
    }

    #[test]
    fn every_script_has_its_lower_case_and_keeps_its_length() {
        assert_eq!(text("ÅÄÖ ЖΩ"), "åäö жω");
        assert_eq!(text("İstanbul"), "istanbul");
    }
}
