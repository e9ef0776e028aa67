//! A field for a new password.

use leptos::prelude::*;

use super::Speech;
use crate::{
    secret::Password,
    words::{self, Message},
};

/// A labelled field whose text can be shown. Pasting is welcome: password managers do it.
#[component]
pub(crate) fn PasswordField(
    id: &'static str,
    label: Message,
    describedby: &'static str,
    password: RwSignal<Password>,
    shown: RwSignal<bool>,
    #[prop(into)] invalid: Signal<bool>,
    /// Whether this field has the button that shows and hides.
    #[prop(optional)]
    switch: bool,
) -> impl IntoView {
    let speech = Speech::here();
    view! {
        <div class={"field"}>
            <label for=id>{speech.say(label)}</label>
            <div class={"with-switch"}>
                <input
                    id=id
                    name=id
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete="new-password"
                    autocapitalize="none"
                    spellcheck="false"
                    aria-describedby=describedby
                    aria-invalid=move || invalid.get().to_string()
                    prop:value=move || password.with(|password| password.as_str().to_owned())
                    on:input=move |event| password.set(event_target_value(&event).into())
                />
                {switch.then(|| view! { <Switch shown/> }.into_any())}
            </div>
        </div>
    }
}

#[component]
fn Switch(shown: RwSignal<bool>) -> impl IntoView {
    let speech = Speech::here();
    let text = speech.says(move || if shown.get() { words::password_hide() } else { words::password_show() });
    let state =
        speech.says(move || if shown.get() { words::password_shown() } else { words::password_hidden() });
    view! {
        <button type="button" class={"switch"} on:click=move |_| shown.update(|shown| *shown = !*shown)>{text}</button>
        <span class={"for-ears"} role="status">{state}</span>
    }
}
