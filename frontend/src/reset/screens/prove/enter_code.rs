//! The form in which a code is typed, or another one is requested.

use api_contract::{start_reset::MethodKind, verify_code::Request};
use leptos::{prelude::*, task::spawn_local};

use super::send;
use crate::{
    api,
    clock::Moment,
    parts::{CodeForm, code_instructions, paragraph},
    reset::{
        error_action::final_limit,
        resume,
        screen::{ChosenMethod, EnterCode, Screen},
        screens::{apply_action, handle_failure},
    },
    words::{self, Message},
};

/// The state that the handlers of this view share.
#[derive(Clone, Copy)]
struct ViewState {
    data: StoredValue<EnterCode>,
    form: CodeForm,
    go: Callback<Screen>,
}

/// Returns the form that checks the code.
pub(in crate::reset::screens) fn enter_code(data: EnterCode, go: Callback<Screen>) -> AnyView {
    let form = CodeForm::new(data.chosen.method.kind, data.chosen.sent);
    let lead = lead(&data.chosen);
    let foot =
        data.chosen.sent.map(|_| paragraph("fine", words::code_nothing_came(data.reset.user_id.as_str())));
    let state = ViewState { data: StoredValue::new(data), form, go };
    let check = Callback::new(move |()| state.check());
    let resend = Callback::new(move |()| state.resend());
    let other = Callback::new(move |()| state.choose_another());
    form.view((words::code_title(), lead), [check, resend, other], foot)
}

fn lead(chosen: &ChosenMethod) -> Message {
    let hint = chosen.method.hint.as_str();
    code_instructions(chosen.method.kind).unwrap_or_else(|| match chosen.method.kind {
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
        // The user may leave this screen before the answer comes.
        let EnterCode { reset, chosen } = self.data.get_value();
        spawn_local(async move {
            let request = Request { method: chosen.method.id.clone(), code };
            let outcome = api::verify_code::verify_code(&reset.token, &request).await;
            self.form.end();
            match outcome {
                Ok(response) => self.go.run(reset.after_proof(&chosen.method.id, response)),
                Err(failure) => {
                    let action = final_limit(&failure, Moment::now());
                    apply_action(action, &reset, self.form.error, self.go);
                    self.form.handle_check_failure(&failure);
                }
            }
        });
    }

    fn resend(self) {
        if !self.form.begin() {
            return;
        }
        let EnterCode { reset, chosen } = self.data.get_value();
        spawn_local(async move {
            let outcome = send(reset, chosen.method, chosen.destination).await;
            self.form.end();
            match outcome {
                // The token is a new one, wherever the user is now.
                Ok(next) if self.data.try_set_value(next.clone()).is_some() => {
                    self.go.run(Screen::EnterCode(next));
                }
                Ok(next) => {
                    resume::keep(&Screen::EnterCode(next.clone()));
                    if let Some(sent) = next.chosen.sent {
                        self.form.show_resent(sent);
                    }
                }
                Err((reset, failure)) => {
                    self.form.handle_send_failure(&failure);
                    handle_failure(&failure, &reset, self.form.error, self.go);
                }
            }
        });
    }

    /// Goes back to the methods. A code that can still be typed can be found again there.
    fn choose_another(self) {
        let mut data = self.data.get_value();
        if self.form.is_over() {
            data.chosen.sent = None;
        }
        self.go.run(data.choose_another());
    }
}
