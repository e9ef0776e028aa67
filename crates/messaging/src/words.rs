//! The texts of messages: one function per text of `locales/*/messages.ftl`. Its parameters are the values of the text,
//! in alphabetical order.

use texts::{Text, Value};

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// Returns the writing direction of a language, `ltr` or `rtl`.
pub(crate) fn direction(language: texts::Language) -> &'static str {
    let catalogs = texts::Language::all().zip(CATALOGS);
    let own = catalogs.into_iter().find(|(of, _)| *of == language);
    own.map_or("ltr", |(_, catalog)| texts::Catalog::new(catalog).direction())
}
