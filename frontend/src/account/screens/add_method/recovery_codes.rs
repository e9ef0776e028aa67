//! Codes to keep on paper, which are shown only once.

use leptos::{prelude::*, task::spawn_local};

use super::{ViewState, title};
use crate::{
    api::add_method::MethodSetup,
    browser,
    clock::Moment,
    parts::{I18n, Tag, alert, dynamic_view, heading, paragraph, quiet_button, submit, submit_at_once, tag},
    words::{self, Message, Value},
};

/// The name of the file in which the codes are saved.
const FILE: &str = "recovery-codes.txt";

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
    let name = state.context.name.get_untracked();
    let sheet =
        words::recovery_codes_sheet(browser::host().as_str(), Value::Date(Moment::now()), name.as_str());
    let buttons = buttons(&codes, &sheet);
    let list = codes.into_iter().map(|code| tag("li").plain(code));
    tag("form")
        .on_submit(saved)
        .tag(heading(words::recovery_codes_title()))
        .tag(paragraph("lead", words::recovery_codes_lead()))
        .tag(list.fold(tag("ol").class("codes"), Tag::tag))
        .tag(paragraph("fine sheet", sheet))
        .tag(buttons)
        .tag(submit_at_once(words::recovery_codes_saved()))
        .into_view()
}

/// Returns the buttons that copy, save and print the codes, with whose they are, where they are used and when they were
/// made.
fn buttons(codes: &[String], sheet: &Message) -> Tag {
    let i18n = I18n::from_context();
    let lines = (1..).zip(codes).map(|(number, code): (u32, _)| format!("{number}. {code}\n"));
    let text = format!("{}\n\n{}", i18n.translate(sheet), lines.collect::<Vec<_>>().concat());
    let news = RwSignal::new(None::<Message>);
    let address = format!("data:text/plain;charset=utf-8,{}", browser::encode(&text));
    let save = tag("a").class("quiet").put("href", address).set("download", FILE);
    let copy = Callback::new(move |()| {
        let text = text.clone();
        spawn_local(async move {
            let is_copied = browser::copy(&text).await;
            let outcome = if is_copied { words::copied() } else { words::not_copied() };
            news.set(Some(outcome));
        });
    });
    let buttons = tag("div")
        .class("beside")
        .tag(quiet_button(words::recovery_codes_copy(), copy))
        .tag(save.text(words::recovery_codes_download()))
        .tag(quiet_button(words::recovery_codes_print(), Callback::new(|()| browser::print())));
    let outcome = i18n.optional_text(move || news.get());
    tag("div").tag(buttons).tag(tag("p").class("news").set("role", "status").dynamic_text(outcome))
}
