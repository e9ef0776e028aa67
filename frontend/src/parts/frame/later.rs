//! The choice of a language, which brings texts of the second part with it.

use leptos::prelude::*;

use crate::{
    language::Language,
    parts::{I18n, Tag, button, dynamic, tag},
    words,
};

/// Returns a button for each language.
pub(super) fn open(offered: Vec<Language>) -> AnyView {
    let i18n = I18n::from_context();
    let group =
        tag("div").class("languages").set("role", "group").follow("aria-label", i18n.text(words::language()));
    let choice = |language: Language| {
        button("language")
            .set("lang", language.tag())
            .follow("aria-pressed", dynamic(move || (i18n.language() == language).to_string()))
            .on("click", move |_| {
                language.remember();
                i18n.set_language(language);
            })
            .plain(language.name().to_owned())
    };
    offered.into_iter().map(choice).fold(group, Tag::tag).into_view()
}
