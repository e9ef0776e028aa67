//! The code is typed, or another one is asked for.

use api_contract::{start_reset::MethodKind, verify_code::Request};
use leptos::{prelude::*, task::spawn_local};

use super::{Asked, send};
use crate::{
    api,
    clock::Moment,
    parts::{CodeForm, at_hand, paragraph},
    reset::{
        screen::{Reset, Screen},
        screens::{settle, settle_failure},
        trouble::final_limit,
    },
    words::{self, Message},
};

/// What the handlers of this place share.
#[derive(Clone, Copy)]
struct Place {
    reset: StoredValue<Reset>,
    asked: StoredValue<Asked>,
    form: CodeForm,
    go: Callback<Screen>,
}

/// Takes the code and checks it.
pub(super) fn enter_code(
    reset: StoredValue<Reset>,
    asked: Asked,
    chosen: RwSignal<Option<Asked>>,
    go: Callback<Screen>,
) -> AnyView {
    let form = CodeForm::of(asked.method.kind, asked.sent);
    let lead = lead(&asked);
    let user = reset.with_value(|reset| reset.user_id.clone());
    let foot = asked.sent.map(|_| paragraph("fine", words::code_nothing_came(user.as_str())));
    let place = Place { reset, asked: StoredValue::new(asked), form, go };
    let check = Callback::new(move |()| place.check());
    let resend = Callback::new(move |()| place.resend());
    let other = Callback::new(move |()| chosen.set(None));
    form.view((words::code_title(), lead), [check, resend, other], foot)
}

fn lead(asked: &Asked) -> Message {
    let hint = asked.method.hint.as_str();
    at_hand(asked.method.kind).unwrap_or_else(|| match asked.method.kind {
        MethodKind::Mail => words::code_lead_mail(hint),
        MethodKind::TextMessage
        | MethodKind::AuthenticatorApp
        | MethodKind::Passkey
        | MethodKind::RecoveryCode => words::code_lead_text_message(hint),
    })
}

impl Place {
    fn check(self) {
        let Some(code) = self.form.take() else { return };
        let method = self.asked.with_value(|asked| asked.method.id.clone());
        spawn_local(async move {
            let token = self.reset.with_value(|reset| reset.token.clone());
            let request = Request { method: method.clone(), code };
            let outcome = api::verify_code::verify_code(&token, &request).await;
            self.form.end();
            match outcome {
                Ok(response) => self.go.run(self.reset.get_value().proved(&method, response)),
                Err(failure) => {
                    self.form.not_verified(&failure);
                    let follows = final_limit(&failure, Moment::now());
                    self.reset.with_value(|reset| settle(follows, reset, self.form.trouble, self.go));
                }
            }
        });
    }

    fn resend(self) {
        if !self.form.begin() {
            return;
        }
        let Asked { method, destination, .. } = self.asked.get_value();
        spawn_local(async move {
            let outcome = send(self.reset, &method, destination).await;
            self.form.end();
            match outcome {
                Ok(sent) => self.form.sent_again(sent),
                Err(failure) => {
                    self.form.not_sent(&failure);
                    self.reset
                        .with_value(|reset| settle_failure(&failure, reset, self.form.trouble, self.go));
                }
            }
        });
    }
}
