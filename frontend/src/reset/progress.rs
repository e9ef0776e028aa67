//! The progress of a reset.

use api_contract::start_reset::AnonymousPurpose;
use leptos::prelude::*;

use super::screen::Screen;
use crate::{
    parts::{DynamicText, I18n, Tag, tag},
    words,
};

/// Returns a list of three milestones with the current one marked. It is hidden on screens outside of the sequence.
pub(crate) fn progress(screen: RwSignal<Screen>) -> Tag {
    let i18n = I18n::from_context();
    let current = move || screen.with(Screen::progress_index);
    let last = i18n.dynamic_text(move || match screen.with(Screen::purpose) {
        AnonymousPurpose::ResetPassword => words::progress_password(),
        AnonymousPurpose::UnlockAccount => words::progress_unlock(),
    });
    let milestone = move |index: usize, label: DynamicText| {
        let is_current = move || (current() == Some(index)).then(|| "step".to_owned());
        let is_past = move || current().is_some_and(|current| current > index);
        let past = i18n.optional_text(move || is_past().then(words::progress_past));
        tag("li")
            .class("place")
            .class_if("past", is_past)
            .follow_if("aria-current", is_current)
            .dynamic_text(label)
            .tag(tag("span").class("for-ears").dynamic_text(past))
    };
    tag("ol")
        .class("progress")
        .follow("aria-label", i18n.text(words::progress()))
        .follow_if("hidden", move || current().is_none().then(String::new))
        .tag(milestone(0, i18n.text(words::progress_identify())))
        .tag(milestone(1, i18n.text(words::progress_prove())))
        .tag(milestone(2, last))
}
