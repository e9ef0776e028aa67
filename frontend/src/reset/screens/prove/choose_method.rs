//! The choice of a method.

use api_contract::{
    ProblemKind,
    start_reset::{MethodKind, OfferedMethod},
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    offered::{choices, first_mark, usable_code, usable_methods},
    send,
};
use crate::{
    api::{self, Failure},
    banned, browser, company,
    error_message::ErrorMessage,
    parts::{FieldError, Tag, counting_alert, field, heading, paragraph, submit, tag},
    passkey::{self, Credential},
    reset::{
        error_action::StopReason,
        screen::{ChosenMethod, EnterCode, Prove, Reset, Screen},
        screens::{handle_failure, title},
    },
    words,
};

const DESTINATION: &str = "destination";

/// The state that the handlers of this view share.
#[derive(Clone, Copy)]
struct ViewState {
    data: StoredValue<Prove>,
    /// The id of the marked method.
    marked: RwSignal<String>,
    destination: RwSignal<String>,
    /// Whether the full destination must be typed before a code is sent.
    required: RwSignal<bool>,
    destination_error: FieldError,
    busy: RwSignal<bool>,
    error: RwSignal<Option<ErrorMessage>>,
    go: Callback<Screen>,
}

/// Returns the view with the methods. It looks the same for every name until a gate is proved.
pub(in crate::reset::screens) fn choose_method(data: &Prove, go: Callback<Screen>) -> AnyView {
    banned::fetch();
    let methods = usable_methods(data);
    let title = title(&Screen::Prove(data.clone()));
    let state = ViewState::new(data.clone(), first_mark(data, &methods), go);
    let is_second = data.reset.gates.passed > 0;
    let lead = match (methods.is_empty(), is_second) {
        (true, _) => words::no_method_left(),
        (_, true) => words::prove_lead_second(),
        (_, false) => words::prove_lead(),
    };
    tag("form")
        .set("novalidate", "")
        .on_submit(move || state.ask())
        .tag(heading(title))
        .tag(paragraph("lead", lead))
        .tag(counting_alert(state.error))
        .tag(choices(methods, data, state.marked))
        .dynamic_child(move || state.destination_field().map(Tag::into_view))
        .tag(submit(words::identify_submit(), words::working(), state.busy))
        .tag_if((!is_second).then(|| paragraph("fine", words::prove_same_for_all())))
        .into_view()
}

impl ViewState {
    fn new(data: Prove, marked: String, go: Callback<Screen>) -> Self {
        let config = company::config();
        let is_configured = config.with_untracked(|it| it.as_ref().is_some_and(|it| it.destination_required));
        let typed = data.sent.as_ref().and_then(|sent| sent.destination.clone());
        Self {
            data: StoredValue::new(data),
            marked: RwSignal::new(marked),
            required: RwSignal::new(is_configured || typed.is_some()),
            destination: RwSignal::new(typed.unwrap_or_default()),
            destination_error: FieldError::none(),
            busy: RwSignal::new(false),
            error: RwSignal::new(None),
            go,
        }
    }

    fn method(self) -> Option<OfferedMethod> {
        let is_marked = |method: &&OfferedMethod| self.marked.read() == method.id;
        self.data.with_value(|data| data.reset.methods.iter().find(is_marked).cloned())
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
        Some(field(DESTINATION, label, hint, kind, self.destination, self.destination_error))
    }

    fn ask(self) {
        if self.busy.get_untracked() {
            return;
        }
        let data = self.data.get_value();
        let Some(method) = untrack(|| self.method()) else { return self.ask_for_choice(&data.reset) };
        if let Some(chosen) = usable_code(&data, &method) {
            return self.go.run(Screen::EnterCode(EnterCode { reset: data.reset, chosen }));
        }
        let destination = untrack(|| self.must_be_typed(&method))
            .then(|| self.destination.with_untracked(|typed| typed.trim().to_owned()));
        self.error.set(None);
        if destination.as_ref().is_some_and(String::is_empty) {
            return self.destination_error.show(DESTINATION, words::destination_missing());
        }
        self.destination_error.clear();
        self.busy.set(true);
        spawn_local(async move {
            if let Err((reset, failure)) = self.begin(data, method, destination).await {
                self.handle(&failure, &reset);
            }
            self.busy.set(false);
        });
    }

    /// Asks for a choice, or stops if there is nothing to choose.
    fn ask_for_choice(self, reset: &Reset) {
        if reset.methods.is_empty() {
            return self.go.run(reset.stop(StopReason::NoMethodLeft, None));
        }
        self.error.set(Some(words::prove_none_chosen().into()));
        spawn_local(browser::focus_first_soon(&["input[type=radio]"]));
    }

    fn handle(self, failure: &Failure, reset: &Reset) {
        if failure.kind() == Some(ProblemKind::DestinationWrong) {
            self.required.set(true);
            return self.destination_error.show(DESTINATION, words::problem_destination_wrong());
        }
        handle_failure(failure, reset, self.error, self.go);
    }

    /// Sends a code, or asks for the code that is at hand or for the passkey.
    async fn begin(
        self,
        data: Prove,
        method: OfferedMethod,
        destination: Option<String>,
    ) -> Result<(), (Reset, Failure)> {
        let Prove { reset, sent } = data;
        let next = match method.kind {
            MethodKind::TextMessage | MethodKind::Mail => {
                Screen::EnterCode(send(reset, method, destination).await?)
            }
            MethodKind::AuthenticatorApp | MethodKind::RecoveryCode => {
                let before = sent.map(Box::new);
                let chosen = ChosenMethod { method, destination: None, sent: None, before };
                Screen::EnterCode(EnterCode { reset, chosen })
            }
            MethodKind::Passkey => {
                let prompt = reset.passkey.as_ref().and_then(passkey::get);
                let Some(credential) = Credential::from_prompt(prompt).await else {
                    self.error.set(Some(words::problem_credential_invalid().into()));
                    return Ok(());
                };
                match api::verify_passkey::verify_passkey(&reset.token, &method.id, &credential).await {
                    Ok(verified) => reset.after_proof(&method.id, verified),
                    Err(failure) => return Err((reset, failure)),
                }
            }
        };
        self.go.run(next);
        Ok(())
    }
}
