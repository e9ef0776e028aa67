//! One line of text.

use leptos::prelude::*;

use super::Speech;
use crate::words::Message;

/// A labelled field with a hint.
#[component]
pub(crate) fn Field(
    id: &'static str,
    label: Message,
    hint: Message,
    /// `text`, `tel` or `email`.
    kind: &'static str,
    autocomplete: &'static str,
    value: RwSignal<String>,
    /// Whether the value has just been found wanting.
    #[prop(into)]
    invalid: Signal<bool>,
) -> impl IntoView {
    let speech = Speech::here();
    let hint_id = format!("{id}-hint");
    view! {
        <div class={"field"}>
            <label for=id>{speech.say(label)}</label>
            <p class={"hint"} id=hint_id.clone()>{speech.say(hint)}</p>
            <input
                id=id
                name=autocomplete
                type=kind
                autocomplete=autocomplete
                autocapitalize="none"
                spellcheck="false"
                aria-describedby=hint_id
                aria-invalid=move || invalid.get().to_string()
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        </div>
    }
}
