//! The help desk.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};

use super::{Language, Link};

/// The help desk, to which pages and messages point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpDesk {
    /// The target of the link.
    pub url: Link,
    /// The text of the link.
    pub label: Label,
    /// The number to call.
    #[serde(default)]
    pub phone: Option<Phone>,
}

impl HelpDesk {
    /// Returns the number to call: its own, or that of a link that calls.
    pub fn number(&self) -> Option<&str> {
        let own = self.phone.as_ref().map(|phone| phone.0.as_str());
        own.or_else(|| self.url.as_str().strip_prefix("tel:"))
    }
}

/// A text that is the same in every language, or one for each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Label {
    Same(String),
    PerLanguage(BTreeMap<String, String>),
}

impl Label {
    /// Returns the text in a language, or else in the first that it has.
    pub fn in_language(&self, language: Language) -> &str {
        match self {
            Self::Same(text) => text,
            Self::PerLanguage(texts) => {
                let own = texts.get(language.tag()).or_else(|| texts.values().next());
                own.map_or("", String::as_str)
            }
        }
    }

    /// Returns whether there is a text, and each is of a language that Readmit has.
    pub(super) fn is_valid(&self) -> bool {
        match self {
            Self::Same(_) => true,
            Self::PerLanguage(texts) => {
                !texts.is_empty() && texts.keys().all(|tag| Language::parse(tag).is_some())
            }
        }
    }
}

/// A telephone number as people read it: digits and what separates them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Phone(String);

impl<'de> Deserialize<'de> for Phone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let is_number =
            text.chars().all(|character| character.is_ascii_digit() || "+-()/. ".contains(character));
        if is_number && (3..=15).contains(&digits) {
            Ok(Self(text))
        } else {
            Err(serde::de::Error::custom("write a telephone number with digits, as +46 8 123 45 67"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::parse;

    fn help_desk(lines: &str) -> HelpDesk {
        parse(&format!("[help_desk]\n{lines}\n")).unwrap().help_desk.unwrap()
    }

    #[test]
    fn label_is_chosen_by_language() {
        let [english, swedish] = ["en", "sv"].map(|tag| Language::parse(tag).unwrap());
        let desk = help_desk("url = \"tel:112\"\nlabel = { en = \"Ask\", sv = \"Fråga\" }");
        assert_eq!((desk.label.in_language(english), desk.label.in_language(swedish)), ("Ask", "Fråga"));
        let desk = help_desk("url = \"tel:112\"\nlabel = { sv = \"Fråga\" }");
        assert_eq!(desk.label.in_language(english), "Fråga", "the first is better than none");
        assert_eq!(help_desk("url = \"tel:112\"\nlabel = \"Ask\"").label.in_language(swedish), "Ask");
    }

    #[test]
    fn number_is_its_own_or_that_of_the_link() {
        let number = |lines| help_desk(lines).number().map(str::to_owned);
        assert_eq!(number("url = \"tel:112\"\nlabel = \"x\"").as_deref(), Some("112"));
        assert_eq!(
            number("url = \"tel:112\"\nlabel = \"x\"\nphone = \"+46 8 1\"").as_deref(),
            Some("+46 8 1")
        );
        assert_eq!(number("url = \"mailto:a@b\"\nlabel = \"x\""), None);
    }

    #[test]
    fn malformed_numbers_and_languages_are_refused() {
        let error = |line: &str| {
            let file = format!("[help_desk]\nurl = \"tel:112\"\n{line}\n");
            parse(&file).unwrap_err().to_string()
        };
        assert!(error("label = \"x\"\nphone = \"call us\"").contains("telephone number"));
        for label in ["{ xx = \"x\" }", "{}"] {
            assert!(error(&format!("label = {label}")).contains("[help_desk] label"), "{label}");
        }
    }
}
