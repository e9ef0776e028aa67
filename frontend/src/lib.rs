//! The pages: Leptos client-side applications.
//!
//! There are two, each a module of its own: [`reset`] for users who cannot sign in, and [`account`] for users who
//! can. In both, a user goes through steps; each step is a view that takes its own data and says which step comes
//! next. What needs no document (texts, moments, proofs of work, what an error means) is in plain modules with tests of
//! their own. The texts that a page loads are those that its module and the shared ones name (`texts-compiler`, `sources`). Code and
//! texts of what comes after the first step come later ([`second_part`]).

pub mod account;
mod api;
mod banned;
mod browser;
mod clock;
mod company;
mod entropy;
mod error_message;
mod files;
mod language;
mod parts;
mod passkey;
mod polling;
mod proof_of_work;
pub mod reset;
mod seal;
mod second_part;
mod secret;
mod words;

use language::Language;
use leptos::prelude::AnyView;

/// Puts a page in the place of the sign that it is loading, once the texts of the reader's language are here.
fn start(readers: Vec<String>, app: impl FnOnce(Language) -> AnyView + 'static) {
    wasm_bindgen_futures::spawn_local(async {
        let language = Language::preferred(readers, &Language::offered(&[]));
        match browser::element("page") {
            Some(place) if words::load(language).await => {
                place.set_text_content(None);
                leptos::mount::mount_to(place, move || app(language)).forget();
            }
            _ => browser::give_up(),
        }
    });
}
