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
    crate::start(readers, resume::is_kept(), move |language, is_complete| {
        app::app(link, language, is_complete)
    });
}
