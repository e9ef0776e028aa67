//! The languages of Readmit.

use std::fmt;

include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// A language of `locales/languages.toml`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Language(usize);

impl Language {
    /// The language that is used if no other fits.
    pub const DEFAULT: Self = Self(0);

    /// Returns every language, in the order of the list.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..LANGUAGES.len()).map(Self)
    }

    /// Returns the BCP 47 tag.
    pub fn tag(self) -> &'static str {
        self.entry().0
    }

    /// Returns the language's own name for itself.
    pub fn name(self) -> &'static str {
        self.entry().1
    }

    /// Returns the language with exactly this tag.
    pub fn parse(tag: &str) -> Option<Self> {
        Self::all().find(|language| language.tag() == tag)
    }

    /// Returns the best of these languages for a reader's language (BCP 47).
    pub fn best(tag: &str, offered: impl IntoIterator<Item = Self>) -> Option<Self> {
        crate::best(tag, offered, |language| language.tag())
    }

    /// Returns the index in the list, which is that of the catalog too.
    pub(crate) const fn index(self) -> usize {
        self.0
    }

    fn entry(self) -> (&'static str, &'static str) {
        LANGUAGES.get(self.0).copied().unwrap_or_default()
    }
}

impl Default for Language {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Language {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.tag())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Language {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tag = String::deserialize(deserializer)?;
        Self::parse(&tag).ok_or_else(|| {
            let known = Self::all().map(Self::tag).collect::<Vec<_>>().join(", ");
            serde::de::Error::custom(format!("unknown language `{tag}`, expected one of {known}"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn only_listed_tags_are_languages() {
        assert_eq!(Language::parse("en"), Some(Language::DEFAULT));
        assert_eq!(Language::parse("EN"), None);
        assert_eq!(Language::parse("xx"), None);
        assert_eq!(Language::best("SV-fi", Language::all()), Language::parse("sv"));
    }

    #[test]
    fn each_language_has_its_own_tag() {
        for language in Language::all() {
            assert_eq!(Language::parse(language.tag()), Some(language), "{language:?}");
        }
    }

    #[cfg(feature = "serde")]
    #[test]
    fn languages_are_stored_as_tags() {
        let swedish = serde_json::to_string(&Language::parse("sv")).expect("JSON");
        assert_eq!(swedish, "\"sv\"");
        assert_eq!(serde_json::from_str::<Language>("\"sv\"").ok(), Language::parse("sv"));
        let error = serde_json::from_str::<Language>("\"xx\"").expect_err("unknown").to_string();
        assert!(error.starts_with("unknown language `xx`, expected one of en, "), "{error}");
    }
}
