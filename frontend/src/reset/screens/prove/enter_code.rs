//! The form in which a code is typed, or another one is requested.

use api_contract::{start_reset::MethodKind, verify_code::Request};
use leptos::{prelude::*, task::spawn_local};

use super::{ChosenMethod, send};
use crate::{
    api,
    clock::Moment,
    parts::{CodeForm, code_instructions, paragraph},
    reset::{
        error_action::final_limit,
        screen::{Reset, Screen},
        screens::{apply_action, handle_failure},
    },
    words::{self, Message},
};

/// The state that the handlers of this view share.
#[derive(Clone, Copy)]
struct ViewState {
    reset: StoredValue<Reset>,
    selection: StoredValue<ChosenMethod>,
    form: CodeForm,
    go: Callback<Screen>,
}

/// Returns the form that checks the code.
pub(super) fn enter_code(
    reset: StoredValue<Reset>,
    selection: ChosenMethod,
    chosen: RwSignal<Option<ChosenMethod>>,
    go: Callback<Screen>,
) -> AnyView {
    let form = CodeForm::new(selection.method.kind, selection.sent);
    let lead = lead(&selection);
    let user = reset.with_value(|reset| reset.user_id.clone());
    let foot = selection.sent.map(|_| paragraph("fine", words::code_nothing_came(user.as_str())));
    let state = ViewState { reset, selection: StoredValue::new(selection), form, go };
    let check = Callback::new(move |()| state.check());
    let resend = Callback::new(move |()| state.resend());
    let other = Callback::new(move |()| chosen.set(None));
    form.view((words::code_title(), lead), [check, resend, other], foot)
}

fn lead(selection: &ChosenMethod) -> Message {
    let hint = selection.method.hint.as_str();
    code_instructions(selection.method.kind).unwrap_or_else(|| match selection.method.kind {
        MethodKind::Mail if hint.is_empty() => words::code_lead_some_mail(),
        MethodKind::Mail => words::code_sent_to(hint),
        _ if hint.is_empty() => words::code_lead_some_text_message(),
        MethodKind::TextMessage
        | MethodKind::AuthenticatorApp
        | MethodKind::Passkey
        | MethodKind::RecoveryCode => words::code_sent_to(hint),
    })
}

impl ViewState {
    fn check(self) {
        let Some(code) = self.form.take() else { return };
        let method = self.selection.with_value(|selection| selection.method.id.clone());
        spawn_local(async move {
            let token = self.reset.with_value(|reset| reset.token.clone());
            let request = Request { method: method.clone(), code };
            let outcome = api::verify_code::verify_code(&token, &request).await;
            self.form.end();
            match outcome {
                Ok(response) => self.go.run(self.reset.get_value().after_proof(&method, response)),
                Err(failure) => {
                    self.form.handle_check_failure(&failure);
                    let action = final_limit(&failure, Moment::now());
                    self.reset.with_value(|reset| apply_action(action, reset, self.form.error, self.go));
                }
            }
        });
    }

    fn resend(self) {
        if !self.form.begin() {
            return;
        }
        let ChosenMethod { method, destination, .. } = self.selection.get_value();
        spawn_local(async move {
            let outcome = send(self.reset, &method, destination).await;
            self.form.end();
            match outcome {
                Ok(sent) => self.form.show_resent(sent),
                Err(failure) => {
                    self.form.handle_send_failure(&failure);
                    self.reset.with_value(|reset| handle_failure(&failure, reset, self.form.error, self.go));
                }
            }
        });
    }
}
