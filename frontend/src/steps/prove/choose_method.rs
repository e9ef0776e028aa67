//! Which way a code shall come.

use api_contract::{
    ProblemKind,
    start_reset::{MethodKind, OfferedMethod},
};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

use super::{Sent, send};
use crate::{
    app::DestinationRequired,
    browser,
    parts::{Alert, Choice, Field, Heading, Speech, Submit},
    step::{Prove, Reset, Step},
    steps::{settle_failure, title},
    trouble::{Ending, Trouble},
    words,
};

const DESTINATION: &str = "destination";

/// Shows the methods, masked; the same for every name.
#[component]
pub(super) fn ChooseMethod(
    reset: StoredValue<Reset>,
    sent: RwSignal<Option<Sent>>,
    go: Callback<Step>,
) -> impl IntoView {
    let speech = Speech::here();
    let methods = reset.with_value(|reset| reset.methods.clone());
    let DestinationRequired(required) = expect_context();
    let chosen = RwSignal::new(methods.first().map(|method| method.id.clone()).unwrap_or_default());
    let method = {
        let methods = methods.clone();
        Memo::new(move |_| methods.iter().find(|method| chosen.read() == method.id).cloned())
    };
    let destination = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let trouble = RwSignal::new(None::<Trouble>);
    let wanting = RwSignal::new(false);

    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let Some(method) = method.get_untracked() else {
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
    let heading = reset.with_value(|reset| title(&Step::Prove(Prove { reset: reset.clone() })));
    view! {
        <form on:submit=submit novalidate=true>
            <Heading text=heading/>
            <p class={"lead"}>{speech.say(lead)}</p>
            <Alert trouble/>
            <fieldset class={"choices"}>
                <legend class={"for-ears"}>{speech.say(words::prove_methods())}</legend>
                {methods.into_iter().map(|method| choice(method, chosen)).collect_view()}
            </fieldset>
            {move || method.get().filter(|_| required.get()).map(|method| typed(&method, destination, wanting))}
            <Submit label=words::send_code() busy/>
            <p class={"fine"}>{speech.say(words::prove_same_for_all())}</p>
        </form>
    }
}

fn choice(method: OfferedMethod, chosen: RwSignal<String>) -> AnyView {
    let (label, picture) = match method.kind {
        MethodKind::TextMessage => (words::method_text_message(), "phone"),
        MethodKind::Mail => (words::method_mail(), "mail"),
    };
    let label = Speech::here().say(label);
    view! { <Choice group="method" value=method.id picture chosen label hint=method.hint.into_any()/> }
        .into_any()
}

fn typed(method: &OfferedMethod, destination: RwSignal<String>, wanting: RwSignal<bool>) -> AnyView {
    let (label, hint, kind, autocomplete) = match method.kind {
        MethodKind::TextMessage => {
            (words::destination_text_message(), words::destination_text_message_hint(), "tel", "tel")
        }
        MethodKind::Mail => (words::destination_mail(), words::destination_mail_hint(), "email", "email"),
    };
    view! { <Field id=DESTINATION label hint kind autocomplete value=destination invalid=wanting/> }
        .into_any()
}
