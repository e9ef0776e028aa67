//! What went wrong, where the person is.

use leptos::prelude::*;

use super::Speech;
use crate::{trouble::Trouble, words};

/// Always in the document, so that screen readers read what appears in it.
#[component]
pub(crate) fn Alert(trouble: RwSignal<Option<Trouble>>) -> impl IntoView {
    let speech = Speech::here();
    let shown = move |trouble: Trouble| {
        let code = trouble.support_code.map(|code| {
            view! { <p class={"fine"}>{speech.say(words::support_code(code.as_str()))}</p> }.into_any()
        });
        view! { <div class={"alert"}><p>{speech.say(trouble.text)}</p>{code}</div> }.into_any()
    };
    view! { <div role="alert">{move || trouble.get().map(shown)}</div> }
}
