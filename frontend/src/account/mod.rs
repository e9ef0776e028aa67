//! The page for users who can sign in: they keep their methods up to date, and change their password.

mod app;
mod context;
mod error_action;
mod idle;
mod qr;
mod screen;
mod screens;

use crate::browser;

/// Starts the page.
pub fn start() {
    crate::start(reader_languages(), app::app);
}

/// Returns the reader's languages: that of the link, then the browser's.
fn reader_languages() -> Vec<String> {
    browser::query("lang").into_iter().chain(browser::languages()).collect()
}
