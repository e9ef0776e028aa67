//! The words that every company's policy bans. They come while the user proves who it is; whoever is faster is judged
//! by the agent alone.

use std::cell::RefCell;

use leptos::task::spawn_local;

use crate::files;

thread_local! {
    static WORDS: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Begins to load them, unless they are here.
pub(crate) fn fetch() {
    if WORDS.with_borrow(Option::is_none) {
        spawn_local(async { WORDS.set(files::load("banned-words").await) });
    }
}

/// Those that are here.
pub(crate) fn words() -> String {
    WORDS.with_borrow(|words| words.clone().unwrap_or_default())
}
