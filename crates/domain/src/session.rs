//! Sessions of signed-in users. Only the browser has the reference of a session, and only the store has the hash of it.
//! A session gets a new reference whenever it may do more than before.

mod factor;

use jiff::Timestamp;

use crate::{AccountId, AccountLimits, ClientInfo, Policy, SessionRequirements, StepRefusal};

pub use factor::{AdmittedFactorGuess, SentFactorCode};
pub use vocabulary::NextStep;

/// The id of a session: the hash of its reference.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SessionId(pub String);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub id: SessionId,
    /// The account of the signed-in user.
    pub account: AccountId,
    /// The level of proof, which says what the session may do.
    pub level: AuthenticationLevel,
    /// The time when the user signed in. A new reference does not change it.
    pub began_at: Timestamp,
    /// The network and device of the sign-in.
    pub client: Option<ClientInfo>,
    /// The time when the session was last used, to the minute.
    pub used_at: Timestamp,
    /// The newest code sent as second factor.
    pub sent: Option<SentFactorCode>,
    /// Whether the user postponed the registration of methods in this session.
    pub has_skipped: bool,
}

/// The level of proof in a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthenticationLevel {
    /// The password, which has expired or must be changed. Nothing but a second factor and the change is allowed.
    MustChange,
    /// A second factor too, with such a password. Nothing but the change is allowed.
    MustChangeProved,
    /// The password, and no second factor.
    Password,
    /// A second factor too, or the first method that the user registered.
    Full,
}

/// The seconds within which another use of a session is not saved.
const TOUCH_INTERVAL_SECONDS: i64 = 60;

impl Session {
    /// Returns a session that begins now.
    pub const fn begin(
        id: SessionId,
        account: AccountId,
        level: AuthenticationLevel,
        now: Timestamp,
    ) -> Self {
        Self { id, account, level, began_at: now, client: None, used_at: now, sent: None, has_skipped: false }
    }

    /// Returns when the session ends if it is not used again.
    pub fn idle_until(&self, policy: &Policy) -> Timestamp {
        (self.used_at + policy.limits.session_idle_timeout()).min(self.expires_at(policy))
    }

    /// Returns when the session ends in any case.
    pub fn expires_at(&self, policy: &Policy) -> Timestamp {
        self.began_at + policy.limits.session_ttl()
    }

    /// Returns whether the session is neither idle for too long nor too old, and began after the last sign-out
    /// everywhere, freeze and completed order of the account.
    pub fn is_valid(&self, limits: &AccountLimits, policy: &Policy, now: Timestamp) -> bool {
        let ended_at = limits.completed_at.max(limits.signed_out_at).max(limits.frozen_at);
        now < self.idle_until(policy) && ended_at.is_none_or(|ended| self.began_at > ended)
    }

    /// Returns the session after a use; `None` if the use need not be saved.
    pub fn touch(&self, now: Timestamp) -> Option<Self> {
        let is_recent = now.duration_since(self.used_at).as_secs() < TOUCH_INTERVAL_SECONDS;
        (!is_recent).then(|| Self { used_at: now, ..self.clone() })
    }

    /// Returns whether two factors are proved, so that the user may read their own numbers and addresses.
    pub const fn has_two_factors(&self) -> bool {
        matches!(self.level, AuthenticationLevel::Full)
    }

    /// Returns the next step that the user has to take. Every other step is refused before it.
    pub const fn next(&self, requirements: &SessionRequirements) -> NextStep {
        if requirements.is_frozen {
            return NextStep::LiftFreeze;
        }
        match self.level {
            AuthenticationLevel::Password | AuthenticationLevel::MustChange
                if !requirements.usable.is_empty() =>
            {
                NextStep::Prove
            }
            AuthenticationLevel::MustChange | AuthenticationLevel::MustChangeProved => {
                NextStep::ChangePassword
            }
            AuthenticationLevel::Password | AuthenticationLevel::Full
                if requirements.lacks_methods && !self.has_skipped =>
            {
                NextStep::Register
            }
            AuthenticationLevel::Password | AuthenticationLevel::Full if requirements.needs_confirmation => {
                NextStep::Confirm
            }
            AuthenticationLevel::Password | AuthenticationLevel::Full => NextStep::SecurityInfo,
        }
    }

    /// Refuses a change of the password if another step comes first.
    pub const fn authorize_change(&self, requirements: &SessionRequirements) -> Result<(), StepRefusal> {
        match self.next(requirements) {
            NextStep::ChangePassword | NextStep::Confirm | NextStep::SecurityInfo => Ok(()),
            NextStep::LiftFreeze => Err(StepRefusal::AccountFrozen),
            NextStep::Prove => Err(StepRefusal::FactorMissing),
            NextStep::Register => Err(StepRefusal::RegistrationRequired),
        }
    }

    /// Refuses to show or change the registered methods if another step comes first.
    pub const fn authorize_registration(
        &self,
        requirements: &SessionRequirements,
    ) -> Result<(), StepRefusal> {
        match self.next(requirements) {
            NextStep::Register | NextStep::Confirm | NextStep::SecurityInfo => Ok(()),
            NextStep::ChangePassword => Err(StepRefusal::StepNotAllowed),
            NextStep::LiftFreeze => Err(StepRefusal::AccountFrozen),
            NextStep::Prove => Err(StepRefusal::FactorMissing),
        }
    }

    /// Returns the session under a new reference after the user proved a factor.
    #[must_use]
    pub fn raise(self, id: SessionId, now: Timestamp) -> Self {
        let level = match self.level {
            AuthenticationLevel::MustChange | AuthenticationLevel::MustChangeProved => {
                AuthenticationLevel::MustChangeProved
            }
            AuthenticationLevel::Password | AuthenticationLevel::Full => AuthenticationLevel::Full,
        };
        Self { id, level, used_at: now, sent: None, ..self }
    }
}

#[cfg(test)]
mod tests;
