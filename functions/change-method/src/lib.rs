//! Names a registered method, makes it the preferred one, or notes whether it is still the user's.

mod serve;

use api_contract::{
    ProblemKind,
    change_method::{ChangeMethod as Step, Request as ChangeRequest, Response},
};
use domain::{Registration, registration::MethodChange};
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success};
use step_kit::{SessionAuthenticator, validate_name};
use store::{accounts::KnownAccount, settings::Settings};

pub use serve::serve;

#[derive(Debug)]
pub struct ChangeMethod {
    pub settings: Settings,
    pub session_authenticator: SessionAuthenticator,
}

impl ChangeMethod {
    /// Makes all requested changes, or none.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        if let Some(name) = &request.body.name {
            validate_name(name)?;
        } else if !request.body.prefer && request.body.answer.is_none() {
            return Err(Failure::refused(ProblemKind::MalformedRequest));
        }
        let policy = self.settings.policy(now).await?;
        let ChangeRequest { method, name, prefer, answer } = request.body.clone();
        let change = MethodChange { name: name.map(|name| name.trim().to_owned()), prefer, answer };
        let change = |registration: Registration, account: &KnownAccount| {
            registration.change_method(&method, &change, &account.directory, now)
        };
        let session = self.session_authenticator.change_registration(&request, &policy, now, change).await?;
        Ok(Success::new(Response { session }))
    }
}
