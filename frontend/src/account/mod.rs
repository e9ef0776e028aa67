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
    // The link of a notice. Browsers send a fragment to no server, so that the token stays here.
    let freeze = browser::fragment("#freeze=");
    crate::start(reader_languages(), freeze.is_some(), move |language, is_complete, typed| {
        app::app(language, is_complete, typed, freeze)
    });
}

fn reader_languages() -> Vec<String> {
    language::readers(browser::query("lang"))
}
