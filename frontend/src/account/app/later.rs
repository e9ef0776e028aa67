//! The frame around the screens of a signed-in user.

use api_contract::sign_out::Request;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    account::{
        context::AccountContext,
        error_action::SignInReason,
        idle::idle,
        screen::{Page, Screen},
    },
    api,
    parts::{I18n, Tag, quiet_button, tag},
    words::{self, Message},
};

/// A part of that frame.
#[derive(Clone, Copy)]
pub(super) enum Part {
    /// The user's name, the button that signs out, and links to the pages.
    Line,
    /// The warning that the session ends soon.
    Warning,
}

/// Returns the view of a part.
pub(super) fn open(part: Part, context: AccountContext) -> AnyView {
    match part {
        Part::Line => user_line(context).into_view(),
        Part::Warning => idle(context),
    }
}

/// Returns the user's name, the button that signs out, and links to the pages unless something else comes first.
fn user_line(context: AccountContext) -> Tag {
    let name = I18n::from_context().dynamic_text(move || words::signed_in_as(context.name.get().as_str()));
    let sign_out = Callback::new(move |()| {
        spawn_local(async move {
            // If the answer is lost, the session still ends by itself.
            drop(api::sign_out::sign_out(Request::default()).await);
            context.sign_in_again(Some(SignInReason::SignedOut));
        });
    });
    let line = tag("div")
        .class("line")
        .tag(tag("p").dynamic_text(name))
        .tag(quiet_button(words::sign_out(), sign_out));
    tag("div")
        .class("who")
        .tag(line)
        .dynamic_child(move || context.screen.with(Screen::page).map(|page| pages(page).into_view()))
}

fn pages(current: Page) -> Tag {
    let link = |page: Page, address: &'static str, name: Message| {
        let link = tag("a").set("href", address).text(name);
        if page == current { link.set("aria-current", "page") } else { link }
    };
    tag("nav")
        .class("pages")
        .follow("aria-label", I18n::from_context().text(words::pages()))
        .tag(link(Page::SecurityInfo, "/security-info", words::security_info_title()))
        .tag(link(Page::ChangePassword, "/change-password", words::change_title()))
}
