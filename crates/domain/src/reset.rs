//! A reset: its states, its newest code and its order.

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
use crate::{ClientInfo, DirectoryRefusal, Method, MethodId};

/// The newest code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentCode {
    /// Names the sending; the code is derived from it.
    pub id: SendId,
    /// By which method.
    pub method: MethodId,
    /// From when on the code is worth nothing.
    pub expires_at: Timestamp,
    /// When the method's next code may be asked for.
    pub resend_at: Timestamp,
    /// How many digits it has.
    pub digits: u32,
}

/// A reset in one of its states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reset {
    /// Gates are missing.
    Proving(Proving),
    /// Every gate is proved.
    Proved(Proved),
    /// An order is on its way.
    Writing(Writing),
    /// The directory confirmed.
    Done(Done),
    /// The order was refused; another may follow.
    Refused(Refused),
}

/// Gates are missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proving {
    pub(crate) core: Core,
    pub(crate) sent: Option<SentCode>,
}

/// Every gate is proved. Only the steps and the checked reading of a stored reset make one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proved {
    pub(crate) core: Core,
}

/// An order is on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Writing {
    pub(crate) core: Core,
    pub(crate) order: Order,
}

/// The directory confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    pub(crate) core: Core,
    pub(crate) order: Order,
    pub(crate) agent: String,
    pub(crate) at: Timestamp,
}

/// The order was refused.
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

    /// Its name.
    pub fn id(&self) -> &ResetId {
        &self.core().id
    }

    /// Whom it is about.
    pub fn subject(&self) -> &Subject {
        &self.core().subject
    }

    /// What the person came for.
    pub fn purpose(&self) -> Purpose {
        self.core().purpose
    }

    /// When it began.
    pub fn started_at(&self) -> Timestamp {
        self.core().started_at
    }

    /// Where it was begun.
    pub fn client(&self) -> Option<&ClientInfo> {
        self.core().client.as_ref()
    }

    /// When it ends.
    pub fn expires_at(&self) -> Timestamp {
        self.core().expires_at
    }

    /// Until when a token may be of use: to the end of the reset or, where a person lets an order wait longer than that,
    /// until its end can have been shown. Every step but those that show and cancel an order ends with the reset.
    pub fn token_expires_at(&self) -> Timestamp {
        let order = self.order().filter(|order| order.is_deferred);
        order.map_or(self.expires_at(), |order| self.expires_at().max(order.visible_until()))
    }

    /// The newest order.
    pub fn order(&self) -> Option<&Order> {
        match self {
            Self::Proving(_) | Self::Proved(_) => None,
            Self::Writing(state) => Some(&state.order),
            Self::Done(state) => Some(&state.order),
            Self::Refused(state) => Some(&state.order),
        }
    }

    /// The current generation: what a new token is issued for.
    pub fn generation(&self) -> u32 {
        self.core().generation
    }

    /// When the current generation began: the moment that its token is issued at.
    pub fn generation_began_at(&self) -> Timestamp {
        self.core().last_step.as_ref().map_or(self.core().started_at, |last| last.at)
    }

    /// The methods, as shown.
    pub fn methods(&self) -> &[Method] {
        &self.core().methods
    }

    /// One of its methods.
    pub fn method(&self, id: &MethodId) -> Option<&Method> {
        self.core().method(id)
    }

    /// Gates demanded, as far as the bearer may know.
    pub fn gates_required(&self) -> u8 {
        self.core().demanded
    }

    /// Gates proved.
    pub fn gates_proved(&self) -> u8 {
        self.core().passed()
    }

    /// The newest code, while gates are missing.
    pub fn sent(&self) -> Option<&SentCode> {
        match self {
            Self::Proving(state) => state.sent.as_ref(),
            Self::Proved(_) | Self::Writing(_) | Self::Done(_) | Self::Refused(_) => None,
        }
    }
}
