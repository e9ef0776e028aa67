//! A reset: its states and what every state carries.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{DirectoryRefusal, Method, MethodId, MethodKind, Refusal};

/// Names a reset: 128 random bits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ResetId(pub String);

/// Names an account of the directory (objectGUID, hyphenated, lower case), or a decoy (keyed hash of a name).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AccountId(pub String);

/// Names one sending of a code.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SendId(pub String);

/// Names one order to an agent.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct JobId(pub String);

/// What the person came for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// A new password.
    ResetPassword,
    /// Unlocking only.
    UnlockAccount,
}

/// Whom a reset is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The account, or the decoy.
    pub account: AccountId,
    /// Whether nobody stands behind it.
    pub decoy: bool,
}

/// What a bearer's token says: which generation of the reset it holds. Its signature is checked before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// The generation that the token was issued for.
    pub generation: u32,
}

/// What every state carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Core {
    pub(crate) id: ResetId,
    pub(crate) subject: Subject,
    pub(crate) purpose: Purpose,
    pub(crate) started_at: Timestamp,
    pub(crate) expires_at: Timestamp,
    pub(crate) methods: Vec<Method>,
    /// Gates demanded, as far as known; grows once the first gate is proved and the account is known.
    pub(crate) demanded: u8,
    pub(crate) generation: u32,
    /// The step that began the current generation.
    pub(crate) last_step: Option<LastStep>,
    pub(crate) orders: u32,
    pub(crate) proofs: Vec<Proof>,
}

/// The step that began a generation: repeated with the token it was taken with, it is answered again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastStep {
    /// When it was taken.
    pub at: Timestamp,
    /// Digest of step and request; `None` for a step that never answers twice.
    pub request: Option<RequestDigest>,
}

/// Digest of a step's name and request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestDigest(pub String);

/// One proved gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The reset that it was proved in.
    pub reset: ResetId,
    /// The account that it was proved for.
    pub account: AccountId,
    /// By which method.
    pub method: MethodId,
    /// When.
    pub at: Timestamp,
}

/// The newest code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Names the sending; the code's keyed hash is stored under it.
    pub id: SendId,
    /// By which method.
    pub method: MethodId,
    /// From when on the code is worth nothing.
    pub expires_at: Timestamp,
    /// When the method's next code may be asked for.
    pub resend_at: Timestamp,
    /// Guesses admitted so far.
    pub guesses: u32,
}

/// What an agent is told to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OrderKind {
    /// Set a password and clear the lockout.
    SetPassword,
    /// Clear the lockout.
    UnlockAccount,
}

/// One order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Its name.
    pub job: JobId,
    /// What is ordered.
    pub kind: OrderKind,
    /// When it was ordered.
    pub ordered_at: Timestamp,
    /// From when on it is not carried out any more.
    pub expires_at: Timestamp,
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
    pub(crate) sent: Option<Sent>,
}

/// Every gate is proved. Only [`crate::steps`] and the checked reading of a stored reset make one.
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

/// How a token fits a reset.
pub(crate) enum Fit {
    /// The current generation.
    Current,
    /// The generation before, with the very request that began the current one.
    Repeated,
}

impl Core {
    /// The one question of expiry: a reset is over at its last moment, not after it.
    pub(crate) fn is_over(&self, now: Timestamp) -> bool {
        now >= self.expires_at
    }

    /// Refuses a token that is not of the current generation, and any token once the reset is over.
    pub(crate) fn admit(&self, token: Token, now: Timestamp) -> Result<(), Refusal> {
        if token.generation != self.generation {
            Err(Refusal::TokenInvalid)
        } else if self.is_over(now) {
            Err(Refusal::ResetExpired)
        } else {
            Ok(())
        }
    }

    /// As [`Self::admit`], but lets the last request be repeated with the token it was first sent with.
    pub(crate) fn fit(&self, token: Token, request: &RequestDigest, now: Timestamp) -> Result<Fit, Refusal> {
        let repeats = self.last_step.as_ref().is_some_and(|last| last.request.as_ref() == Some(request));
        if repeats && token.generation.checked_add(1) == Some(self.generation) && !self.is_over(now) {
            return Ok(Fit::Repeated);
        }
        self.admit(token, now).map(|()| Fit::Current)
    }

    /// Begins the next generation.
    pub(crate) fn advance(&mut self, request: Option<RequestDigest>, now: Timestamp) {
        self.generation = self.generation.saturating_add(1);
        self.last_step = Some(LastStep { at: now, request });
    }

    pub(crate) fn method(&self, id: &MethodId) -> Option<&Method> {
        self.methods.iter().find(|method| method.id == *id)
    }

    /// The kinds of method that are proved for this very reset and account. Everything that decides by proofs asks here.
    pub(crate) fn proved_kinds(&self) -> Vec<MethodKind> {
        let own = self
            .proofs
            .iter()
            .filter(|proof| proof.reset == self.id && proof.account == self.subject.account);
        let mut kinds: Vec<MethodKind> =
            own.filter_map(|proof| self.method(&proof.method)).filter(|m| !m.decoy).map(|m| m.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    /// How many gates are proved.
    pub(crate) fn passed(&self) -> u8 {
        u8::try_from(self.proved_kinds().len()).unwrap_or(u8::MAX)
    }

    /// Whether every demanded gate is proved, for this reset, this account and its own methods.
    pub(crate) fn all_gates_proved(&self) -> bool {
        !self.subject.decoy && self.demanded > 0 && self.passed() >= self.demanded
    }
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

    /// When it ends.
    pub fn expires_at(&self) -> Timestamp {
        self.core().expires_at
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
    pub fn gates_demanded(&self) -> u8 {
        self.core().demanded
    }

    /// Gates proved.
    pub fn gates_passed(&self) -> u8 {
        self.core().passed()
    }

    /// The newest code, while gates are missing.
    pub fn sent(&self) -> Option<&Sent> {
        match self {
            Self::Proving(state) => state.sent.as_ref(),
            Self::Proved(_) | Self::Writing(_) | Self::Done(_) | Self::Refused(_) => None,
        }
    }
}
