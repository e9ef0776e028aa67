//! The page: its frame and the current screen.

mod later;

use later::Part;
use leptos::{prelude::*, task::spawn_local};

use super::{
    context::AccountContext,
    screen::{Page, Screen},
    screens::{show, title},
};
use crate::{
    browser, company,
    language::Language,
    parts::{I18n, Tag, Ticker, dynamic_view, follow, foot, head, tag},
    second_part, words,
};

/// The address of the form for name and password.
const SIGN_IN: &str = "/sign-in";

/// Returns the whole page in a language whose texts are loaded. `is_complete` is whether the second part is loaded too,
/// `typed` a name that was typed before the program ran, and `freeze` the token of a link that freezes the account.
pub(super) fn app(
    language: Language,
    is_complete: bool,
    typed: Option<String>,
    freeze: Option<String>,
) -> AnyView {
    let i18n = I18n::provide(language);
    Ticker::provide();
    let config = company::provide(super::reader_languages(), i18n);
    let path = browser::path();
    let target_page = Page::from_path(&path);
    let is_freezing = freeze.is_some();
    if is_freezing && !is_complete {
        browser::show_start_failure();
    }
    let freeze = freeze.filter(|_| is_complete);
    // The document shows the form at its address before it is known whether there is a session.
    let opening = if path == SIGN_IN { Screen::SignIn(None) } else { Screen::Opening };
    let context = AccountContext::new(freeze.map_or(opening, Screen::FreezeAccount), target_page);
    context.user_id.set(typed.unwrap_or_default());
    if !is_freezing {
        spawn_local(context.ask_session());
    }
    second_part::follow_loading(is_complete);
    follow(
        move || context.part_title.get().unwrap_or_else(|| context.screen.with(title)),
        config,
        i18n,
        true,
    );
    tag("div")
        .class("card")
        .tag(head(config, words::product_account()))
        .tag(main(context))
        .tag(foot(config))
        .into_view()
}

/// Returns the current screen, below what every screen of a session shows.
fn main(context: AccountContext) -> Tag {
    let is_in_session = Memo::new(move |_| context.screen.with(Screen::is_in_session));
    let session = move |part| {
        let open: fn(_, _) -> _ = later::open;
        second_part::opaque(open)(part, context)
    };
    let warning = tag("div")
        .set("role", "alert")
        .dynamic_child(move || is_in_session.get().then(|| session(Part::Warning)));
    tag("main")
        .class("step")
        .dynamic_child(move || is_in_session.get().then(|| session(Part::Line)))
        .tag(warning)
        .child(dynamic_view(move || {
            let screen = context.screen.get();
            untrack(|| show(screen, context))
        }))
}
