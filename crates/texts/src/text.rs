//! A text of a catalog, which every language has.

use crate::{Catalog, Language};

/// A text with its values, in a language that is chosen later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The compiled catalogs of all languages, in the order of the list.
    catalogs: &'static [&'static str],
    index: usize,
    values: Vec<Value>,
}

/// A value in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A value that is the same in every language.
    Plain(String),
    /// A text in the language of the text around it.
    Text(Text),
    /// Several values, separated by commas.
    List(Vec<Self>),
}

impl Text {
    /// Returns the text at an index of the catalogs. Code that `texts-compiler` writes calls it.
    pub fn new(catalogs: &'static [&'static str], index: usize, values: impl Into<Vec<Value>>) -> Self {
        Self { catalogs, index, values: values.into() }
    }

    pub fn in_language(&self, language: Language) -> String {
        let value = |index| self.values.get(index).map(|value: &Value| value.in_language(language));
        let compiled = self.catalogs.get(language.index()).copied().unwrap_or_default();
        Catalog::new(compiled).text(self.index, &|index| value(index).unwrap_or_default())
    }
}

impl Value {
    /// Returns the text in a language.
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
