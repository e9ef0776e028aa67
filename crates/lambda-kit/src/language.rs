//! Choice of the language for a user.

/// Returns the first language of a browser's list that is in `spoken`, as its position there; 0 if none is.
///
/// Weights are ignored, since browsers list languages in falling order of weight.
pub(crate) fn preferred(accept_language: &str, spoken: &[&str]) -> usize {
    accept_language.split(',').find_map(|listed| position(listed, spoken)).unwrap_or(0)
}

fn position(listed: &str, spoken: &[&str]) -> Option<usize> {
    let tag = listed.split(';').next()?.trim();
    let language = tag.split('-').next()?;
    spoken.iter().position(|known| known.eq_ignore_ascii_case(language))
}

#[cfg(test)]
mod tests {
    use super::preferred;

    #[test]
    fn first_supported_language_wins() {
        for (header, expected) in [
            ("sv-SE,sv;q=0.9,en;q=0.8", 1),
            ("de, SV;q=0.5, en", 1),
            ("en-GB,sv", 0),
            ("de-DE", 0),
            ("", 0),
            (";;,,-", 0),
        ] {
            assert_eq!(preferred(header, &["en", "sv"]), expected, "{header}");
        }
    }
}
