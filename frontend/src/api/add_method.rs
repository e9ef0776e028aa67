//! Begins to register a method. Never repeated: each time may send a code.

use api_contract::add_method::{AddMethod, App, Request, SentCode};

use super::{
    call::{Answer, Authorization, exchange, http_request, read},
    json::{Json, Read, read_members},
};
use crate::passkey::Options;

/// A method that is being added.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AddedMethod {
    pub(crate) method: String,
    pub(crate) setup: MethodSetup,
}

/// The way in which the user finishes the registration.
#[derive(Clone, PartialEq)]
pub(crate) enum MethodSetup {
    /// The user types the code that was sent.
    Code(SentCode),
    /// The user sets up an authenticator app and types its code.
    App(App),
    /// The user creates a passkey.
    Passkey(Options),
    /// The user keeps these recovery codes.
    RecoveryCodes(Vec<String>),
}

/// Prints no secret.
impl std::fmt::Debug for MethodSetup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MethodSetup").finish_non_exhaustive()
    }
}

pub(crate) fn add_method(request: &Request) -> Answer<AddedMethod> {
    read(exchange(http_request::<AddMethod>(Authorization::Session, request), &[]))
}

impl Read for AddedMethod {
    fn read(json: &impl Json) -> Option<Self> {
        let sent = json.optional("sent")?.map(MethodSetup::Code);
        let app = json.optional("app")?.map(MethodSetup::App);
        let passkey = json.optional("passkey")?.map(MethodSetup::Passkey);
        let codes = json.optional("recoveryCodes")?.map(MethodSetup::RecoveryCodes);
        Some(Self { method: json.required("method")?, setup: sent.or(app).or(passkey).or(codes)? })
    }
}

read_members!(App { key: required, uri: required });
