//! The screen that asks for a second factor.

use api_contract::{
    prove_factor::Session,
    send_factor,
    start_reset::{MethodKind, OfferedMethod},
};
use leptos::{prelude::*, task::spawn_local};

use super::method::choices;
use crate::{
    account::{context::AccountContext, screen::Prove},
    api::{self, Failure},
    error_message::ErrorMessage,
    parts::{
        CodeDelivery, CodeForm, code_instructions, counting_alert, dynamic_view, heading, paragraph, submit,
        tag,
    },
    passkey::{self, Credential, Options},
    words,
};

/// The state that the handlers of this screen share.
#[derive(Clone, Copy)]
struct ViewState {
    context: AccountContext,
    data: StoredValue<Prove>,
    /// The id of the marked method.
    marked: RwSignal<String>,
    busy: RwSignal<bool>,
    error: RwSignal<Option<ErrorMessage>>,
    /// The method whose code is being typed.
    chosen: RwSignal<Option<(OfferedMethod, Option<CodeDelivery>)>>,
}

/// Returns the view in which a factor is chosen and proved.
pub(super) fn prove(mut data: Prove, context: AccountContext) -> AnyView {
    if !passkey::works() {
        data.methods.retain(|method| method.kind != MethodKind::Passkey);
    }
    let first = data.methods.first().map(|method| method.id.clone()).unwrap_or_default();
    let state = ViewState {
        context,
        data: StoredValue::new(data),
        marked: RwSignal::new(first),
        busy: RwSignal::new(false),
        error: RwSignal::new(None),
        chosen: RwSignal::new(None),
    };
    dynamic_view(move || match state.chosen.get() {
        None => untrack(|| state.choose()),
        Some((method, sent)) => untrack(|| state.enter_code(method, sent)),
    })
}

impl ViewState {
    fn choose(self) -> AnyView {
        let methods = self.data.with_value(|data| data.methods.clone());
        let lead = if methods.is_empty() { words::no_method_left() } else { words::factor_lead() };
        let is_possible = !methods.is_empty();
        let listed = methods.into_iter().map(|method| (method.id, method.kind, method.hint));
        tag("form")
            .set("novalidate", "")
            .on_submit(move || self.ask())
            .tag(heading(words::prove_title_second()))
            .tag(paragraph("lead", lead))
            .tag(counting_alert(self.error))
            .tag(choices(words::prove_methods(), listed, self.marked))
            .tag_if(is_possible.then(|| submit(words::identify_submit(), words::working(), self.busy)))
            .into_view()
    }

    fn ask(self) {
        let is_marked = |method: &&OfferedMethod| *self.marked.read_untracked() == method.id;
        let method = self.data.with_value(|data| data.methods.iter().find(is_marked).cloned());
        let Some(method) = method.filter(|_| !self.busy.get_untracked()) else { return };
        self.error.set(None);
        self.busy.set(true);
        spawn_local(async move {
            let outcome = self.begin(method).await;
            self.busy.try_set(false);
            if let Err(failure) = outcome {
                self.context.handle_failure(&failure, self.error);
            }
        });
    }

    async fn begin(self, method: OfferedMethod) -> Result<(), Failure> {
        let sent = match method.kind {
            MethodKind::TextMessage | MethodKind::Mail => Some(send(&method.id).await?),
            MethodKind::AuthenticatorApp | MethodKind::RecoveryCode => None,
            MethodKind::Passkey => {
                let options = self.data.with_value(|data| data.passkey.clone());
                match prove_by_passkey(&method.id, options).await? {
                    Some(session) => self.context.proceed(&session, None).await,
                    None => self.error.set(Some(words::problem_credential_invalid().into())),
                }
                return Ok(());
            }
        };
        self.context.part_title.set(Some(words::code_title()));
        self.chosen.set(Some((method, sent)));
        Ok(())
    }

    fn enter_code(self, method: OfferedMethod, sent: Option<CodeDelivery>) -> AnyView {
        let form = CodeForm::new(method.kind, sent);
        let lead =
            code_instructions(method.kind).unwrap_or_else(|| words::code_sent_to(method.hint.as_str()));
        let id = StoredValue::new(method.id);
        let check = Callback::new(move |()| {
            if let Some(code) = form.take() {
                spawn_local(self.check(form, id.get_value(), code));
            }
        });
        let resend = Callback::new(move |()| {
            if form.begin() {
                spawn_local(self.resend(form, id.get_value()));
            }
        });
        let other = Callback::new(move |()| {
            self.context.part_title.set(None);
            self.chosen.set(None);
        });
        form.view((words::code_title(), lead), [check, resend, other], None)
    }

    async fn check(self, form: CodeForm, method: String, code: String) {
        match api::prove_factor::prove_factor(&method, &code).await {
            Ok(response) => self.context.proceed(&response.session, None).await,
            Err(failure) => {
                self.context.handle_failure(&failure, form.error);
                form.handle_check_failure(&failure);
            }
        }
        form.end();
    }

    async fn resend(self, form: CodeForm, method: String) {
        let outcome = send(&method).await;
        form.end();
        match outcome {
            Ok(sent) => form.show_resent(sent),
            Err(failure) => {
                form.handle_send_failure(&failure);
                self.context.handle_failure(&failure, form.error);
            }
        }
    }
}

async fn send(method: &str) -> Result<CodeDelivery, Failure> {
    let request = send_factor::Request { method: method.to_owned() };
    let sent = api::send_factor::send_factor(&request).await?;
    Ok(CodeDelivery::new(sent.code_length, &sent.code_expires_at, sent.resend_after_seconds))
}

/// Proves a factor by a passkey and returns the session, or `None` if the user or the browser declined.
pub(super) async fn prove_by_passkey(
    method: &str,
    options: Option<Options>,
) -> Result<Option<Session>, Failure> {
    let prompt = options.as_ref().and_then(passkey::get);
    let Some(credential) = Credential::from_prompt(prompt).await else { return Ok(None) };
    let response = api::prove_factor::prove_factor_by_passkey(method, &credential).await?;
    Ok(Some(response.session))
}
