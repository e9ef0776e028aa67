//! What setting a password and unlocking an account share: decide, save, queue.

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

use crate::{Admitted, ResetAuthenticator, StepError, retry, uuid};

/// Places orders.
#[derive(Debug)]
pub struct Orders {
    /// The policy.
    pub settings: Settings,
    /// Stores resets and issues tokens.
    pub reset_authenticator: ResetAuthenticator,
    /// Where jobs are queued.
    pub jobs: JobsQueue,
    /// Where the ends of those that are let wait are queued.
    pub deadlines: DeadlinesQueue,
}

/// What is to be ordered.
#[derive(Debug)]
pub struct OrderRequest {
    /// Digest of the request.
    pub request: RequestDigest,
    /// What agents are told to do.
    pub order: job::Order,
    /// Whether it waits for an agent.
    pub is_deferred: bool,
}

/// A transition of the rules that places an order.
pub type Place =
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

    /// Places an order, queues its job and returns the new token. A repeated request queues the same job again, which is
    /// one job to the queue and to the agents. An order that waits has its end queued first: none is ever forgotten.
    pub async fn place(
        &self,
        token: Option<&str>,
        wanted: OrderRequest,
        place: Place,
        now: Timestamp,
    ) -> Result<String, Failure> {
        let policy = self.settings.policy(now).await?;
        let OrderRequest { request, order, is_deferred } = wanted;
        let agents = sealed_to(&order);
        let new_order = NewOrder { job: JobId(uuid(random()?)), request, agents, is_deferred };
        let (reset, placed) =
            retry(now, || self.decide(token, new_order.clone(), place, &policy, now)).await?;
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
        new_order: NewOrder,
        place: Place,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<(Reset, Option<Order>), StepError> {
        let Admitted { loaded, token } = self.reset_authenticator.admit(token, now).await?;
        match place(loaded.reset, token, new_order, &loaded.limits, policy, now)? {
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

fn sealed_to(order: &job::Order) -> Vec<String> {
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
