//! Codes to keep on paper, shown this once.

use leptos::{prelude::*, task::spawn_local};

use super::{Place, title};
use crate::{
    api::add_method::Needs,
    browser,
    parts::{Tag, alert, changing, heading, paragraph, quiet, submit, submit_at_once, tag},
    words,
};

/// Says what they are, and shows them.
pub(super) fn recovery_codes(is_there: bool, place: Place) -> AnyView {
    changing(move || match place.added.get().map(|added| added.needs) {
        Some(Needs::RecoveryCodes(codes)) => untrack(|| show(codes, place)),
        Some(Needs::Code(_) | Needs::App(_) | Needs::Passkey(_)) | None => untrack(|| ask(is_there, place)),
    })
}

fn ask(is_there: bool, place: Place) -> AnyView {
    let replaced = is_there.then(|| paragraph("support", words::add_recovery_code_replaced()));
    tag("form")
        .set("novalidate", "")
        .on_submit(move || place.begin(None))
        .tag(heading(title(place.kind)))
        .tag(paragraph("lead", words::add_recovery_code_lead()))
        .tag_if(replaced)
        .tag(alert(place.trouble))
        .tag(submit(words::add_recovery_code_submit(), words::working(), place.busy))
        .tag(place.back())
        .done()
}

fn show(codes: Vec<String>, place: Place) -> AnyView {
    spawn_local(browser::focus_soon(crate::parts::HEADING));
    let saved = move || spawn_local(place.here.ask_session());
    let list = codes.into_iter().map(|code| tag("li").plain(code));
    tag("form")
        .on_submit(saved)
        .tag(heading(words::recovery_codes_title()))
        .tag(paragraph("lead", words::recovery_codes_lead()))
        .tag(list.fold(tag("ol").class("codes"), Tag::tag))
        .tag(submit_at_once(words::recovery_codes_saved()))
        .tag(quiet(words::recovery_codes_print(), Callback::new(|()| browser::print())))
        .done()
}
