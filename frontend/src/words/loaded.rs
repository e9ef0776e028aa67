//! The loaded texts. Each language has one file, or two: the texts of the first screen, and those of the others.

use std::cell::RefCell;

use texts::Catalog;

use crate::{files, language::Language};

/// The texts of a language that are loaded so far.
struct Loaded {
    language: Language,
    texts: String,
    /// The file with the other texts; empty once all are loaded.
    more: String,
}

thread_local! {
    static LOADED: RefCell<Vec<Loaded>> = const { RefCell::new(Vec::new()) };
}

/// Loads the texts with which a page begins, unless they are loaded. Returns whether they are loaded then.
pub(crate) async fn load(language: Language) -> bool {
    if LOADED.with_borrow(|loaded| loaded.iter().any(|entry| entry.language == language)) {
        return true;
    }
    let Some(texts) = files::load(&format!("texts-{}", language.tag())).await else { return false };
    let more = Catalog::new(&texts).more().to_owned();
    LOADED.with_borrow_mut(|all| all.push(Loaded { language, texts, more }));
    true
}

/// Loads the other texts of every loaded language. Returns whether all are loaded then.
pub(crate) async fn load_more() -> bool {
    while let Some(more) = incomplete() {
        let Some(texts) = files::load_named(&more).await else { return false };
        LOADED.with_borrow_mut(|all| {
            // Another caller may have been faster.
            if let Some(entry) = all.iter_mut().find(|entry| entry.more == more) {
                entry.texts.push('\0');
                entry.texts.push_str(&texts);
                entry.more.clear();
            }
        });
    }
    true
}

fn incomplete() -> Option<String> {
    LOADED.with_borrow(|all| all.iter().find(|entry| !entry.more.is_empty()).map(|entry| entry.more.clone()))
}

/// Returns a text with its values, or an empty one while the language is not loaded.
pub(super) fn text(language: Language, index: usize, value: &dyn Fn(usize) -> String) -> String {
    read(language, |catalog| catalog.text(index, value))
}

/// Returns `ltr` or `rtl`, or an empty text while the language is not loaded.
pub(crate) fn direction(language: Language) -> String {
    read(language, |catalog| catalog.direction().to_owned())
}

fn read(language: Language, read: impl FnOnce(Catalog) -> String) -> String {
    #[cfg(test)]
    load_all();
    LOADED.with_borrow(|loaded| {
        let found = loaded.iter().find(|entry| entry.language == language);
        found.map(|entry| read(Catalog::new(&entry.texts))).unwrap_or_default()
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
