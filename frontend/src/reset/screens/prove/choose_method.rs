//! The choice of a method.

use api_contract::{
    ProblemKind,
    start_reset::{MethodKind, OfferedMethod},
};
use leptos::{prelude::*, task::spawn_local};

use super::{ChosenMethod, send};
use crate::{
    api::{self, Failure},
    browser,
    error_message::ErrorMessage,
    parts::{I18n, Tag, alert, choice, field, heading, name, paragraph, submit, tag},
    passkey::{self, Credential},
    reset::{
        error_action::StopReason,
        screen::{Prove, Reset, Screen},
        screens::{handle_failure, title},
    },
    words,
};

const DESTINATION: &str = "destination";

/// The state that the handlers of this view share.
#[derive(Clone, Copy)]
struct ViewState {
    reset: StoredValue<Reset>,
    /// The id of the marked method.
    marked: RwSignal<String>,
    destination: RwSignal<String>,
    /// Whether the full destination must be typed before a code is sent.
    required: RwSignal<bool>,
    is_invalid: RwSignal<bool>,
    busy: RwSignal<bool>,
    error: RwSignal<Option<ErrorMessage>>,
    chosen: RwSignal<Option<ChosenMethod>>,
    go: Callback<Screen>,
}

/// Returns the view with the methods. It looks the same for every name until a gate is proved.
pub(super) fn choose_method(
    reset: StoredValue<Reset>,
    required: RwSignal<bool>,
    chosen: RwSignal<Option<ChosenMethod>>,
    go: Callback<Screen>,
) -> AnyView {
    let methods = usable_methods(reset);
    let state = ViewState {
        reset,
        marked: RwSignal::new(methods.first().map(|method| method.id.clone()).unwrap_or_default()),
        destination: RwSignal::new(String::new()),
        required,
        is_invalid: RwSignal::new(false),
        busy: RwSignal::new(false),
        error: RwSignal::new(None),
        chosen,
        go,
    };

    let is_second = reset.with_value(|reset| reset.gates.passed > 0);
    let lead = if is_second { words::prove_lead_second() } else { words::prove_lead() };
    let title = reset.with_value(|reset| title(&Screen::Prove(Prove { reset: reset.clone() })));
    let choices =
        tag("fieldset").class("choices").tag(tag("legend").class("for-ears").text(words::prove_methods()));
    tag("form")
        .set("novalidate", "")
        .on_submit(move || state.ask())
        .tag(heading(title))
        .tag(paragraph("lead", lead))
        .tag(alert(state.error))
        .tag(methods.into_iter().map(|method| offered(method, state.marked)).fold(choices, Tag::tag))
        .dynamic_child(move || state.destination_field().map(Tag::into_view))
        .tag(submit(words::identify_submit(), words::working(), state.busy))
        .tag_if((!is_second).then(|| paragraph("fine", words::prove_same_for_all())))
        .into_view()
}

/// Returns the offered methods, without passkeys in a browser that knows none.
fn usable_methods(reset: StoredValue<Reset>) -> Vec<OfferedMethod> {
    let mut methods = reset.with_value(|reset| reset.methods.clone());
    if !passkey::works() {
        methods.retain(|method| method.kind != MethodKind::Passkey);
    }
    methods
}

fn offered(method: OfferedMethod, marked: RwSignal<String>) -> Tag {
    let (label, picture) = name(method.kind);
    let label = I18n::from_context().text(label).into_any();
    choice("method", method.id, picture, marked, label, tag("bdi").plain(method.hint).into_view())
}

impl ViewState {
    fn method(self) -> Option<OfferedMethod> {
        let is_marked = |method: &&OfferedMethod| self.marked.read() == method.id;
        self.reset.with_value(|reset| reset.methods.iter().find(is_marked).cloned())
    }

    fn must_be_typed(self, method: &OfferedMethod) -> bool {
        self.required.get() && method.kind.is_sent()
    }

    /// Returns the field for the destination of the marked method, if it must be typed.
    fn destination_field(self) -> Option<Tag> {
        let method = self.method().filter(|method| self.must_be_typed(method))?;
        let (label, hint, kind) = match method.kind {
            MethodKind::Mail => {
                (words::destination_mail(), words::destination_mail_hint(), ("email", "email"))
            }
            MethodKind::TextMessage
            | MethodKind::AuthenticatorApp
            | MethodKind::Passkey
            | MethodKind::RecoveryCode => {
                (words::destination_text_message(), words::destination_text_message_hint(), ("tel", "tel"))
            }
        };
        Some(field(DESTINATION, label, hint, kind, self.destination, self.is_invalid))
    }

    fn ask(self) {
        if self.busy.get_untracked() {
            return;
        }
        let Some(method) = untrack(|| self.method()) else {
            return self.go.run(self.reset.with_value(|reset| reset.stop(StopReason::NoMethodLeft, None)));
        };
        let destination = untrack(|| self.must_be_typed(&method))
            .then(|| self.destination.with_untracked(|typed| typed.trim().to_owned()));
        let is_missing = destination.as_ref().is_some_and(String::is_empty);
        self.is_invalid.set(is_missing);
        if is_missing {
            self.error.set(Some(words::destination_missing().into()));
            spawn_local(browser::focus_soon(DESTINATION));
            return;
        }
        self.error.set(None);
        self.busy.set(true);
        spawn_local(async move {
            let outcome = self.begin(method, destination).await;
            self.busy.set(false);
            if let Err(failure) = outcome {
                if failure.kind() == Some(ProblemKind::DestinationWrong) {
                    self.required.set(true);
                    self.is_invalid.set(true);
                }
                self.reset.with_value(|reset| handle_failure(&failure, reset, self.error, self.go));
            }
        });
    }

    /// Sends a code, or asks for the code that is at hand or for the passkey.
    async fn begin(self, method: OfferedMethod, destination: Option<String>) -> Result<(), Failure> {
        let sent = match method.kind {
            MethodKind::TextMessage | MethodKind::Mail => {
                Some(send(self.reset, &method, destination.clone()).await?)
            }
            MethodKind::AuthenticatorApp | MethodKind::RecoveryCode => None,
            MethodKind::Passkey => {
                let reset = self.reset.get_value();
                match Credential::from_prompt(reset.passkey.as_ref().and_then(passkey::get)).await {
                    Some(credential) => {
                        let verified =
                            api::verify_passkey::verify_passkey(&reset.token, &method.id, &credential)
                                .await?;
                        self.go.run(reset.after_proof(&method.id, verified));
                    }
                    None => self.error.set(Some(words::problem_credential_invalid().into())),
                }
                return Ok(());
            }
        };
        self.chosen.set(Some(ChosenMethod { method, destination, sent }));
        Ok(())
    }
}
