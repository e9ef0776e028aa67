//! A phone number or a mail address to which codes are sent.

use api_contract::{add_method::Request, start_reset::MethodKind};
use leptos::{prelude::*, task::spawn_local};

use super::{ViewState, finish::prove, title};
use crate::{
    api::{self, add_method::MethodSetup},
    parts::{CodeDelivery, CodeForm, alert, dynamic_view, field, heading, paragraph, submit, tag},
    words,
};

pub(super) const DESTINATION: &str = "destination";

/// Returns the view that asks for a destination, sends a code there and checks it.
pub(super) fn destination(state: ViewState) -> AnyView {
    let typed = RwSignal::new(String::new());
    dynamic_view(move || match state.added.get().map(|added| (added.method, added.setup)) {
        Some((method, MethodSetup::Code(sent))) => {
            let sent = CodeDelivery::new(sent.code_length, &sent.code_expires_at, sent.resend_after_seconds);
            untrack(|| enter_code(state, method, sent, typed))
        }
        Some((_, MethodSetup::App(_) | MethodSetup::Passkey(_) | MethodSetup::RecoveryCodes(_))) | None => {
            untrack(|| ask(state, typed))
        }
    })
}

fn ask(state: ViewState, typed: RwSignal<String>) -> AnyView {
    let invalid = state.destination_error;
    let send = move || {
        let destination = typed.with_untracked(|typed| typed.trim().to_owned());
        state.error.set(None);
        if destination.is_empty() {
            return invalid.show(DESTINATION, words::destination_missing());
        }
        invalid.clear();
        state.begin(Some(destination));
    };
    let (lead, label, hint, kind) = if state.kind == MethodKind::Mail {
        (words::add_mail_lead(), words::add_mail_label(), words::add_mail_hint(), ("email", "email"))
    } else {
        (
            words::add_text_message_lead(),
            words::add_text_message_label(),
            words::add_text_message_hint(),
            ("tel", "tel"),
        )
    };
    tag("form")
        .set("novalidate", "")
        .on_submit(send)
        .tag(heading(title(state.kind)))
        .tag(paragraph("lead", lead))
        .tag(alert(state.error))
        .tag(field(DESTINATION, label, hint, kind, typed, invalid))
        .tag(submit(words::send_code(), words::working(), state.busy))
        .tag(state.back())
        .into_view()
}

fn enter_code(state: ViewState, method: String, sent: CodeDelivery, typed: RwSignal<String>) -> AnyView {
    let form = CodeForm::new(state.kind, Some(sent));
    let lead = typed.with_untracked(|typed| words::code_sent_to(typed.as_str()));
    let check = Callback::new(move |()| prove(state, &method, form));
    let again = Callback::new(move |()| resend(state, typed, form));
    state.context.part_title.set(Some(words::code_title()));
    let other = Callback::new(move |()| {
        state.context.part_title.set(None);
        state.added.set(None);
    });
    form.view((words::code_title(), lead), [check, again, other], None)
}

/// Sends another code to the same destination, by beginning the registration again.
fn resend(state: ViewState, typed: RwSignal<String>, form: CodeForm) {
    if !form.begin() {
        return;
    }
    let destination = typed.with_untracked(|typed| typed.trim().to_owned());
    let request = Request { kind: state.kind, destination: Some(destination), name: None };
    spawn_local(async move {
        let outcome = api::add_method::add_method(&request).await;
        form.end();
        match outcome {
            Ok(added) => state.added.set(Some(added)),
            Err(failure) => {
                form.handle_send_failure(&failure);
                state.context.handle_failure(&failure, form.error);
            }
        }
    });
}
