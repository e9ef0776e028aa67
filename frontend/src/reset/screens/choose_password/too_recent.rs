//! The screen of a password that is too recent to be replaced.

use leptos::prelude::*;

use crate::{
    clock::Moment,
    company,
    parts::{contact, heading, paragraph, picture, submit_at_once, tag},
    reset::screen::{ChoosePassword, Screen},
    words,
};

/// Returns the view that says when a new password is allowed, and offers to unlock instead.
pub(super) fn too_recent(data: ChoosePassword, from: Moment, go: Callback<Screen>) -> AnyView {
    tag("form")
        .on_submit(move || go.run(data.clone().unlock_instead()))
        .tag(picture("badge clock"))
        .tag(heading(words::too_recent_title()))
        .tag(paragraph("lead strong", words::too_recent_text(from)))
        .tag(tag("p").text(words::too_recent_unlock()))
        .tag(submit_at_once(words::unlock_instead()))
        .dynamic_child(forgotten)
        .tag(paragraph("fine", words::have_changed()))
        .into_view()
}

/// Returns how to reach the help desk, which can help a user who has really forgotten the password.
fn forgotten() -> Option<AnyView> {
    let config = company::config();
    let text = tag("p").class("support forgotten").text(words::too_recent_forgotten()).plain(" ".to_owned());
    Some(contact(text, config.get()?)?.into_view())
}
