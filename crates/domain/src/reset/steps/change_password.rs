//! Orders a change of the current password.

use jiff::Timestamp;

use crate::{AccountLimits, NewOrder, OrderKind, OrderOutcome, Policy, Reset, StepRefusal, Token};

impl Reset {
    /// Orders a change, which needs the purpose of a change. The directory counts a wrong current password like one at
    /// a sign-in. So the current password counts as wrong here until the directory says otherwise.
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
                let (limits, _) = limits.clone().count_password(reset.caller(), &policy.limits, now)?;
                Ok(OrderOutcome::Placed { reset, order, limits: Some(limits), event })
            }
            repeated @ OrderOutcome::Repeated { .. } => Ok(repeated),
        }
    }
}
