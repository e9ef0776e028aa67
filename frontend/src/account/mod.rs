//! The page for people who can sign in: they keep current what proves who they are, and change their password.

mod app;
mod here;
mod idle;
mod qr;
mod step;
mod steps;
mod trouble;

use crate::browser;

/// Starts the page.
pub fn start() {
    let language = browser::query("lang");
    let readers = language.into_iter().chain(browser::languages()).collect();
    crate::start(readers, app::app);
}
