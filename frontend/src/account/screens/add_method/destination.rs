//! A number or an address that codes go to.

use api_contract::{add_method::Request, start_reset::MethodKind};
use leptos::{prelude::*, task::spawn_local};

use super::{Place, made::prove, title};
use crate::{
    api::{self, add_method::Needs},
    browser,
    parts::{CodeForm, Sent, alert, changing, field, heading, paragraph, submit, tag},
    words,
};

const DESTINATION: &str = "destination";

/// Asks for it, sends a code there, and takes the code.
pub(super) fn destination(place: Place) -> AnyView {
    let typed = RwSignal::new(String::new());
    changing(move || match place.added.get().map(|added| (added.method, added.needs)) {
        Some((method, Needs::Code(sent))) => {
            let sent = Sent::now(sent.code_length, &sent.code_expires_at, sent.resend_after_seconds);
            untrack(|| enter_code(place, method, sent, typed))
        }
        Some((_, Needs::App(_) | Needs::Passkey(_) | Needs::RecoveryCodes(_))) | None => {
            untrack(|| ask(place, typed))
        }
    })
}

fn ask(place: Place, typed: RwSignal<String>) -> AnyView {
    let wanting = RwSignal::new(false);
    let send = move || {
        let destination = typed.with_untracked(|typed| typed.trim().to_owned());
        wanting.set(destination.is_empty());
        if destination.is_empty() {
            place.trouble.set(Some(words::destination_missing().into()));
            return spawn_local(browser::focus_soon(DESTINATION));
        }
        place.begin(Some(destination));
    };
    let (lead, label, hint, kind) = if place.kind == MethodKind::Mail {
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
        .tag(heading(title(place.kind)))
        .tag(paragraph("lead", lead))
        .tag(alert(place.trouble))
        .tag(field(DESTINATION, label, hint, kind, typed, wanting))
        .tag(submit(words::send_code(), words::working(), place.busy))
        .tag(place.back())
        .done()
}

fn enter_code(place: Place, method: String, sent: Sent, typed: RwSignal<String>) -> AnyView {
    let form = CodeForm::of(place.kind, Some(sent));
    let lead = typed.with_untracked(|typed| words::code_sent_to(typed.as_str()));
    let check = Callback::new(move |()| prove(place, &method, form));
    let again = Callback::new(move |()| resend(place, typed, form));
    let other = Callback::new(move |()| place.added.set(None));
    form.view((words::code_title(), lead), [check, again, other], None)
}

/// Another code for the same number or address begins it anew.
fn resend(place: Place, typed: RwSignal<String>, form: CodeForm) {
    if !form.begin() {
        return;
    }
    let destination = typed.with_untracked(|typed| typed.trim().to_owned());
    let request = Request { kind: place.kind, destination: Some(destination), name: None };
    spawn_local(async move {
        let outcome = api::add_method::add_method(&request).await;
        form.end();
        match outcome {
            Ok(added) => place.added.set(Some(added)),
            Err(failure) => {
                form.not_sent(&failure);
                place.here.settle(&failure, form.trouble);
            }
        }
    });
}
