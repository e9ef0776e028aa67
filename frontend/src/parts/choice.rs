//! One of several, as a card.

use leptos::prelude::*;

use super::Words;

/// A radio button with a label, a hint and a picture.
#[component]
pub(crate) fn Choice(
    group: &'static str,
    value: String,
    picture: &'static str,
    label: Words,
    hint: AnyView,
    chosen: RwSignal<String>,
) -> impl IntoView {
    let is_chosen = {
        let value = value.clone();
        move || chosen.get() == value
    };
    let choose = {
        let value = value.clone();
        move |_| chosen.set(value.clone())
    };
    view! {
        <label class={"choice"}>
            <input type="radio" name=group value=value prop:checked=is_chosen on:change=choose/>
            <span class=format!("picture {picture}") aria-hidden="true"></span>
            <span class={"words"}>
                <span class={"label"}>{label}</span>
                <span class={"hint"}>{hint}</span>
            </span>
        </label>
    }
}
