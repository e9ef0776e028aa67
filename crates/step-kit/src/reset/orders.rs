//! Orders to set or change a password or to unlock an account: decide, save, queue.

use agent_protocol::{Job, job};
use domain::{
    AccountLimits, JobId, NewOrder, Order, OrderOutcome, Policy, RequestDigest, Reset, StepRefusal, Token,
};
use jiff::Timestamp;
use lambda_kit::{Failure, now, random};
use store::{
    SecretName, Wiring,
    queues::{DeadlinesQueue, JobsQueue},
    settings::Settings,
};

use crate::{AuthenticatedReset, ResetAuthenticator, StepError, retry, uuid};

/// The service that places orders.
#[derive(Debug)]
pub struct Orders {
    pub settings: Settings,
    pub reset_authenticator: ResetAuthenticator,
    pub jobs: JobsQueue,
    /// The queue of the deadlines of deferred orders.
    pub deadlines: DeadlinesQueue,
}

/// A user's request to place an order.
#[derive(Debug)]
pub struct OrderRequest {
    pub request: RequestDigest,
    /// The order as agents get it.
    pub order: job::Order,
    /// Whether the order may wait for an agent.
    pub is_deferred: bool,
}

/// A transition of the domain that places an order.
pub type PlaceOrder =
    fn(Reset, Token, NewOrder, &AccountLimits, &Policy, Timestamp) -> Result<OrderOutcome, StepRefusal>;

impl Orders {
    /// Connects to the policy, the resets and the queues.
    pub async fn connect(wiring: &Wiring) -> Result<Self, lambda_kit::Error> {
        let jobs = wiring.jobs_queue()?;
        jobs.warm();
        let (settings, [token]) = wiring.settings_and_secrets([SecretName::Token], now()).await?;
        let reset_authenticator = ResetAuthenticator::connect(wiring, &token)?;
        Ok(Self { settings, reset_authenticator, jobs, deadlines: wiring.deadlines_queue()? })
    }

    /// Places an order, queues its job and returns the new token. A repeated request queues the same job again, which
    /// the queue and the agents treat as one job. The deadline of a deferred order is queued before its job, so that no
    /// order is forgotten.
    pub async fn place(
        &self,
        token: Option<&str>,
        order_request: OrderRequest,
        place_order: PlaceOrder,
        now: Timestamp,
    ) -> Result<String, Failure> {
        let policy = self.settings.policy(now).await?;
        let OrderRequest { request, order, is_deferred } = order_request;
        let agents = recipients(&order);
        let placed = NewOrder { job: JobId(uuid(random()?)), request, agents, is_deferred };
        let (reset, placed) =
            retry(now, || self.decide(token, placed.clone(), place_order, &policy, now)).await?;
        if let Some(placed) = placed {
            if placed.is_deferred {
                self.deadlines.queue(reset.id(), &placed.job, placed.expires_at, now).await?;
            }
            self.jobs.send(&job(&reset, &placed, order)).await?;
        }
        self.reset_authenticator.token_for(&reset)
    }

    async fn decide(
        &self,
        token: Option<&str>,
        placed: NewOrder,
        place_order: PlaceOrder,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<(Reset, Option<Order>), StepError> {
        let AuthenticatedReset { loaded, token } = self.reset_authenticator.admit(token, now).await?;
        match place_order(loaded.reset, token, placed, &loaded.limits, policy, now)? {
            OrderOutcome::Repeated { reset, order } => Ok((reset, order)),
            OrderOutcome::Placed { reset, order, limits, event } => {
                self.reset_authenticator
                    .resets()
                    .save(&loaded.versions, &reset, limits.as_ref(), &event, now)
                    .await?;
                Ok((reset, Some(order)))
            }
        }
    }
}

fn recipients(order: &job::Order) -> Vec<String> {
    order.envelopes().iter().map(|sealed| sealed.agent.clone()).collect()
}

fn job(reset: &Reset, placed: &Order, order: job::Order) -> Job {
    Job {
        id: placed.job.0.clone(),
        reset: reset.id().0.clone(),
        account: reset.subject().account.0.clone(),
        ordered_at: placed.ordered_at.as_second(),
        expires_at: placed.expires_at.as_second(),
        reset_expires_at: reset.expires_at().as_second(),
        is_deferred: placed.is_deferred,
        order,
    }
}
