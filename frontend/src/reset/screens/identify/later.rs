//! A reset that has begun, on the screen of the name.

use leptos::prelude::*;

use crate::{
    parts::{Tag, quiet_button, tag},
    reset::{resume, screen::Screen},
    words,
};

/// Returns a note that a reset has begun, with a button that goes on.
pub(super) fn open(go: Callback<Screen>) -> Tag {
    let press = Callback::new(move |()| {
        if let Some(newest) = resume::newest() {
            go.run(newest);
        }
    });
    tag("div")
        .class("support unfinished")
        .tag(tag("p").text(words::unfinished()))
        .tag(quiet_button(words::unfinished_go_on(), press))
}
