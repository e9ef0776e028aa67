//! Orders the current password to be replaced by a new one.

use jiff::Timestamp;

use crate::{AccountLimits, NewOrder, OrderKind, OrderOutcome, Policy, Reset, StepRefusal, Token};

impl Reset {
    /// Orders a change, which needs the purpose of one. A wrong current password counts in the directory like one at a
    /// sign-in, and so it does here, until the directory says otherwise.
    pub fn change_password(
        self,
        token: Token,
        new_order: NewOrder,
        limits: &AccountLimits,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<OrderOutcome, StepRefusal> {
        match self.place_order(OrderKind::ChangePassword, token, new_order, limits, policy, now)? {
            OrderOutcome::Placed { reset, order, event, .. } => {
                let limits = Some(limits.clone().count_password(&policy.limits, now)?);
                Ok(OrderOutcome::Placed { reset, order, limits, event })
            }
            repeated @ OrderOutcome::Repeated { .. } => Ok(repeated),
        }
    }
}
