//! Orders a new password.

use jiff::Timestamp;

use crate::reset::{Core, Proved, RequestDigest, TokenMatch, Writing};
use crate::{AccountLimits, Event, JobId, Order, OrderKind, Policy, Purpose, Reset, StepRefusal, Token};

/// An order that is to be placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOrder {
    pub job: JobId,
    pub request: RequestDigest,
    /// The ids of the agents that the password is sealed to; empty for the end of a lockout.
    pub agents: Vec<String>,
    /// Whether the order is deferred: all agents are offline, and the user lets it wait.
    pub is_deferred: bool,
}

/// The outcome of placing an order.
#[expect(clippy::large_enum_variant, reason = "made once per request and taken apart at once")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OrderOutcome {
    /// The order is placed. The caller saves the reset, then queues the job.
    Placed {
        /// The reset after the step.
        reset: Reset,
        order: Order,
        /// The account's limits after the step, if they change.
        limits: Option<AccountLimits>,
        /// The event for the audit trail.
        event: Event,
    },
    /// The request repeats the last one with the same token. The job may be queued again, since its id makes both one.
    Repeated {
        reset: Reset,
        /// The order, if it is still under way.
        order: Option<Order>,
    },
}

impl Reset {
    /// Orders a new password, which needs every gate and the purpose of a new password.
    pub fn set_password(
        self,
        token: Token,
        new_order: NewOrder,
        limits: &AccountLimits,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<OrderOutcome, StepRefusal> {
        self.place_order(OrderKind::SetPassword, token, new_order, limits, policy, now)
    }

    pub(crate) fn place_order(
        self,
        kind: OrderKind,
        token: Token,
        new_order: NewOrder,
        limits: &AccountLimits,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<OrderOutcome, StepRefusal> {
        if let TokenMatch::Repeated = self.core().match_token(token, &new_order.request, now)? {
            let order = if let Self::Writing(writing) = &self { Some(writing.order.clone()) } else { None };
            return Ok(OrderOutcome::Repeated { reset: self, order });
        }
        self.refuse_if_superseded_after_a_proof(limits)?;
        let proved = self.into_proved(now)?;
        if !allows(proved.core.purpose, kind) {
            return Err(StepRefusal::StepNotAllowed);
        }
        proved.write(kind, new_order, policy, now)
    }

    /// Returns the proved state of a reset in which an order may be placed: proved, refused, or with an order that
    /// expired.
    fn into_proved(self, now: Timestamp) -> Result<Proved, StepRefusal> {
        let core = match self {
            Self::Proving(_) => return Err(StepRefusal::GateMissing),
            Self::Proved(state) => state.core,
            Self::Refused(state) => state.core,
            Self::Writing(state) if now >= state.order.expires_at => state.core,
            Self::Writing(_) | Self::Done(_) => return Err(StepRefusal::StepNotAllowed),
        };
        if core.all_gates_proved() { Ok(Proved { core }) } else { Err(StepRefusal::GateMissing) }
    }
}

/// Returns whether a reset of this purpose may place an order of this kind. A reset for a new password may also unlock
/// the account.
const fn allows(purpose: Purpose, order: OrderKind) -> bool {
    match purpose {
        Purpose::ResetPassword => matches!(order, OrderKind::SetPassword | OrderKind::UnlockAccount),
        Purpose::UnlockAccount => matches!(order, OrderKind::UnlockAccount),
        Purpose::ChangePassword => matches!(order, OrderKind::ChangePassword),
    }
}

impl Proved {
    /// Places the order. Only this function creates the state [`Writing`].
    fn write(
        self,
        kind: OrderKind,
        new_order: NewOrder,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<OrderOutcome, StepRefusal> {
        let mut core: Core = self.core;
        if core.orders >= policy.limits.orders_per_reset.value() {
            return Err(StepRefusal::LimitReached { until: core.expires_at });
        }
        core.orders += 1;
        let expires_at = if new_order.is_deferred {
            now + policy.limits.deferred_order_ttl()
        } else {
            (now + policy.limits.job_ttl()).min(core.expires_at)
        };
        core.advance(Some(new_order.request), now);
        let NewOrder { job, agents, is_deferred, .. } = new_order;
        let order = Order { job, kind, ordered_at: now, expires_at, agents, is_deferred, taken_at: None };
        let deferred_until = is_deferred.then_some(expires_at);
        let event = Event::OrderPlaced { order: kind, job: order.job.0.clone(), deferred_until };
        let reset = Reset::Writing(Writing { core, order: order.clone() });
        Ok(OrderOutcome::Placed { reset, order, limits: None, event })
    }
}
