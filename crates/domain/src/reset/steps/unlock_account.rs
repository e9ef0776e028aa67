//! Orders the end of a lockout.

use jiff::Timestamp;

use crate::{AccountLimits, NewOrder, OrderKind, OrderOutcome, Policy, Reset, StepRefusal, Token};

impl Reset {
    /// Orders the end of a lockout, which needs every gate. A reset for a new password may also order it, because the
    /// password may be too recent to be changed.
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
