//! Orders the current password to be replaced by a new one.

use jiff::Timestamp;

use crate::{AccountLimits, OrderKind, Ordered, PlacedOrder, Policy, Reset, StepRefusal, Token};

impl Reset {
    /// Orders a change, which needs the purpose of one. A wrong current password counts in the directory like one at a
    /// sign-in, and so it does here, until the directory says otherwise.
    pub fn change_password(
        self,
        token: Token,
        placed: PlacedOrder,
        limits: &AccountLimits,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<Ordered, StepRefusal> {
        match self.place(OrderKind::ChangePassword, token, placed, limits, policy, now)? {
            Ordered::Placed { reset, order, event, .. } => {
                let limits = Some(limits.clone().count_password(&policy.limits, now)?);
                Ok(Ordered::Placed { reset, order, limits, event })
            }
            repeated @ Ordered::Repeated { .. } => Ok(repeated),
        }
    }
}
