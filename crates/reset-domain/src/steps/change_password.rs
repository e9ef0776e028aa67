//! Orders the current password to be replaced by a new one.

use jiff::Timestamp;

use crate::{AccountLimits, OrderKind, Ordered, PlacedOrder, Policy, Refusal, Reset, Token};

/// An order of a change, and what it makes of the account's limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderedChange {
    /// The order.
    pub ordered: Ordered,
    /// The account's limits after it: the current password counts as wrong until the directory says otherwise. Nothing
    /// where the request is repeated.
    pub limits: Option<AccountLimits>,
}

impl Reset {
    /// Orders a change, which needs the purpose of one. A wrong current password counts in the directory like one at a
    /// sign-in, and so it does here.
    pub fn change_password(
        self,
        token: Token,
        placed: PlacedOrder,
        limits: AccountLimits,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<OrderedChange, Refusal> {
        let ordered = self.place(OrderKind::ChangePassword, token, placed, &limits, policy, now)?;
        let limits = match ordered {
            Ordered::Placed { .. } => Some(limits.count_password(&policy.limits, now)?),
            Ordered::Repeated { .. } => None,
        };
        Ok(OrderedChange { ordered, limits })
    }
}
