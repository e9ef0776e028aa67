//! The pages: a Leptos client-side application.
//!
//! A person goes through the steps of [`step::Step`]; each step is a view that takes its own data and says which
//! step comes next. What needs no document (texts, moments, proofs of work, what an error means) is in plain modules
//! with tests of their own.

mod api;
mod app;
mod browser;
mod clock;
mod entropy;
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

/// Puts the page in the place of the sign that it is loading.
pub fn start() {
    if let Some(place) = browser::element("page") {
        place.set_text_content(None);
        leptos::mount::mount_to(place, app::app).forget();
    }
}
