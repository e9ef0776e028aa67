//! The texts of the languages that the reader has spoken so far. Each language is a file of its own, or two: the texts
//! of the first step, and those of the others.

use std::cell::RefCell;

use texts::Catalog;

use crate::{browser, files, language::Language};

/// What is here of a language.
struct Loaded {
    language: Language,
    texts: String,
    /// Whether there is more in another file.
    has_more: bool,
}

thread_local! {
    static LOADED: RefCell<Vec<Loaded>> = const { RefCell::new(Vec::new()) };
}

/// Loads the texts of a language with which a page begins, unless they are here; whether they are here then.
pub(crate) async fn load(language: Language) -> bool {
    if LOADED.with_borrow(|loaded| loaded.iter().any(|of| of.language == language)) {
        return true;
    }
    let texts = files::load(&format!("texts-{}", language.tag())).await;
    let has_more = browser::element(&more(language)).is_some();
    let loaded =
        texts.map(|texts| LOADED.with_borrow_mut(|all| all.push(Loaded { language, texts, has_more })));
    loaded.is_some()
}

/// Loads the other texts of every language that is here; whether all are here then.
pub(crate) async fn load_more() -> bool {
    while let Some(language) = incomplete() {
        let Some(texts) = files::load(&more(language)).await else { return false };
        LOADED.with_borrow_mut(|all| {
            // Somebody else may have been faster.
            if let Some(of) = all.iter_mut().find(|of| of.language == language && of.has_more) {
                of.texts.push('\0');
                of.texts.push_str(&texts);
                of.has_more = false;
            }
        });
    }
    true
}

fn incomplete() -> Option<Language> {
    LOADED.with_borrow(|all| all.iter().find(|of| of.has_more).map(|of| of.language))
}

fn more(language: Language) -> String {
    format!("texts-more-{}", language.tag())
}

/// One text with its values; nothing while the language is not loaded.
pub(super) fn text(language: Language, place: usize, value: &dyn Fn(usize) -> String) -> String {
    read(language, |catalog| catalog.text(place, value))
}

/// `ltr` or `rtl`; nothing while the language is not loaded.
pub(crate) fn direction(language: Language) -> String {
    read(language, |catalog| catalog.direction().to_owned())
}

fn read(language: Language, read: impl FnOnce(Catalog) -> String) -> String {
    #[cfg(test)]
    load_all();
    LOADED.with_borrow(|loaded| {
        let found = loaded.iter().find(|of| of.language == language);
        found.map(|of| read(Catalog::new(&of.texts))).unwrap_or_default()
    })
}

#[cfg(test)]
fn load_all() {
    if LOADED.with_borrow(Vec::is_empty) {
        let loaded = |(language, texts): (Language, &&str)| Loaded {
            language,
            texts: (*texts).to_owned(),
            has_more: false,
        };
        LOADED.set(Language::all().zip(super::EVERY).map(loaded).collect());
    }
}
