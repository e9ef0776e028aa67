//! The page: its frame, and the step that the person is at.

use api_contract::sign_out::Request;
use leptos::{prelude::*, task::spawn_local};

use super::{
    here::Here,
    idle::idle,
    step::{Step, Wanted},
    steps::{show, title},
    trouble::Note,
};
use crate::{
    api, browser, company,
    language::Language,
    parts::{Speech, Tag, Ticker, changing, follow, foot, head, quiet, tag},
    words::{self, Message},
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
    let here = Here::new(freeze.map_or(Step::Opening, Step::FreezeAccount), wanted);
    if !is_freezing {
        spawn_local(here.ask_session());
    }
    follow(move || here.step.with(title), config, speech);
    let main = tag("main")
        .class("step")
        .changing(move || here.step.with(Step::is_in_session).then(|| who(here).done()))
        .tag(idle(here))
        .child(changing(move || {
            let step = here.step.get();
            untrack(|| show(step, here))
        }));
    tag("div").class("card").tag(head(config, words::product_account())).tag(main).tag(foot(config)).done()
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
        .changing(move || here.step.with(Step::page).map(|page| pages(page).done()))
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
