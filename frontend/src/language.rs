//! Languages, and which one the reader prefers.

use std::sync::OnceLock;

/// A language that the page speaks. Which ones there are, the document says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Language {
    tag: &'static str,
    name: &'static str,
}

impl Language {
    /// Every language, the one that always works first.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        static LIST: OnceLock<String> = OnceLock::new();
        let entries = LIST.get_or_init(list).split(',');
        entries.filter_map(|entry| entry.split_once(' ')).map(|(tag, name)| Self { tag, name })
    }

    /// BCP 47, as in the document's `lang`.
    pub(crate) const fn tag(self) -> &'static str {
        self.tag
    }

    /// Its name, in itself.
    pub(crate) const fn name(self) -> &'static str {
        self.name
    }

    /// `sv`, `sv-FI` and `SV` are all Swedish.
    pub(crate) fn from_tag(tag: &str) -> Option<Self> {
        let best = texts::best(tag, Self::all().map(Self::tag))?;
        Self::all().find(|language| language.tag == best)
    }

    /// Those of the company that the page speaks, in the company's order; all, where it offers none of them.
    pub(crate) fn offered(tags: &[String]) -> Vec<Self> {
        let mut offered: Vec<Self> = Vec::new();
        for language in tags.iter().filter_map(|tag| Self::from_tag(tag)) {
            if !offered.contains(&language) {
                offered.push(language);
            }
        }
        if offered.is_empty() { Self::all().collect() } else { offered }
    }

    /// The first of the reader's languages that is offered, or else the company's first.
    pub(crate) fn preferred(readers: impl IntoIterator<Item = String>, offered: &[Self]) -> Self {
        let wanted = readers.into_iter().filter_map(|tag| Self::from_tag(&tag));
        let mut both = wanted.filter(|language| offered.contains(language));
        let preferred = both.next().or_else(|| offered.first().copied());
        preferred.unwrap_or(Self { tag: "en", name: "English" })
    }
}

/// `en English,sv Svenska`, in the element of this id.
#[cfg(not(test))]
fn list() -> String {
    crate::browser::content("languages").unwrap_or_default()
}

#[cfg(test)]
fn list() -> String {
    let entry = |language: texts::Language| format!("{} {}", language.tag(), language.name());
    texts::Language::all().map(entry).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A language that there is.
    pub(crate) fn language(tag: &str) -> Language {
        Language::from_tag(tag).expect("a listed language")
    }

    fn tags(tags: &[&str]) -> Vec<String> {
        tags.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_readers_first_offered_language_wins() {
        let offered = Language::offered(&tags(&["en", "sv"]));
        assert_eq!(Language::preferred(tags(&["la", "sv-FI", "en"]), &offered), language("sv"));
        assert_eq!(Language::preferred(tags(&["la"]), &offered), language("en"));
    }

    #[test]
    fn the_companys_first_language_is_the_fallback() {
        let offered = Language::offered(&tags(&["sv", "en", "sv-SE"]));
        assert_eq!(offered, [language("sv"), language("en")]);
        assert_eq!(Language::preferred(tags(&["la"]), &offered), language("sv"));
        assert_eq!(Language::offered(&tags(&["la"])), Language::all().collect::<Vec<_>>());
    }
}
