//! Cancels an order that waits for an agent: from the page that placed it, or by the link in a notice.

mod serve;

use api_contract::{
    ProblemKind,
    cancel_order::{CancelOrder as Step, Response},
};
use crypto::{link::CancelLinks, signer::TokenError};
use domain::{CancelOutcome, CancelRequest, JobId, ResetId};
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success};
use step_kit::{Admitted, ResetAuthenticator, StepError, retry};
use store::resets::Loaded;

pub use serve::serve;

/// What the step needs.
#[derive(Debug)]
pub struct CancelOrder {
    /// Stores resets and reads their tokens.
    pub reset_authenticator: ResetAuthenticator,
    /// Reads links.
    pub links: CancelLinks,
}

impl CancelOrder {
    /// Cancels it. Repeated, it is answered alike; once an agent has taken the job it is too late.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        retry(now, || self.cancel(request.token.as_deref(), now)).await?;
        Ok(Success::new(Response {}))
    }

    async fn cancel(&self, token: Option<&str>, now: Timestamp) -> Result<(), StepError> {
        let (loaded, cancel_request) = self.admit(token, now).await?;
        if let CancelOutcome::Recorded { reset, event } = loaded.reset.cancel_order(&cancel_request, now)? {
            self.reset_authenticator.resets().save(&loaded.versions, &reset, None, &event, now).await?;
        }
        Ok(())
    }

    /// The reset that the bearer speaks for, whichever of the two kinds of token it brings.
    async fn admit(&self, token: Option<&str>, now: Timestamp) -> Result<(Loaded, CancelRequest), StepError> {
        let Some(token) = token.filter(|token| CancelLinks::is_cancel_link(token)) else {
            let Admitted { loaded, token } = self.reset_authenticator.admit(token, now).await?;
            return Ok((loaded, CancelRequest::Page(token)));
        };
        let link = self.links.verify(token, now).map_err(|error| {
            Failure::refused(match error {
                TokenError::Invalid => ProblemKind::TokenInvalid,
                TokenError::Expired => ProblemKind::ResetExpired,
            })
        })?;
        let loaded = self.reset_authenticator.resets().load_by_id(&ResetId(link.reset)).await?;
        let loaded = loaded.ok_or_else(|| Failure::refused(ProblemKind::TokenInvalid))?;
        Ok((loaded, CancelRequest::Notice(JobId(link.job))))
    }
}
