//! The texts of the languages that the reader has spoken so far. Each language is a file of its own.

use std::cell::RefCell;

use crate::{files, language::Language};

thread_local! {
    static LOADED: RefCell<Vec<(Language, String)>> = const { RefCell::new(Vec::new()) };
}

/// Loads the texts of a language, unless they are here; whether they are here then.
pub(crate) async fn load(language: Language) -> bool {
    if LOADED.with_borrow(|loaded| loaded.iter().any(|(of, _)| *of == language)) {
        return true;
    }
    let texts = files::load(&format!("texts-{}", language.tag())).await;
    let texts = texts.map(|texts| LOADED.with_borrow_mut(|loaded| loaded.push((language, texts))));
    texts.is_some()
}

/// One text, with its marks; nothing while the language is not loaded.
pub(super) fn text(language: Language, place: usize) -> String {
    #[cfg(test)]
    LOADED.set(vec![(Language::English, super::EN.to_owned()), (Language::Swedish, super::SV.to_owned())]);
    LOADED.with_borrow(|loaded| {
        let texts = loaded.iter().find(|(of, _)| *of == language).map(|(_, texts)| texts.as_str());
        texts.and_then(|texts| texts.split('\0').nth(place)).unwrap_or_default().to_owned()
    })
}
