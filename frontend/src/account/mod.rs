//! The page for users who can sign in: they keep their methods up to date, and change their password.

mod app;
mod context;
mod error_action;
mod idle;
mod qr;
mod screen;
mod screens;

use crate::{browser, language};

/// Starts the page.
pub fn start() {
    crate::start(reader_languages(), false, |language, _| app::app(language));
}

fn reader_languages() -> Vec<String> {
    language::readers(browser::query("lang"))
}
