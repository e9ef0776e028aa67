//! The pages: a Leptos client-side application.
//!
//! A person goes through the steps of [`step::Step`]; each step is a view that takes its own data and says which
//! step comes next. What needs no document (texts, moments, proofs of work, what an error means) is in plain modules
//! with tests of their own.

mod api;
mod app;
mod banned;
mod browser;
mod clock;
mod entropy;
mod files;
mod invitation;
mod language;
mod parts;
mod seal;
mod secret;
mod step;
mod steps;
mod trouble;
mod words;
mod work;

use invitation::Invitation;
use language::Language;

/// Puts the page in the place of the sign that it is loading, once the texts of the reader's language are here.
pub fn start() {
    wasm_bindgen_futures::spawn_local(async {
        let invitation = Invitation::of_this_page();
        let language = Language::preferred(invitation.readers_languages(), &Language::ALL);
        match browser::element("page") {
            Some(place) if words::load(language).await => {
                place.set_text_content(None);
                leptos::mount::mount_to(place, move || app::app(invitation, language)).forget();
            }
            _ => browser::give_up(),
        }
    });
}
