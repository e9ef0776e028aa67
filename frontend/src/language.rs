//! Languages, and which one the reader prefers.

/// A language that the page speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    Swedish,
}

impl Language {
    /// Every language, the one that always works first.
    pub(crate) const ALL: [Self; 2] = [Self::English, Self::Swedish];

    /// BCP 47, as in the document's `lang`.
    pub(crate) const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Swedish => "sv",
        }
    }

    /// Its name, in itself.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Swedish => "Svenska",
        }
    }

    /// `sv`, `sv-FI` and `SV` are all Swedish.
    pub(crate) fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary))
    }

    /// Those of the company that the page speaks, in the company's order; all, where it offers none of them.
    pub(crate) fn offered(tags: &[String]) -> Vec<Self> {
        let mut offered: Vec<Self> = Vec::new();
        for language in tags.iter().filter_map(|tag| Self::from_tag(tag)) {
            if !offered.contains(&language) {
                offered.push(language);
            }
        }
        if offered.is_empty() { Self::ALL.to_vec() } else { offered }
    }

    /// The first of the reader's languages that is offered, or else the company's first.
    pub(crate) fn preferred(readers: impl IntoIterator<Item = String>, offered: &[Self]) -> Self {
        let wanted = readers.into_iter().filter_map(|tag| Self::from_tag(&tag));
        let mut both = wanted.filter(|language| offered.contains(language));
        both.next().or_else(|| offered.first().copied()).unwrap_or(Self::English)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(tags: &[&str]) -> Vec<String> {
        tags.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_readers_first_offered_language_wins() {
        let offered = Language::offered(&tags(&["en", "sv"]));
        assert_eq!(Language::preferred(tags(&["de", "sv-FI", "en"]), &offered), Language::Swedish);
        assert_eq!(Language::preferred(tags(&["de"]), &offered), Language::English);
    }

    #[test]
    fn the_companys_first_language_is_the_fallback() {
        let offered = Language::offered(&tags(&["sv", "en", "sv-SE"]));
        assert_eq!(offered, [Language::Swedish, Language::English]);
        assert_eq!(Language::preferred(tags(&["fr"]), &offered), Language::Swedish);
        assert_eq!(Language::offered(&tags(&["fr"])), Language::ALL);
    }
}
