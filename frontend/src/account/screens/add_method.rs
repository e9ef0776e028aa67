//! A method is added: begun, and proved at once.

mod app;
mod destination;
mod made;
mod passkey;
mod recovery_codes;

use api_contract::{add_method::Request, start_reset::MethodKind};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    account::{here::Here, screen::AddMethod},
    api::{self, add_method::Added},
    parts::Tag,
    parts::quiet,
    trouble::Trouble,
    words::{self, Message},
};

/// What is being added.
pub(super) fn title(kind: MethodKind) -> Message {
    match kind {
        MethodKind::TextMessage => words::add_text_message_title(),
        MethodKind::Mail => words::add_mail_title(),
        MethodKind::AuthenticatorApp => words::add_authenticator_app_title(),
        MethodKind::Passkey => words::add_passkey_title(),
        MethodKind::RecoveryCode => words::add_recovery_code_title(),
    }
}

/// What the handlers of every kind share.
#[derive(Clone, Copy)]
struct Place {
    here: Here,
    kind: MethodKind,
    busy: RwSignal<bool>,
    trouble: RwSignal<Option<Trouble>>,
    /// What was begun.
    added: RwSignal<Option<Added>>,
}

/// The way of its kind.
pub(super) fn add_method(data: &AddMethod, here: Here) -> AnyView {
    let place = Place {
        here,
        kind: data.kind,
        busy: RwSignal::new(false),
        trouble: RwSignal::new(None),
        added: RwSignal::new(None),
    };
    match data.kind {
        MethodKind::TextMessage | MethodKind::Mail => destination::destination(place),
        MethodKind::AuthenticatorApp => app::app(place),
        MethodKind::Passkey => passkey::passkey(place),
        MethodKind::RecoveryCode => {
            let is_there = data.info.methods.iter().any(|method| method.kind == MethodKind::RecoveryCode);
            recovery_codes::recovery_codes(is_there, place)
        }
    }
}

impl Place {
    /// Begins, where nothing is under way.
    fn begin(self, destination: Option<String>) {
        if self.busy.get_untracked() {
            return;
        }
        self.trouble.set(None);
        self.busy.set(true);
        spawn_local(async move {
            let request = Request { kind: self.kind, destination, name: None };
            let outcome = api::add_method::add_method(&request).await;
            self.busy.try_set(false);
            match outcome {
                Ok(added) => self.added.set(Some(added)),
                Err(failure) => self.here.settle(&failure, self.trouble),
            }
        });
    }

    /// Back to where it was chosen.
    fn back(self) -> Tag {
        let press = Callback::new(move |()| spawn_local(self.here.ask_session()));
        quiet(words::add_back(), press)
    }
}
