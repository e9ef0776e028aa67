//! Buttons.

use leptos::prelude::*;

use super::Speech;
use crate::words::{self, Message};

/// Sends the form. It stays focusable while it works, so that a keyboard does not lose its place.
#[component]
pub(crate) fn Submit(
    label: Message,
    #[prop(optional)] working: Option<Message>,
    busy: RwSignal<bool>,
) -> impl IntoView {
    let speech = Speech::here();
    let working = working.unwrap_or_else(words::working);
    let text = speech.says(move || if busy.get() { working.clone() } else { label.clone() });
    view! {
        <button type="submit" class={"primary"} class:busy=move || busy.get() aria-disabled=move || busy.get().to_string()>
            {text}
        </button>
    }
}

/// Does something beside the form.
#[component]
pub(crate) fn Quiet(label: Message, press: Callback<()>) -> impl IntoView {
    let text = Speech::here().say(label);
    view! { <button type="button" class={"quiet"} on:click=move |_| press.run(())>{text}</button> }
}
