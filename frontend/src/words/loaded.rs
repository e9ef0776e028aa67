//! The texts of the languages that the reader has spoken so far. Each language is a file of its own, or two: the texts
//! of the first step, and those of the others.

use std::cell::RefCell;

use texts::Catalog;

use crate::{files, language::Language};

/// What is here of a language.
struct Loaded {
    language: Language,
    texts: String,
    /// Which file has more; empty when all is here.
    more: String,
}

thread_local! {
    static LOADED: RefCell<Vec<Loaded>> = const { RefCell::new(Vec::new()) };
}

/// Loads the texts of a language with which a page begins, unless they are here; whether they are here then.
pub(crate) async fn load(language: Language) -> bool {
    if LOADED.with_borrow(|loaded| loaded.iter().any(|of| of.language == language)) {
        return true;
    }
    let Some(texts) = files::load(&format!("texts-{}", language.tag())).await else { return false };
    let more = Catalog::new(&texts).more().to_owned();
    LOADED.with_borrow_mut(|all| all.push(Loaded { language, texts, more }));
    true
}

/// Loads the other texts of every language that is here; whether all are here then.
pub(crate) async fn load_more() -> bool {
    while let Some(more) = incomplete() {
        let Some(texts) = files::load_named(&more).await else { return false };
        LOADED.with_borrow_mut(|all| {
            // Somebody else may have been faster.
            if let Some(of) = all.iter_mut().find(|of| of.more == more) {
                of.texts.push('\0');
                of.texts.push_str(&texts);
                of.more.clear();
            }
        });
    }
    true
}

fn incomplete() -> Option<String> {
    LOADED.with_borrow(|all| all.iter().find(|of| !of.more.is_empty()).map(|of| of.more.clone()))
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
            more: String::new(),
        };
        LOADED.set(Language::all().zip(super::EVERY).map(loaded).collect());
    }
}
