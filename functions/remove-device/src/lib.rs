//! Removes a known device.

mod serve;

use api_contract::remove_device::{RemoveDevice as Step, Response};
use domain::{DeviceId, Event, Policy};
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success};
use step_kit::{SessionAuthenticator, StepError, retry};
use store::{
    sessions::{SessionChange, SessionOutcome},
    settings::Settings,
};

pub use serve::serve;

#[derive(Debug)]
pub struct RemoveDevice {
    pub settings: Settings,
    pub session_authenticator: SessionAuthenticator,
}

impl RemoveDevice {
    /// Removes the device. A device that the account does not have is removed already.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let policy = self.settings.policy(now).await?;
        let session = retry(now, || self.remove(&request, &policy, now)).await?;
        Ok(Success::new(Response { session }))
    }

    async fn remove(
        &self,
        request: &Request<Step>,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<api_contract::session::Session, StepError> {
        let user = self.session_authenticator.admit(request, policy, now).await?;
        user.loaded.session.authorize_registration(&user.requirements)?;
        let device = DeviceId(request.body.device.clone());
        if let Some(limits) = user.loaded.limits.clone().remove_device(&device) {
            let change = SessionChange {
                outcome: SessionOutcome::Kept,
                limits: Some(&limits),
                registration: None,
                event: &Event::DeviceRemoved,
            };
            self.session_authenticator.sessions.save(&user.loaded, change, policy, now).await?;
        }
        Ok(user.session_response(policy))
    }
}
