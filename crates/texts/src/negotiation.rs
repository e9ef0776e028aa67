//! Chooses the language that suits a reader best.

/// Returns the best of these languages for a reader's language: the one whose tag (both BCP 47) has the most leading
/// subtags in common with it, and at least the first. `sv-FI`, `SV` and `sv_SE` are all served by `sv`.
pub fn best<L>(tag: &str, offered: impl IntoIterator<Item = L>, tag_of: impl Fn(&L) -> &str) -> Option<L> {
    let (mut best, mut longest) = (None, 0);
    for language in offered {
        let common = common(tag, tag_of(&language));
        if common > longest {
            (best, longest) = (Some(language), common);
        }
    }
    best
}

/// Returns the length of the leading subtags that two tags have in common.
fn common(tag: &str, language: &str) -> usize {
    let (tag, language) = (tag.as_bytes(), language.as_bytes());
    let is_same = |(one, other): &(&u8, &u8)| {
        one.eq_ignore_ascii_case(other) || is_between(**one) && is_between(**other)
    };
    let same = tag.iter().zip(language).take_while(is_same).count();
    let is_whole = |tag: &[u8]| tag.get(same).is_none_or(|byte| is_between(*byte));
    if is_whole(tag) && is_whole(language) {
        return same;
    }
    // The last subtag began alike and went on differently.
    language.iter().take(same).rposition(|byte| is_between(*byte)).unwrap_or(0)
}

const fn is_between(byte: u8) -> bool {
    matches!(byte, b'-' | b'_')
}

#[cfg(test)]
mod tests {
    fn best<'a>(tag: &str, offered: [&'a str; 2]) -> Option<&'a str> {
        super::best(tag, offered, |language| language)
    }

    #[test]
    fn regional_tag_gets_the_language_without_region() {
        for tag in ["sv", "SV", "sv-FI", "sv_SE"] {
            assert_eq!(best(tag, ["en", "sv"]), Some("sv"), "{tag}");
        }
        for tag in ["de", "svx", "s", "-", "x-sv"] {
            assert_eq!(best(tag, ["en", "sv"]), None, "{tag}");
        }
        assert_eq!(best("", ["en", "sv"]), None);
    }

    #[test]
    fn the_closest_of_several_variants_wins() {
        let offered = ["pt-PT", "pt-BR"];
        assert_eq!(best("pt-BR", offered), Some("pt-BR"));
        assert_eq!(best("pt", offered), Some("pt-PT"));
        assert_eq!(best("pt-BX", offered), Some("pt-PT"), "a tag matches by whole subtags");
        assert_eq!(best("zh-Hant-TW", ["zh-Hans", "zh-Hant"]), Some("zh-Hant"));
    }
}
