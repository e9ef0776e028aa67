//! What every state of a reset carries, and what is decided by it alone: expiry, tokens, gates.

use jiff::Timestamp;

use super::names::{AccountId, Purpose, RequestDigest, ResetId, Subject, Token};
use crate::{ClientInfo, Method, MethodId, MethodKind, StepRefusal};

/// What every state carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Core {
    pub(crate) id: ResetId,
    pub(crate) subject: Subject,
    pub(crate) purpose: Purpose,
    pub(crate) started_at: Timestamp,
    pub(crate) expires_at: Timestamp,
    /// Where it was begun.
    pub(crate) client: Option<ClientInfo>,
    pub(crate) methods: Vec<Method>,
    /// Gates demanded, as far as known; grows once the first gate is proved and the account is known.
    pub(crate) demanded: u8,
    pub(crate) generation: u32,
    /// The step that began the current generation.
    pub(crate) last_step: Option<LastStep>,
    pub(crate) orders: u32,
    pub(crate) proofs: Vec<Proof>,
    /// For a change of a known password: when its person signed in, which stands in place of gates. The directory demands
    /// the current password besides.
    pub(crate) signed_in_at: Option<Timestamp>,
}

/// The step that began a generation: repeated with the token it was taken with, it is answered again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastStep {
    /// When it was taken.
    pub at: Timestamp,
    /// Digest of step and request; `None` for a step that never answers twice.
    pub request: Option<RequestDigest>,
}

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
    /// How many gates it is worth: two for a passkey that is enough alone.
    pub weight: u8,
}

/// How a token fits a reset.
pub(crate) enum TokenMatch {
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
    pub(crate) fn admit(&self, token: Token, now: Timestamp) -> Result<(), StepRefusal> {
        if token.generation != self.generation {
            Err(StepRefusal::TokenInvalid)
        } else if self.is_over(now) {
            Err(StepRefusal::ResetExpired)
        } else {
            Ok(())
        }
    }

    /// As [`Self::admit`], but lets the last request be repeated with the token it was first sent with.
    pub(crate) fn match_token(
        &self,
        token: Token,
        request: &RequestDigest,
        now: Timestamp,
    ) -> Result<TokenMatch, StepRefusal> {
        let repeats = self.last_step.as_ref().is_some_and(|last| last.request.as_ref() == Some(request));
        if repeats && token.generation.checked_add(1) == Some(self.generation) && !self.is_over(now) {
            return Ok(TokenMatch::Repeated);
        }
        self.admit(token, now).map(|()| TokenMatch::Current)
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

    /// How many gates are proved: each kind counts for as much as its weightiest proof.
    pub(crate) fn passed(&self) -> u8 {
        let weight = |kind| {
            let of_kind =
                |proof: &&Proof| self.method(&proof.method).is_some_and(|method| method.kind == kind);
            self.proofs.iter().filter(of_kind).map(|proof| proof.weight.clamp(1, 2)).max().unwrap_or(1)
        };
        self.proved_kinds().into_iter().map(weight).fold(0, u8::saturating_add)
    }

    /// Whether every demanded gate is proved, for this reset, this account and its own methods; for a change, whether somebody
    /// is signed in.
    pub(crate) fn all_gates_proved(&self) -> bool {
        let is_proved = match self.purpose {
            Purpose::ResetPassword | Purpose::UnlockAccount => {
                self.demanded > 0 && self.passed() >= self.demanded
            }
            Purpose::ChangePassword => self.signed_in_at.is_some(),
        };
        !self.subject.decoy && is_proved
    }
}
