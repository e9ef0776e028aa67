//! The words that every company's policy bans. They load while the user proves their identity. If a password is typed
//! before that, only the agent checks it for these words. The first line of their file names the file of the words for
//! suggested passwords, so that the document, which everybody loads, does not have to.

use std::cell::RefCell;

use leptos::task::spawn_local;

use crate::files;

thread_local! {
    static WORDS: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Begins to load the words unless they are loaded.
pub(crate) fn fetch() {
    if WORDS.with_borrow(Option::is_none) {
        spawn_local(async { WORDS.set(files::load("banned-words").await) });
    }
}

/// Returns the words, or an empty text while they are not loaded.
pub(crate) fn words() -> String {
    parts().map(|(_, words)| words).unwrap_or_default()
}

/// Returns path and digest of the words of suggested passwords, or `None` while they are not known.
pub(crate) fn suggestion_words() -> Option<String> {
    parts().map(|(named, _)| named)
}

fn parts() -> Option<(String, String)> {
    WORDS.with_borrow(|file| {
        file.as_ref()?.split_once('\n').map(|(named, words)| (named.to_owned(), words.to_owned()))
    })
}
