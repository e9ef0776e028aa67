//! Begins to register a method: sends a code to a destination, makes the secret of an app, asks for a passkey, or makes
//! recovery codes, which count at once.

mod credential;
mod destination;
mod serve;

use api_contract::{
    ProblemKind,
    add_method::{AddMethod as Step, MethodKind as Kind, Response},
};
use crypto::names::NameKey;
use domain::{MethodKind, Policy};
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success, random};
use step_kit::{CodeSender, FactorVerifier, SessionAuthenticator, uuid, validate_name};
use store::{accounts::Accounts, settings::Settings};

pub use serve::serve;

/// What the step needs.
#[derive(Debug)]
pub struct AddMethod {
    /// The policy and the directory's domains.
    pub settings: Settings,
    /// Admits who is signed in.
    pub session_authenticator: SessionAuthenticator,
    /// Whose a work mail is.
    pub accounts: Accounts,
    /// Keyed hashes of names and destinations.
    pub names: NameKey,
    /// Makes and sends codes.
    pub code_sender: CodeSender,
    /// Makes what people hold.
    pub verifier: FactorVerifier,
}

/// What is being added, beside its kind.
struct New<'a> {
    request: &'a Request<Step>,
    id: String,
    name: String,
    policy: &'a Policy,
    now: Timestamp,
}

impl AddMethod {
    /// Begins with it. The answer has what the person needs to prove it.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let name = request.body.name.clone().unwrap_or_default().trim().to_owned();
        validate_name(&name)?;
        let policy = self.settings.policy(now).await?;
        let new = New { request: &request, id: uuid(random()?), name, policy: &policy, now };
        let kind = kind(request.body.kind);
        let answer = match (kind, &request.body.destination) {
            (MethodKind::TextMessage | MethodKind::Mail, Some(typed)) => {
                self.add_destination(&new, kind, typed).await?
            }
            (MethodKind::AuthenticatorApp, None) => self.add_app(&new).await?,
            (MethodKind::Passkey, None) => self.add_passkey(&new).await?,
            (MethodKind::RecoveryCode, None) => return self.add_recovery_codes(&new).await,
            (MethodKind::TextMessage | MethodKind::Mail, None)
            | (MethodKind::AuthenticatorApp | MethodKind::Passkey | MethodKind::RecoveryCode, Some(_)) => {
                return Err(Failure::refused(ProblemKind::MalformedRequest));
            }
        };
        Ok(Success::new(answer))
    }
}

impl New<'_> {
    /// An answer with nothing but the id.
    fn answer(&self) -> Response {
        Response { method: self.id.clone(), sent: None, app: None, passkey: None, recovery_codes: None }
    }
}

const fn kind(kind: Kind) -> MethodKind {
    match kind {
        Kind::TextMessage => MethodKind::TextMessage,
        Kind::Mail => MethodKind::Mail,
        Kind::AuthenticatorApp => MethodKind::AuthenticatorApp,
        Kind::Passkey => MethodKind::Passkey,
        Kind::RecoveryCode => MethodKind::RecoveryCode,
    }
}
