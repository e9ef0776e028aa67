//! Orders whose envelopes were opened.

use agent_protocol::{Job, Order, OrderKind, sealing::Plaintext};
use zeroize::Zeroizing;

use crate::{
    directory::{Change, Purpose},
    keys::KeyRing,
};

/// An order to write, with its passwords in clear. It has no `Debug`, so that it cannot be logged.
pub enum OpenedOrder {
    Set { new: Zeroizing<String> },
    Change { current: Zeroizing<String>, new: Zeroizing<String> },
    Unlock,
}

impl OpenedOrder {
    /// Opens a job's order. Returns `None` if this agent cannot open it or if it writes nothing.
    pub(super) fn open(job: &Job, keys: &KeyRing) -> Option<Self> {
        match (&job.order, keys.open_job(job)) {
            (Order::UnlockAccount, _) => Some(Self::Unlock),
            (Order::SetPassword { .. }, Some(Plaintext::Reset { new })) => Some(Self::Set { new }),
            (Order::ChangePassword { .. }, Some(Plaintext::Change { current, new })) => {
                Some(Self::Change { current, new })
            }
            // There is no envelope for this agent, or it was sealed for another kind of order.
            (
                Order::SetPassword { .. } | Order::ChangePassword { .. } | Order::CheckPassword { .. },
                Some(Plaintext::Reset { .. } | Plaintext::Change { .. } | Plaintext::SignIn { .. }) | None,
            ) => None,
        }
    }

    pub(super) fn change(&self) -> Change<'_> {
        match self {
            Self::Set { new } => Change::SetPassword(new),
            Self::Change { current, new } => Change::ChangePassword { current, new },
            Self::Unlock => Change::Unlock,
        }
    }

    /// The account's new password, if the order sets one.
    pub(super) fn new_password(&self) -> Option<&str> {
        match self {
            Self::Set { new } | Self::Change { new, .. } => Some(new),
            Self::Unlock => None,
        }
    }

    /// The purpose for which the account is read. A change tries the current password, which may be wrong.
    pub(super) const fn purpose(&self) -> Purpose {
        match self {
            Self::Set { .. } | Self::Unlock => Purpose::Write,
            Self::Change { .. } => Purpose::Try,
        }
    }

    pub(super) const fn kind(&self) -> OrderKind {
        match self {
            Self::Set { .. } => OrderKind::SetPassword,
            Self::Change { .. } => OrderKind::ChangePassword,
            Self::Unlock => OrderKind::UnlockAccount,
        }
    }
}
