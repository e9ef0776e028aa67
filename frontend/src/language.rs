//! The languages of the page, and the choice of the reader's.

use std::cell::Cell;

use crate::browser::{self, WebStorage};

/// The key under which the browser keeps the language that the reader has chosen.
const KEY: &str = "language";

/// A language of the page, by its index among those that the document lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Language(usize);

impl Language {
    /// Returns every language. The first one is the fallback.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        (0..list().len()).map(Self)
    }

    /// Returns the BCP 47 tag, as in the document's `lang`.
    pub(crate) fn tag(self) -> &'static str {
        self.entry().0
    }

    /// Returns the language's name in the language itself.
    pub(crate) fn name(self) -> &'static str {
        self.entry().1
    }

    /// Notes that the reader has chosen this language, for the other pages and for later visits.
    pub(crate) fn remember(self) {
        WebStorage::Local.write(KEY, Some(self.tag()));
    }

    fn entry(self) -> Entry {
        list().get(self.0).copied().unwrap_or_default()
    }

    /// Returns the best language for a tag: `sv`, `sv-FI` and `SV` are all Swedish.
    pub(crate) fn from_tag(tag: &str) -> Option<Self> {
        texts::best(tag, Self::all(), |language| language.tag())
    }

    /// Returns the company's languages that the page has, in the company's order; all languages if there is none.
    pub(crate) fn offered(tags: &[String]) -> Vec<Self> {
        let mut offered: Vec<Self> = Vec::new();
        for language in tags.iter().filter_map(|tag| Self::from_tag(tag)) {
            if !offered.contains(&language) {
                offered.push(language);
            }
        }
        if offered.is_empty() { Self::all().collect() } else { offered }
    }

    /// Returns the first of the reader's languages that is offered, or else the first offered one.
    pub(crate) fn preferred(readers: impl IntoIterator<Item = String>, offered: &[Self]) -> Self {
        let preferred = readers.into_iter().filter_map(|tag| Self::from_tag(&tag));
        let mut both = preferred.filter(|language| offered.contains(language));
        both.next().or_else(|| offered.first().copied()).unwrap_or(Self(0))
    }
}

/// Returns the reader's languages: that of the link, the one that was chosen before, then the browser's.
pub(crate) fn readers(link: Option<String>) -> Vec<String> {
    link.into_iter().chain(WebStorage::Local.read(KEY)).chain(browser::languages()).collect()
}

/// A language's tag and name.
type Entry = (&'static str, &'static str);

thread_local! {
    static LIST: Cell<&'static [Entry]> = const { Cell::new(&[]) };
}

/// Returns the languages that the document lists. They are read once, and kept as long as the page.
fn list() -> &'static [Entry] {
    if LIST.get().is_empty() {
        let entries = read().leak().split(',').filter_map(|entry| entry.split_once(' '));
        LIST.set(entries.collect::<Vec<_>>().leak());
    }
    LIST.get()
}

/// Returns the list as the document has it: `en English,sv Svenska`.
#[cfg(not(test))]
fn read() -> String {
    browser::content("languages").unwrap_or_default()
}

#[cfg(test)]
fn read() -> String {
    let entry = |language: texts::Language| format!("{} {}", language.tag(), language.name());
    texts::Language::all().map(entry).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Returns a language that is in the list.
    pub(crate) fn language(tag: &str) -> Language {
        Language::from_tag(tag).expect("a listed language")
    }

    fn tags(tags: &[&str]) -> Vec<String> {
        tags.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn readers_first_offered_language_wins() {
        let offered = Language::offered(&tags(&["en", "sv"]));
        assert_eq!(Language::preferred(tags(&["la", "sv-FI", "en"]), &offered), language("sv"));
        assert_eq!(Language::preferred(tags(&["la"]), &offered), language("en"));
    }

    #[test]
    fn companys_first_language_is_the_fallback() {
        let offered = Language::offered(&tags(&["sv", "en", "sv-SE"]));
        assert_eq!(offered, [language("sv"), language("en")]);
        assert_eq!(Language::preferred(tags(&["la"]), &offered), language("sv"));
        assert_eq!(Language::offered(&tags(&["la"])), Language::all().collect::<Vec<_>>());
    }
}
