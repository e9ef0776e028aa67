//! The data that every state of a reset has, and the decisions about expiry, tokens and gates.

use jiff::Timestamp;

use super::names::{AccountId, Purpose, RequestDigest, ResetId, Subject, Token};
use crate::{
    AccountLimits, Caller, ClientInfo, DeviceId, KnownDevice, Method, MethodId, MethodKind, StepRefusal,
};

/// The data of every state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Core {
    pub(crate) id: ResetId,
    pub(crate) subject: Subject,
    pub(crate) purpose: Purpose,
    /// The caller whose counts the reset uses up.
    pub(crate) caller: Caller,
    /// Whether the browser becomes a known device of the account when the directory confirms.
    pub(crate) remembers_device: bool,
    pub(crate) started_at: Timestamp,
    pub(crate) expires_at: Timestamp,
    /// The network and device that began the reset.
    pub(crate) client: Option<ClientInfo>,
    pub(crate) methods: Vec<Method>,
    /// The number of gates required, as far as known. It grows once the first gate is proved and the account is known.
    pub(crate) gates_required: u8,
    pub(crate) generation: u32,
    /// The step that began the current generation.
    pub(crate) last_step: Option<LastStep>,
    pub(crate) orders: u32,
    pub(crate) proofs: Vec<Proof>,
    /// The time when the user of a change signed in. The session replaces the gates, and the directory requires the
    /// current password as well.
    pub(crate) signed_in_at: Option<Timestamp>,
}

/// The step that began a generation. The same request with the token of the generation before is answered again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastStep {
    /// The time when the step was taken.
    pub at: Timestamp,
    /// The digest of step and request; `None` for a step that never answers twice.
    pub request: Option<RequestDigest>,
}

/// The proof of a gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The reset in which it was proved.
    pub reset: ResetId,
    /// The account for which it was proved.
    pub account: AccountId,
    /// The method that proved it.
    pub method: MethodId,
    /// The time when the gate was proved.
    pub at: Timestamp,
    /// The number of gates that it is worth: two for a passkey that is enough alone; none for a method that is too new
    /// to count without an older one.
    pub weight: u8,
}

/// The way in which a token matches a reset.
pub(crate) enum TokenMatch {
    /// The token is of the current generation.
    Current,
    /// The token is of the generation before, and the request is the one that began the current generation.
    Repeated,
}

impl Core {
    /// Returns whether the reset is over: from `expires_at` on, not only after it.
    pub(crate) fn is_over(&self, now: Timestamp) -> bool {
        now >= self.expires_at
    }

    /// Refuses a token that is not of the current generation, and any token once the reset is over.
    pub(crate) fn authorize(&self, token: Token, now: Timestamp) -> Result<(), StepRefusal> {
        if token.generation != self.generation {
            Err(StepRefusal::TokenInvalid)
        } else if self.is_over(now) {
            Err(StepRefusal::ResetExpired)
        } else {
            Ok(())
        }
    }

    /// Like [`Self::authorize`], but accepts a repeat of the last request with the token of the generation before.
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
        self.authorize(token, now).map(|()| TokenMatch::Current)
    }

    /// Begins the next generation, so that tokens of the one before are refused.
    pub(crate) fn advance(&mut self, request: Option<RequestDigest>, now: Timestamp) {
        self.generation = self.generation.saturating_add(1);
        self.last_step = Some(LastStep { at: now, request });
    }

    /// Returns the id of the device that becomes known by this reset: the one that began it, if it is known already.
    pub(crate) fn device(&self) -> DeviceId {
        match &self.caller {
            Caller::Device(id) => DeviceId(id.clone()),
            Caller::Stranger(_) | Caller::User => DeviceId(self.id.0.clone()),
        }
    }

    /// Remembers the device once the directory has confirmed, unless all devices were forgotten since the reset began.
    pub(crate) fn remember_device(&self, limits: AccountLimits, now: Timestamp) -> AccountLimits {
        let is_over =
            limits.frozen_at.max(limits.signed_out_at).is_some_and(|ended| ended >= self.started_at);
        if is_over || !self.remembers_device {
            return limits;
        }
        limits.remember_device(KnownDevice { id: self.device(), proved_at: now, client: self.client.clone() })
    }

    pub(crate) fn method(&self, id: &MethodId) -> Option<&Method> {
        self.methods.iter().find(|method| method.id == *id)
    }

    /// Returns the proofs of this reset and account by methods that are not decoys. All decisions about proofs use this
    /// function.
    fn own_proofs(&self) -> impl Iterator<Item = (MethodKind, &Proof)> {
        let is_own = |proof: &&Proof| proof.reset == self.id && proof.account == self.subject.account;
        self.proofs.iter().filter(is_own).filter_map(|proof| {
            let method = self.method(&proof.method).filter(|method| !method.decoy)?;
            Some((method.kind, proof))
        })
    }

    /// Returns the kinds of method that are proved, each once.
    pub(crate) fn proved_kinds(&self) -> Vec<MethodKind> {
        let mut kinds: Vec<MethodKind> = self.own_proofs().map(|(kind, _)| kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    /// Returns how many gates are proved. Each kind counts as much as its proof of the highest weight. New methods
    /// alone never prove the last gate: an attacker who could register one could register two.
    pub(crate) fn gates_proved(&self) -> u8 {
        let weights: Vec<u8> = self.proved_kinds().into_iter().map(|kind| self.weight_of(kind)).collect();
        let proved = weights.iter().map(|weight| (*weight).clamp(1, 2)).fold(0, u8::saturating_add);
        let has_trusted = weights.iter().any(|weight| *weight > 0);
        if has_trusted { proved } else { proved.min(self.gates_required.saturating_sub(1)) }
    }

    fn weight_of(&self, kind: MethodKind) -> u8 {
        let of_kind = self.own_proofs().filter(|(other, _)| *other == kind);
        of_kind.map(|(_, proof)| proof.weight).max().unwrap_or_default()
    }

    /// Returns whether every required gate is proved, for this reset, this account and its own methods; for a change,
    /// whether it began in a session.
    pub(crate) fn all_gates_proved(&self) -> bool {
        let is_proved = match self.purpose {
            Purpose::ResetPassword | Purpose::UnlockAccount => {
                self.gates_required > 0 && self.gates_proved() >= self.gates_required
            }
            Purpose::ChangePassword => self.signed_in_at.is_some(),
        };
        !self.subject.decoy && is_proved
    }
}
