//! The screen that registers a method: it is begun, and proved at once.

mod app;
mod destination;
mod destination_refusal;
mod finish;
mod passkey;
mod recovery_codes;

use api_contract::{ProblemKind, add_method::Request, start_reset::MethodKind};
use destination::DESTINATION;
use destination_refusal::refused_destination;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    account::{context::AccountContext, screen::AddMethod},
    api::{self, add_method::AddedMethod},
    error_message::ErrorMessage,
    parts::{FieldError, Tag, quiet_button},
    words::{self, Message},
};

pub(super) fn title(kind: MethodKind) -> Message {
    match kind {
        MethodKind::TextMessage => words::add_text_message_title(),
        MethodKind::Mail => words::add_mail_title(),
        MethodKind::AuthenticatorApp => words::add_authenticator_app_title(),
        MethodKind::Passkey => words::add_passkey_title(),
        MethodKind::RecoveryCode => words::add_recovery_code_title(),
    }
}

/// The state that the handlers of every kind share.
#[derive(Clone, Copy)]
struct ViewState {
    context: AccountContext,
    kind: MethodKind,
    busy: RwSignal<bool>,
    error: RwSignal<Option<ErrorMessage>>,
    destination_error: FieldError,
    /// The method whose registration has begun.
    added: RwSignal<Option<AddedMethod>>,
}

/// Returns the view for the kind of the method.
pub(super) fn add_method(data: &AddMethod, context: AccountContext) -> AnyView {
    let state = ViewState {
        context,
        kind: data.kind,
        busy: RwSignal::new(false),
        error: RwSignal::new(None),
        destination_error: FieldError::none(),
        added: RwSignal::new(None),
    };
    match data.kind {
        MethodKind::TextMessage | MethodKind::Mail => destination::destination(state),
        MethodKind::AuthenticatorApp => app::app(state),
        MethodKind::Passkey => passkey::passkey(state),
        MethodKind::RecoveryCode => {
            let is_there = data.info.methods.iter().any(|method| method.kind == MethodKind::RecoveryCode);
            recovery_codes::recovery_codes(is_there, state)
        }
    }
}

impl ViewState {
    /// Begins the registration unless a request is under way.
    fn begin(self, destination: Option<String>) {
        if self.busy.get_untracked() {
            return;
        }
        self.error.set(None);
        self.busy.set(true);
        spawn_local(async move {
            let request = Request { kind: self.kind, destination, name: None };
            // The view may be gone when the answer comes.
            let outcome = api::add_method::add_method(&request).await;
            self.busy.try_set(false);
            match outcome {
                Ok(added) => self.added.set(Some(added)),
                Err(failure) if failure.kind() == Some(ProblemKind::DestinationInvalid) => {
                    let typed = request.destination.unwrap_or_default();
                    self.destination_error.show(DESTINATION, refused_destination(self.kind, &typed));
                }
                Err(failure) => self.context.handle_failure(&failure, self.error),
            }
        });
    }

    /// Returns the button that leads back to the choice of methods.
    fn back(self) -> Tag {
        let press = Callback::new(move |()| spawn_local(self.context.ask_session()));
        quiet_button(words::add_back(), press)
    }
}
