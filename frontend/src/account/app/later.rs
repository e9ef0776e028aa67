//! What surrounds the screens of somebody who is signed in.

use api_contract::sign_out::Request;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    account::{
        here::Here,
        idle::idle,
        screen::{Screen, Wanted},
        trouble::Note,
    },
    api,
    parts::{Speech, Tag, quiet, tag},
    words::{self, Message},
};

/// A part of what surrounds them.
#[derive(Clone, Copy)]
pub(super) enum Part {
    /// Who is signed in, the way out, and the pages.
    Line,
    /// That the session ends soon.
    Warning,
}

/// The view of a part.
pub(super) fn open(part: Part, here: Here) -> AnyView {
    match part {
        Part::Line => who(here).done(),
        Part::Warning => idle(here),
    }
}

/// Who is signed in, the way out, and the pages, where nothing else comes first.
fn who(here: Here) -> Tag {
    let name = Speech::here().says(move || words::signed_in_as(here.name.get().as_str()));
    let sign_out = Callback::new(move |()| {
        spawn_local(async move {
            // Where the answer is lost, the session ends by itself.
            drop(api::sign_out::sign_out(Request::default()).await);
            here.sign_in_again(Some(Note::SignedOut));
        });
    });
    let line = tag("div").class("line").tag(tag("p").words(name)).tag(quiet(words::sign_out(), sign_out));
    tag("div")
        .class("who")
        .tag(line)
        .changing(move || here.screen.with(Screen::page).map(|page| pages(page).done()))
}

fn pages(current: Wanted) -> Tag {
    let link = |page: Wanted, address: &'static str, name: Message| {
        let link = tag("a").set("href", address).text(name);
        if page == current { link.set("aria-current", "page") } else { link }
    };
    tag("nav")
        .class("pages")
        .follow("aria-label", Speech::here().say(words::pages()))
        .tag(link(Wanted::SecurityInfo, "/security-info", words::security_info_title()))
        .tag(link(Wanted::ChangePassword, "/change-password", words::change_title()))
}
