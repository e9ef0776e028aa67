//! Returns the state of an order. Changes nothing.

mod serve;

use std::convert::Infallible;

use api_contract::show_reset::{Receipt, Response, ShowReset as Step, State};
use domain::{JobId, ResetStatus, StepRefusal};
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success, rfc3339};
use step_kit::{ResetAuthenticator, StepError, retry};

pub use serve::serve;

#[derive(Debug)]
pub struct ShowReset {
    /// The resets and their tokens.
    pub reset_authenticator: ResetAuthenticator,
}

impl ShowReset {
    /// Returns the state of the order; a reset that is over is shown as expired.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let order_state = retry(now, || self.show(request.token.as_deref(), now)).await?;
        Ok(Success::new(match order_state {
            ResetStatus::Writing => plain(State::Writing),
            ResetStatus::Deferred { until } => {
                Response { deferred_until: Some(rfc3339(until)), ..plain(State::Writing) }
            }
            ResetStatus::Expired => plain(State::Expired),
            ResetStatus::Done { job, agent, at } => done(job, agent, at),
            ResetStatus::Refused(refusal) => {
                let Ok(refusal) = refusal.with_time(|time| Ok::<_, Infallible>(rfc3339(time)));
                Response { refusal: Some(refusal), ..plain(State::Refused) }
            }
        }))
    }

    async fn show(&self, token: Option<&str>, now: Timestamp) -> Result<ResetStatus, StepError> {
        match self.reset_authenticator.find(token, now).await {
            Ok((reset, token)) => Ok(reset.status(token, now)?),
            Err(StepError::Refused(StepRefusal::ResetExpired)) => Ok(ResetStatus::Expired),
            Err(error) => Err(error),
        }
    }
}

fn plain(state: State) -> Response {
    Response { state, refusal: None, deferred_until: None, receipt: None }
}

fn done(job: JobId, agent: String, at: Timestamp) -> Response {
    let receipt = Receipt { job: job.0, agent, at: rfc3339(at) };
    Response { receipt: Some(receipt), ..plain(State::Done) }
}
