//! The page for users who cannot sign in: they prove their identity and choose a new password, or unlock their
//! account.

mod app;
mod error_action;
mod link_parameters;
mod progress;
mod resume;
mod screen;
mod screens;
mod support_code;
mod time_left;

use link_parameters::LinkParameters;

/// Starts the page.
pub fn start() {
    let link = LinkParameters::from_address();
    let readers = link.readers_languages();
    let begins_later = resume::is_kept() || link.cancel.is_some();
    crate::start(readers, begins_later, move |language, is_complete, typed| {
        app::app(link, language, is_complete, typed)
    });
}
