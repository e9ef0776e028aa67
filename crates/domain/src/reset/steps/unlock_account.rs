//! Orders the lockout to be cleared.

use jiff::Timestamp;

use crate::{AccountLimits, NewOrder, OrderKind, OrderOutcome, Policy, Reset, StepRefusal, Token};

impl Reset {
    /// Orders an unlocking, which needs every gate proved, whatever the person came for: who may not change the
    /// password yet may still be let in.
    pub fn unlock_account(
        self,
        token: Token,
        new_order: NewOrder,
        limits: &AccountLimits,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<OrderOutcome, StepRefusal> {
        self.place_order(OrderKind::UnlockAccount, token, new_order, limits, policy, now)
    }
}
