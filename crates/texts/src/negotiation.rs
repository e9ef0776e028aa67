//! Which of several languages suits a reader.

/// The best of these languages for a reader's language: that whose tag (both BCP 47) has the most leading subtags in common
/// with it, and at least the first. `sv-FI`, `SV` and `sv_SE` are all served by `sv`.
pub fn best<L>(tag: &str, offered: impl IntoIterator<Item = L>, tag_of: impl Fn(&L) -> &str) -> Option<L> {
    let (mut best, mut most) = (None, 0);
    for language in offered {
        let common = common(tag, tag_of(&language));
        if common > most {
            (best, most) = (Some(language), common);
        }
    }
    best
}

/// How many leading subtags two tags have in common.
fn common(one: &str, other: &str) -> usize {
    let pairs = one.split(['-', '_']).zip(other.split('-'));
    pairs.take_while(|(one, other)| one.eq_ignore_ascii_case(other)).count()
}

#[cfg(test)]
mod tests {
    fn best<'a>(tag: &str, offered: [&'a str; 2]) -> Option<&'a str> {
        super::best(tag, offered, |language| language)
    }

    #[test]
    fn regions_are_served_by_their_language() {
        for tag in ["sv", "SV", "sv-FI", "sv_SE"] {
            assert_eq!(best(tag, ["en", "sv"]), Some("sv"), "{tag}");
        }
        assert_eq!(best("de", ["en", "sv"]), None);
        assert_eq!(best("svx", ["en", "sv"]), None);
        assert_eq!(best("", ["en", "sv"]), None);
    }

    #[test]
    fn the_closest_of_several_variants_wins() {
        let offered = ["pt-PT", "pt-BR"];
        assert_eq!(best("pt-BR", offered), Some("pt-BR"));
        assert_eq!(best("pt", offered), Some("pt-PT"));
        assert_eq!(best("zh-Hant-TW", ["zh-Hans", "zh-Hant"]), Some("zh-Hant"));
    }
}
