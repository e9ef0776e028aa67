//! Somebody is signed in. A session is held by a reference that only its browser has, and by the hash of it that only the
//! store has; it gets a new one whenever it may more than before.

mod factor;

use jiff::Timestamp;

use crate::{AccountId, AccountLimits, ClientInfo, Policy, SessionRequirements, StepRefusal};

pub use factor::{AdmittedFactorGuess, SentFactorCode};

/// Names a session: the hash of its reference.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SessionId(pub String);

/// One session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its name.
    pub id: SessionId,
    /// Who is signed in.
    pub account: AccountId,
    /// What was proved.
    pub level: AuthenticationLevel,
    /// When it began: at the sign-in, whatever references it had since.
    pub began_at: Timestamp,
    /// Where it began.
    pub client: Option<ClientInfo>,
    /// When it was last used, to the minute.
    pub used_at: Timestamp,
    /// The newest code sent as second factor.
    pub sent: Option<SentFactorCode>,
    /// Whether registering is put off in this session.
    pub has_skipped: bool,
}

/// What was proved in a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthenticationLevel {
    /// The password, which has expired or must be changed: nothing else is allowed.
    MustChange,
    /// The password.
    Password,
    /// A second factor too, or the first method that there is.
    Full,
}

/// What comes next in a session. Everything else waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Another password.
    ChangePassword,
    /// A passkey, which lets the account be used again.
    LiftFreeze,
    /// A second factor.
    Prove,
    /// More methods.
    Register,
    /// "Is this still you?"
    Confirm,
    /// Nothing is demanded.
    SecurityInfo,
}

/// A session that is used within this many seconds again need not be noted.
const TOUCH_INTERVAL_SECONDS: i64 = 60;

impl Session {
    /// A session that begins now.
    pub const fn begin(
        id: SessionId,
        account: AccountId,
        level: AuthenticationLevel,
        now: Timestamp,
    ) -> Self {
        Self { id, account, level, began_at: now, client: None, used_at: now, sent: None, has_skipped: false }
    }

    /// When it ends if it is not used again.
    pub fn idle_until(&self, policy: &Policy) -> Timestamp {
        (self.used_at + policy.limits.session_idle_timeout()).min(self.expires_at(policy))
    }

    /// When it ends in any case.
    pub fn expires_at(&self, policy: &Policy) -> Timestamp {
        self.began_at + policy.limits.session_ttl()
    }

    /// Whether it lasts: used lately, not too old, and neither signed out nor frozen nor overtaken by a new password.
    pub fn is_valid(&self, limits: &AccountLimits, policy: &Policy, now: Timestamp) -> bool {
        let ended_at = limits.completed_at.max(limits.signed_out_at).max(limits.frozen_at);
        now < self.idle_until(policy) && ended_at.is_none_or(|ended| self.began_at > ended)
    }

    /// The session after a use, where that has to be noted.
    pub fn touch(&self, now: Timestamp) -> Option<Self> {
        let is_recent = now.duration_since(self.used_at).as_secs() < TOUCH_INTERVAL_SECONDS;
        (!is_recent).then(|| Self { used_at: now, ..self.clone() })
    }

    /// What comes next.
    pub const fn next(&self, requirements: &SessionRequirements) -> Next {
        match self.level {
            AuthenticationLevel::MustChange => Next::ChangePassword,
            AuthenticationLevel::Password | AuthenticationLevel::Full if requirements.is_frozen => {
                Next::LiftFreeze
            }
            AuthenticationLevel::Password if !requirements.usable.is_empty() => Next::Prove,
            AuthenticationLevel::Password | AuthenticationLevel::Full
                if requirements.lacks_methods && !self.has_skipped =>
            {
                Next::Register
            }
            AuthenticationLevel::Password | AuthenticationLevel::Full if requirements.needs_confirmation => {
                Next::Confirm
            }
            AuthenticationLevel::Password | AuthenticationLevel::Full => Next::SecurityInfo,
        }
    }

    /// Refuses to change the password before what comes first.
    pub const fn authorize_change(&self, requirements: &SessionRequirements) -> Result<(), StepRefusal> {
        match self.next(requirements) {
            Next::ChangePassword | Next::Confirm | Next::SecurityInfo => Ok(()),
            Next::LiftFreeze => Err(StepRefusal::AccountFrozen),
            Next::Prove => Err(StepRefusal::FactorMissing),
            Next::Register => Err(StepRefusal::RegistrationRequired),
        }
    }

    /// Refuses to show or change what is registered before what comes first.
    pub const fn authorize_registration(
        &self,
        requirements: &SessionRequirements,
    ) -> Result<(), StepRefusal> {
        match self.next(requirements) {
            Next::Register | Next::Confirm | Next::SecurityInfo => Ok(()),
            Next::ChangePassword => Err(StepRefusal::StepNotAllowed),
            Next::LiftFreeze => Err(StepRefusal::AccountFrozen),
            Next::Prove => Err(StepRefusal::FactorMissing),
        }
    }

    /// The session after something more was proved, under a new reference.
    #[must_use]
    pub fn raise(self, id: SessionId, now: Timestamp) -> Self {
        Self { id, level: AuthenticationLevel::Full, used_at: now, sent: None, ..self }
    }
}

#[cfg(test)]
mod tests;
