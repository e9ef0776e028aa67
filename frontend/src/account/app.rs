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
    parts::{I18n, Ticker, dynamic_view, follow, foot, head, tag},
    second_part, words,
};

/// Returns the whole page in a language whose texts are loaded.
pub(super) fn app(language: Language) -> AnyView {
    let i18n = I18n::provide(language);
    Ticker::provide();
    let config = company::provide(super::reader_languages(), i18n);
    let target_page = Page::from_path(&browser::path());
    // The link of a notice. Browsers send a fragment to no server, so that the token stays here.
    let freeze = browser::fragment("#freeze=");
    let is_freezing = freeze.is_some();
    let context = AccountContext::new(freeze.map_or(Screen::Opening, Screen::FreezeAccount), target_page);
    if !is_freezing {
        spawn_local(context.ask_session());
    }
    spawn_local(async {
        second_part::load().await;
    });
    follow(
        move || context.part_title.get().unwrap_or_else(|| context.screen.with(title)),
        config,
        i18n,
        true,
    );
    let is_in_session = Memo::new(move |_| context.screen.with(Screen::is_in_session));
    let session = move |part| {
        let open: fn(_, _) -> _ = later::open;
        second_part::opaque(open)(part, context)
    };
    let warning = tag("div")
        .set("role", "alert")
        .dynamic_child(move || is_in_session.get().then(|| session(Part::Warning)));
    let main = tag("main")
        .class("step")
        .dynamic_child(move || is_in_session.get().then(|| session(Part::Line)))
        .tag(warning)
        .child(dynamic_view(move || {
            let screen = context.screen.get();
            untrack(|| show(screen, context))
        }));
    tag("div")
        .class("card")
        .tag(head(config, words::product_account()))
        .tag(main)
        .tag(foot(config))
        .into_view()
}
