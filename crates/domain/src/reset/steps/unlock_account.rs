//! Orders the lockout to be cleared.

use jiff::Timestamp;

use crate::{AccountLimits, OrderKind, Ordered, PlacedOrder, Policy, Reset, StepRefusal, Token};

impl Reset {
    /// Orders an unlocking, which needs every gate proved, whatever the person came for: who may not change the
    /// password yet may still be let in.
    pub fn unlock_account(
        self,
        token: Token,
        placed: PlacedOrder,
        limits: &AccountLimits,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<Ordered, StepRefusal> {
        self.place(OrderKind::UnlockAccount, token, placed, limits, policy, now)
    }
}
