//! The page for users who cannot sign in: they prove their identity and choose a new password, or unlock their
//! account.

mod app;
mod error_action;
mod link_parameters;
mod progress;
mod screen;
mod screens;
mod time_left;

use link_parameters::LinkParameters;

/// Starts the page.
pub fn start() {
    let link = LinkParameters::from_address();
    crate::start(link.readers_languages(), move |language| app::app(link, language));
}
