//! What messages say: one function per text of `locales/*/messages.ftl`, whose parameters are the values in it, in
//! alphabetical order.

use texts::{Text, Value};

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// `ltr` or `rtl`.
pub(crate) fn direction(language: texts::Language) -> &'static str {
    let catalogs = texts::Language::all().zip(CATALOGS);
    let own = catalogs.into_iter().find(|(of, _)| *of == language);
    own.map_or("ltr", |(_, catalog)| texts::Catalog::new(catalog).direction())
}
