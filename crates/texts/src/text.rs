//! A text of a catalog, which can be said in every language.

use crate::{Catalog, Language};

/// A text with its values. Which words say it is decided when its language is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// By language, in the order of the list.
    catalogs: &'static [&'static str],
    place: usize,
    values: Vec<Value>,
}

/// A value in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// The same in every language.
    Plain(String),
    /// Said in the language of the text around it.
    Text(Text),
    /// One after the other, with commas.
    List(Vec<Self>),
}

impl Text {
    /// The text at a place. For what `texts-compiler` writes.
    pub fn new(catalogs: &'static [&'static str], place: usize, values: impl Into<Vec<Value>>) -> Self {
        Self { catalogs, place, values: values.into() }
    }

    /// The words.
    pub fn in_language(&self, language: Language) -> String {
        let value = |place| self.values.get(place).map(|value: &Value| value.in_language(language));
        let compiled = self.catalogs.get(language.place()).copied().unwrap_or_default();
        Catalog::new(compiled).text(self.place, &|place| value(place).unwrap_or_default())
    }
}

impl Value {
    /// The words.
    pub fn in_language(&self, language: Language) -> String {
        match self {
            Self::Plain(text) => text.clone(),
            Self::Text(text) => text.in_language(language),
            Self::List(values) => {
                values.iter().map(|value| value.in_language(language)).collect::<Vec<_>>().join(", ")
            }
        }
    }
}

impl From<Text> for Value {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}

impl<T: Into<Self>> FromIterator<T> for Value {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

macro_rules! plain {
    ($($type:ty),+) => {$(
        impl From<$type> for Value {
            fn from(value: $type) -> Self {
                Self::Plain(value.to_string())
            }
        }
    )+};
}

plain!(&str, &String, String, u16, u32, i64, u64, usize, i128);
