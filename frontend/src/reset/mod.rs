//! The page for people who cannot sign in: they prove who they are and choose a new password, or unlock their account.

mod app;
mod invitation;
mod progress;
mod screen;
mod screens;
mod time_left;
mod trouble;

use invitation::Invitation;

/// Starts the page.
pub fn start() {
    let invitation = Invitation::of_this_page();
    crate::start(invitation.readers_languages(), move |language| app::app(invitation, language));
}
