//! A radio button that looks like a card.

use leptos::prelude::*;

use super::{Tag, tag};

/// Returns a radio button with a label, a hint and a picture.
pub(crate) fn choice(
    group: &'static str,
    value: String,
    picture: &'static str,
    chosen: RwSignal<String>,
    label: AnyView,
    hint: AnyView,
) -> Tag {
    let (own, other) = (value.clone(), value.clone());
    let radio = tag("input")
        .set("type", "radio")
        .set("name", group)
        .put("value", value)
        .checked(move || chosen.read() == own)
        .on("change", move |_| chosen.set(other.clone()));
    let words = tag("span")
        .class("words")
        .tag(tag("span").class("label").child(label))
        .tag(tag("span").class("hint").child(hint));
    tag("label").class("choice").tag(radio).tag(super::picture(picture)).tag(words)
}
