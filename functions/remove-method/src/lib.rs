//! Removes a registered method.

mod serve;

use api_contract::remove_method::{RemoveMethod as Step, Response};
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success};
use step_kit::SessionAuthenticator;
use store::{accounts::KnownAccount, settings::Settings};

pub use serve::serve;

#[derive(Debug)]
pub struct RemoveMethod {
    pub settings: Settings,
    pub session_authenticator: SessionAuthenticator,
}

impl RemoveMethod {
    /// Removes the method. Methods of the directory cannot be removed here.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let policy = self.settings.policy(now).await?;
        let method = request.body.method.clone();
        let remove =
            |registration: domain::Registration, _: &KnownAccount| registration.remove_method(&method, now);
        let session = self.session_authenticator.change_registration(&request, &policy, now, remove).await?;
        Ok(Success::new(Response { session }))
    }
}
