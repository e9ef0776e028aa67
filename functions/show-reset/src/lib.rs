//! Returns the state of an order. Changes nothing.

mod serve;

use std::convert::Infallible;

use api_contract::show_reset::{Receipt, Response, ShowReset as Step, State};
use domain::{JobId, Shown, StepRefusal};
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
            Shown::Writing => plain(State::Writing),
            Shown::KeepsTrying { until } => {
                Response { keeps_trying_until: Some(rfc3339(until)), ..plain(State::Writing) }
            }
            Shown::Expired => plain(State::Expired),
            Shown::Done { job, agent, at } => done(job, agent, at),
            Shown::Refused(refusal) => {
                let Ok(refusal) = refusal.with_time(|time| Ok::<_, Infallible>(rfc3339(time)));
                Response { refusal: Some(refusal), ..plain(State::Refused) }
            }
        }))
    }

    async fn show(&self, token: Option<&str>, now: Timestamp) -> Result<Shown, StepError> {
        match self.reset_authenticator.find(token, now).await {
            Ok((reset, token)) => Ok(reset.show(token, now)?),
            Err(StepError::Refused(StepRefusal::ResetExpired)) => Ok(Shown::Expired),
            Err(error) => Err(error),
        }
    }
}

fn plain(state: State) -> Response {
    Response { state, refusal: None, keeps_trying_until: None, receipt: None }
}

fn done(job: JobId, agent: String, at: Timestamp) -> Response {
    let receipt = Receipt { job: job.0, agent, at: rfc3339(at) };
    Response { receipt: Some(receipt), ..plain(State::Done) }
}
