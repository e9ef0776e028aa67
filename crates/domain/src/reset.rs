//! Resets: their states, steps, codes and orders.

mod core;
mod names;
mod order;
pub(crate) mod steps;
pub mod stored;

use jiff::Timestamp;

pub(crate) use self::core::{Core, TokenMatch};
pub use self::{
    core::{LastStep, Proof},
    names::{AccountId, JobId, Purpose, RequestDigest, ResetId, SendId, Subject, Token},
    order::{Order, OrderKind},
};
use crate::{Caller, ClientInfo, DeviceId, DirectoryRefusal, Method, MethodId, MethodKind};

/// The newest code that was sent, or that was not sent and looks so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentCode {
    /// The id of the sending, from which the code is derived.
    pub id: SendId,
    /// The method to which the code was sent.
    pub method: MethodId,
    /// The time when the code expires.
    pub expires_at: Timestamp,
    /// The time when the method's next code may be sent.
    pub resend_at: Timestamp,
    /// The number of digits of the code.
    pub digits: u32,
    /// Whether it was not sent: the typed destination is not the method's, or the reset is superseded. No guess at it
    /// is right.
    pub is_withheld: bool,
}

/// A reset in one of its states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reset {
    /// Not every gate is proved.
    Proving(Proving),
    /// Every gate is proved.
    Proved(Proved),
    /// An order is queued or deferred, and has no outcome yet.
    Writing(Writing),
    /// The directory confirmed the order.
    Done(Done),
    /// The order was refused. Another may follow.
    Refused(Refused),
}

/// A reset whose gates are not all proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proving {
    pub(crate) core: Core,
    pub(crate) sent: Option<SentCode>,
}

/// A reset whose every gate is proved. Only the steps and the checked reading of a stored reset create this state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proved {
    pub(crate) core: Core,
}

/// A reset with an order that is queued or deferred, and has no outcome yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Writing {
    pub(crate) core: Core,
    pub(crate) order: Order,
}

/// A reset whose order the directory confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    pub(crate) core: Core,
    pub(crate) order: Order,
    pub(crate) agent: String,
    pub(crate) at: Timestamp,
}

/// A reset whose last order was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    pub(crate) core: Core,
    pub(crate) order: Order,
    pub(crate) refusal: DirectoryRefusal,
}

impl Reset {
    pub(crate) fn core(&self) -> &Core {
        match self {
            Self::Proving(state) => &state.core,
            Self::Proved(state) => &state.core,
            Self::Writing(state) => &state.core,
            Self::Done(state) => &state.core,
            Self::Refused(state) => &state.core,
        }
    }

    pub fn id(&self) -> &ResetId {
        &self.core().id
    }

    /// Returns the account or the decoy.
    pub fn subject(&self) -> &Subject {
        &self.core().subject
    }

    /// Returns the caller whose counts the reset uses up.
    pub fn caller(&self) -> &Caller {
        &self.core().caller
    }

    /// Returns the known device that the browser becomes, or is already, once the directory confirms; `None` before.
    pub fn device(&self) -> Option<DeviceId> {
        match self {
            Self::Done(state) if state.core.remembers_device => Some(state.core.device()),
            Self::Done(_) | Self::Proving(_) | Self::Proved(_) | Self::Writing(_) | Self::Refused(_) => None,
        }
    }

    pub fn purpose(&self) -> Purpose {
        self.core().purpose
    }

    /// Returns when the reset began.
    pub fn started_at(&self) -> Timestamp {
        self.core().started_at
    }

    /// Returns the network and device that began the reset.
    pub fn client(&self) -> Option<&ClientInfo> {
        self.core().client.as_ref()
    }

    /// Returns when the reset ends.
    pub fn expires_at(&self) -> Timestamp {
        self.core().expires_at
    }

    /// Returns when a token expires: at the end of the reset or, after an order, when its result is no longer shown.
    /// Only the steps that show and cancel an order work after the end of the reset.
    pub fn token_expires_at(&self) -> Timestamp {
        self.order().map_or(self.expires_at(), |order| self.expires_at().max(order.visible_until()))
    }

    /// Returns the newest order.
    pub fn order(&self) -> Option<&Order> {
        match self {
            Self::Proving(_) | Self::Proved(_) => None,
            Self::Writing(state) => Some(&state.order),
            Self::Done(state) => Some(&state.order),
            Self::Refused(state) => Some(&state.order),
        }
    }

    /// Returns the current generation, for which new tokens are issued.
    pub fn generation(&self) -> u32 {
        self.core().generation
    }

    /// Returns when the current generation began, which is the time of issue of its token.
    pub fn generation_began_at(&self) -> Timestamp {
        self.core().last_step.as_ref().map_or(self.core().started_at, |last| last.at)
    }

    /// Returns the methods, as shown to the user.
    pub fn methods(&self) -> &[Method] {
        &self.core().methods
    }

    pub fn method(&self, id: &MethodId) -> Option<&Method> {
        self.core().method(id)
    }

    /// Returns the number of gates required, as far as the bearer may know.
    pub fn gates_required(&self) -> u8 {
        self.core().gates_required
    }

    /// Returns the number of gates proved.
    pub fn gates_proved(&self) -> u8 {
        self.core().gates_proved()
    }

    /// Returns the kinds of method that are proved, each once.
    pub fn proved_kinds(&self) -> Vec<MethodKind> {
        self.core().proved_kinds()
    }

    /// Returns the newest code while gates are missing.
    pub fn sent_code(&self) -> Option<&SentCode> {
        match self {
            Self::Proving(state) => state.sent.as_ref(),
            Self::Proved(_) | Self::Writing(_) | Self::Done(_) | Self::Refused(_) => None,
        }
    }
}
