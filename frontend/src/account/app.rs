//! The page: its frame, and the screen that the person is at.

mod later;

use later::Part;
use leptos::{prelude::*, task::spawn_local};

use super::{
    here::Here,
    screen::{Screen, Wanted},
    screens::{show, title},
};
use crate::{
    browser, company,
    language::Language,
    parts::{Speech, Ticker, changing, follow, foot, head, tag},
    rest, words,
};

/// The whole page, in the language that the reader is most likely to want: its texts are here.
pub(super) fn app(language: Language) -> AnyView {
    let speech = Speech::provide(language);
    Ticker::provide();
    let config = company::ask(super::readers(), speech);
    let wanted = Wanted::at(&browser::path());
    // The link of a notice: behind that mark, its token is sent to nobody.
    let freeze = browser::fragment("#freeze=");
    let is_freezing = freeze.is_some();
    let here = Here::new(freeze.map_or(Screen::Opening, Screen::FreezeAccount), wanted);
    if !is_freezing {
        spawn_local(here.ask_session());
    }
    spawn_local(async {
        rest::load().await;
    });
    follow(move || here.screen.with(title), config, speech);
    let is_in_session = Memo::new(move |_| here.screen.with(Screen::is_in_session));
    let session = move |part| {
        let open: fn(_, _) -> _ = later::open;
        rest::behind(open)(part, here)
    };
    let warning =
        tag("div").set("role", "alert").changing(move || is_in_session.get().then(|| session(Part::Warning)));
    let main = tag("main")
        .class("step")
        .changing(move || is_in_session.get().then(|| session(Part::Line)))
        .tag(warning)
        .child(changing(move || {
            let screen = here.screen.get();
            untrack(|| show(screen, here))
        }));
    tag("div").class("card").tag(head(config, words::product_account())).tag(main).tag(foot(config)).done()
}
