//! Codes to keep on paper, which are shown only once.

use leptos::{prelude::*, task::spawn_local};

use super::{ViewState, title};
use crate::{
    api::add_method::MethodSetup,
    browser,
    parts::{Tag, alert, dynamic_view, heading, paragraph, quiet_button, submit, submit_at_once, tag},
    words,
};

/// Returns the view that explains recovery codes and shows new ones.
pub(super) fn recovery_codes(is_there: bool, state: ViewState) -> AnyView {
    dynamic_view(move || match state.added.get().map(|added| added.setup) {
        Some(MethodSetup::RecoveryCodes(codes)) => untrack(|| show(codes, state)),
        Some(MethodSetup::Code(_) | MethodSetup::App(_) | MethodSetup::Passkey(_)) | None => {
            untrack(|| ask(is_there, state))
        }
    })
}

fn ask(is_there: bool, state: ViewState) -> AnyView {
    let replaced = is_there.then(|| paragraph("support", words::add_recovery_code_replaced()));
    tag("form")
        .set("novalidate", "")
        .on_submit(move || state.begin(None))
        .tag(heading(title(state.kind)))
        .tag(paragraph("lead", words::add_recovery_code_lead()))
        .tag_if(replaced)
        .tag(alert(state.error))
        .tag(submit(words::add_recovery_code_submit(), words::working(), state.busy))
        .tag(state.back())
        .into_view()
}

fn show(codes: Vec<String>, state: ViewState) -> AnyView {
    state.context.part_title.set(Some(words::recovery_codes_title()));
    let saved = move || spawn_local(state.context.ask_session());
    let list = codes.into_iter().map(|code| tag("li").plain(code));
    tag("form")
        .on_submit(saved)
        .tag(heading(words::recovery_codes_title()))
        .tag(paragraph("lead", words::recovery_codes_lead()))
        .tag(list.fold(tag("ol").class("codes"), Tag::tag))
        .tag(submit_at_once(words::recovery_codes_saved()))
        .tag(quiet_button(words::recovery_codes_print(), Callback::new(|()| browser::print())))
        .into_view()
}
