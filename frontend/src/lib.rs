//! The pages: Leptos client-side applications.
//!
//! There are two, each a separate module: [`reset`] for users who cannot sign in, and [`account`] for users who can. In
//! both, a user goes through screens. Each screen is a view that takes its own data and decides which screen comes
//! next. Code that needs no document (texts, moments, proofs of work, errors) is in plain modules with their own tests.
//! A page loads the texts that its module and the shared ones name (`texts-compiler`, `sources`). Code and texts of the
//! screens after the first load later ([`second_part`]).

pub mod account;
mod api;
mod banned;
mod browser;
mod clock;
mod company;
mod entropy;
mod error_message;
mod files;
mod formats;
mod language;
mod opaque;
mod page_wide;
mod parts;
mod passkey;
mod polling;
mod proof_of_work;
pub mod reset;
mod seal;
mod second_part;
mod secret;
mod suggestion_words;
mod words;

use language::Language;
use leptos::prelude::AnyView;

/// The id of the field for the user name, which is in the document too.
const USER: &str = "user";

/// Replaces what the document shows by a page, once the texts of the reader's language are loaded, and the second part if
/// the page begins with it. The page gets whether that is loaded, and what was typed into the document's field.
fn start(
    readers: Vec<String>,
    begins_later: bool,
    app: impl FnOnce(Language, bool, Option<String>) -> AnyView + 'static,
) {
    wasm_bindgen_futures::spawn_local(async move {
        let language = Language::preferred(readers, &Language::offered(&[]));
        match browser::element("page") {
            Some(root) if words::load(language).await => {
                let is_complete = begins_later && second_part::load().await;
                let typed = browser::field_value(USER);
                let has_focus = browser::exists("#user:focus");
                root.set_text_content(None);
                leptos::mount::mount_to(root, move || app(language, is_complete, typed)).forget();
                if has_focus {
                    browser::focus_soon(USER).await;
                }
            }
            _ => browser::show_start_failure(),
        }
    });
}
