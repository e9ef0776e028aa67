//! Which way a code shall come.

use api_contract::{
    ProblemKind,
    start_reset::{MethodKind, OfferedMethod},
};
use leptos::{prelude::*, task::spawn_local};

use super::{Sent, send};
use crate::{
    app::DestinationRequired,
    browser,
    parts::{Speech, Tag, alert, choice, field, heading, paragraph, submit, tag},
    step::{Prove, Reset, Step},
    steps::{settle_failure, title},
    trouble::{Ending, Trouble},
    words,
};

const DESTINATION: &str = "destination";

/// Shows the methods, masked; the same for every name.
pub(super) fn choose_method(
    reset: StoredValue<Reset>,
    sent: RwSignal<Option<Sent>>,
    go: Callback<Step>,
) -> AnyView {
    let methods = reset.with_value(|reset| reset.methods.clone());
    let DestinationRequired(required) = expect_context();
    let chosen = RwSignal::new(methods.first().map(|method| method.id.clone()).unwrap_or_default());
    let method = move || {
        reset.with_value(|reset| reset.methods.iter().find(|method| chosen.read() == method.id).cloned())
    };
    let destination = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let trouble = RwSignal::new(None::<Trouble>);
    let wanting = RwSignal::new(false);

    let ask = move || {
        if busy.get_untracked() {
            return;
        }
        let Some(method) = untrack(method) else {
            return go.run(reset.with_value(|reset| reset.stopped(Ending::NoMethodLeft, None)));
        };
        let typed = Some(destination.get_untracked().trim().to_owned()).filter(|_| required.get_untracked());
        let is_missing = typed.as_ref().is_some_and(String::is_empty);
        wanting.set(is_missing);
        if is_missing {
            trouble.set(Some(words::destination_missing().into()));
            spawn_local(browser::focus_soon(DESTINATION));
            return;
        }
        trouble.set(None);
        busy.set(true);
        spawn_local(async move {
            let outcome = send(reset, method, typed).await;
            busy.set(false);
            match outcome {
                Ok(code) => sent.set(Some(code)),
                Err(failure) => {
                    if failure.kind() == Some(ProblemKind::DestinationWrong) {
                        required.set(true);
                        wanting.set(true);
                    }
                    reset.with_value(|reset| settle_failure(&failure, reset, trouble, go));
                }
            }
        });
    };

    let is_second = reset.with_value(|reset| reset.gates.passed > 0);
    let lead = if is_second { words::prove_lead_second() } else { words::prove_lead() };
    let title = reset.with_value(|reset| title(&Step::Prove(Prove { reset: reset.clone() })));
    let choices =
        tag("fieldset").class("choices").tag(tag("legend").class("for-ears").text(words::prove_methods()));
    let more = move || method().filter(|_| required.get()).map(|method| typed(&method, destination, wanting));
    tag("form")
        .set("novalidate", "")
        .on_submit(ask)
        .tag(heading(title))
        .tag(paragraph("lead", lead))
        .tag(alert(trouble))
        .tag(methods.into_iter().map(|method| offered(method, chosen)).fold(choices, Tag::tag))
        .changing(more)
        .tag(submit(words::send_code(), words::working(), busy))
        .tag(paragraph("fine", words::prove_same_for_all()))
        .done()
}

fn offered(method: OfferedMethod, chosen: RwSignal<String>) -> Tag {
    let (label, picture) = match method.kind {
        MethodKind::TextMessage => (words::method_text_message(), "picture phone"),
        MethodKind::Mail => (words::method_mail(), "picture mail"),
    };
    let label = Speech::here().say(label).into_any();
    choice("method", method.id, picture, chosen, label, method.hint.into_any())
}

fn typed(method: &OfferedMethod, destination: RwSignal<String>, wanting: RwSignal<bool>) -> AnyView {
    let (label, hint, kind, autocomplete) = match method.kind {
        MethodKind::TextMessage => {
            (words::destination_text_message(), words::destination_text_message_hint(), "tel", "tel")
        }
        MethodKind::Mail => (words::destination_mail(), words::destination_mail_hint(), "email", "email"),
    };
    field(DESTINATION, label, hint, (kind, autocomplete), destination, wanting).done()
}
