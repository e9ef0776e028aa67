//! Cancels a deferred order: from the page that placed it, or by the link in a notice.

mod serve;

use api_contract::{
    ProblemKind,
    cancel_order::{CancelOrder as Step, Response},
};
use crypto::link::CancelLinks;
use domain::{CancelOutcome, CancelRequest, JobId, ResetId};
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success};
use step_kit::{AuthenticatedReset, ResetAuthenticator, StepError, retry, token_failure};
use store::resets::LoadedReset;

pub use serve::serve;

#[derive(Debug)]
pub struct CancelOrder {
    pub reset_authenticator: ResetAuthenticator,
    pub links: CancelLinks,
}

impl CancelOrder {
    /// Cancels the order. A repeated request gets the same answer. Once an agent has taken the job it is too late.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        retry(now, || self.cancel(request.token.as_deref(), now)).await?;
        Ok(Success::new(Response {}))
    }

    async fn cancel(&self, token: Option<&str>, now: Timestamp) -> Result<(), StepError> {
        let (loaded, canceller) = self.admit(token, now).await?;
        if let CancelOutcome::Recorded { reset, event } = loaded.reset.cancel_order(&canceller, now)? {
            self.reset_authenticator.resets().save(&loaded.versions, &reset, None, &event, now).await?;
        }
        Ok(())
    }

    /// Loads the reset that the token names, of whichever of the two kinds it is.
    async fn admit(
        &self,
        token: Option<&str>,
        now: Timestamp,
    ) -> Result<(LoadedReset, CancelRequest), StepError> {
        let Some(token) = token.filter(|token| CancelLinks::is_cancel_link(token)) else {
            let AuthenticatedReset { loaded, token } = self.reset_authenticator.admit(token, now).await?;
            return Ok((loaded, CancelRequest::Page(token)));
        };
        let link = self.links.verify(token, now).map_err(token_failure)?;
        let loaded = self.reset_authenticator.resets().load_by_id(&ResetId(link.reset)).await?;
        let loaded = loaded.ok_or_else(|| Failure::refused(ProblemKind::TokenInvalid))?;
        Ok((loaded, CancelRequest::Notice(JobId(link.job))))
    }
}
