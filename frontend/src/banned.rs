//! The words that every company's policy bans. They load while the user proves their identity. If a password is typed
//! before that, only the agent checks it for these words.

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
    WORDS.with_borrow(|words| words.clone().unwrap_or_default())
}
