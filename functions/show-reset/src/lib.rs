//! Returns the state of an order. Changes nothing.

mod serve;

use std::convert::Infallible;

use api_contract::show_reset::{Receipt, Response, ShowReset as Step, State};
use domain::{JobId, ResetStatus, StepRefusal};
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success, rfc3339};
use step_kit::{Devices, ResetAuthenticator, StepError, retry};

pub use serve::serve;

#[derive(Debug)]
pub struct ShowReset {
    pub reset_authenticator: ResetAuthenticator,
    /// Makes the browser a known device.
    pub devices: Devices,
}

impl ShowReset {
    /// Returns the state of the order; a reset that is over is shown as expired. A browser in which the reset is done
    /// becomes a known device.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let Shown { order_state, device } = retry(now, || self.show(&request, now)).await?;
        let success = Success::new(match order_state {
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
        });
        Ok(success.with_device(device.as_deref()))
    }

    async fn show(&self, request: &Request<Step>, now: Timestamp) -> Result<Shown, StepError> {
        match self.reset_authenticator.find(request.token.as_deref(), now).await {
            Ok((reset, token)) => {
                let order_state = reset.status(token, now)?;
                let account = &reset.subject().account;
                let device = reset.device().map(|device| self.devices.cookie(request, account, &device));
                Ok(Shown { order_state, device })
            }
            Err(StepError::Refused(StepRefusal::ResetExpired)) => {
                Ok(Shown { order_state: ResetStatus::Expired, device: None })
            }
            Err(error) => Err(error),
        }
    }
}

/// The state of an order, and the cookie of the known device if it is done.
struct Shown {
    order_state: ResetStatus,
    device: Option<String>,
}

fn plain(state: State) -> Response {
    Response { state, refusal: None, deferred_until: None, receipt: None }
}

fn done(job: JobId, agent: String, at: Timestamp) -> Response {
    let receipt = Receipt { job: job.0, agent, at: rfc3339(at) };
    Response { receipt: Some(receipt), ..plain(State::Done) }
}
