//! Begins to register a method: sends a code to a destination, makes the secret of an app, asks for a passkey, or makes
//! recovery codes, which count at once.

mod credential;
mod destination;
mod serve;

use api_contract::{
    ProblemKind,
    add_method::{AddMethod as Step, Response},
};
use crypto::names::NameKey;
use domain::{MethodKind, Policy};
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success, random};
use step_kit::{CodeSender, FactorVerifier, SessionAuthenticator, uuid, validate_name};
use store::{accounts::Accounts, settings::Settings};

pub use serve::serve;

#[derive(Debug)]
pub struct AddMethod {
    /// The policy and the directory's domains.
    pub settings: Settings,
    pub session_authenticator: SessionAuthenticator,
    /// The accounts, to recognize a user's own work mail.
    pub accounts: Accounts,
    /// The key that hashes names and destinations.
    pub names: NameKey,
    pub code_sender: CodeSender,
    /// The keys of secrets, codes and passkeys.
    pub verifier: FactorVerifier,
}

/// A method that is being added.
struct NewMethod<'a> {
    request: &'a Request<Step>,
    id: String,
    name: String,
    policy: &'a Policy,
    now: Timestamp,
}

impl AddMethod {
    /// Begins to add a method. The response has everything that the user needs to prove it.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let name = request.body.name.clone().unwrap_or_default().trim().to_owned();
        validate_name(&name)?;
        let policy = self.settings.policy(now).await?;
        let new = NewMethod { request: &request, id: uuid(random()?), name, policy: &policy, now };
        let kind = request.body.kind;
        let response = match (kind, &request.body.destination) {
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
        Ok(Success::new(response))
    }
}

impl NewMethod<'_> {
    /// Returns a response with nothing but the id.
    fn response(&self) -> Response {
        Response { method: self.id.clone(), sent: None, app: None, passkey: None, recovery_codes: None }
    }
}
