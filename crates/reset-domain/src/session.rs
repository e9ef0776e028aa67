//! Somebody is signed in. A session is held by a reference that only its browser and the hash of it that only the store
//! has; it gets a new one whenever it may more than before.

use jiff::Timestamp;

use crate::{AccountId, AccountLimits, Policy};

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
    pub level: Level,
    /// When it began: at the sign-in, whatever references it had since.
    pub began_at: Timestamp,
    /// When it was last used, to the minute.
    pub used_at: Timestamp,
}

/// What was proved in a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The password, which has expired or must be changed: nothing else is allowed.
    MustChange,
    /// The password.
    Password,
    /// Everything that is demanded.
    Full,
}

/// What comes next in a session. Everything else waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Another password.
    ChangePassword,
    /// Nothing is demanded.
    SecurityInfo,
}

/// A session that is used within this many seconds again need not be noted.
const NOTED_SECONDS: i64 = 60;

impl Session {
    /// A session that begins now.
    pub const fn begin(id: SessionId, account: AccountId, level: Level, now: Timestamp) -> Self {
        Self { id, account, level, began_at: now, used_at: now }
    }

    /// When it ends if it is not used again.
    pub fn idle_until(&self, policy: &Policy) -> Timestamp {
        (self.used_at + policy.limits.session_idle()).min(self.expires_at(policy))
    }

    /// When it ends in any case.
    pub fn expires_at(&self, policy: &Policy) -> Timestamp {
        self.began_at + policy.limits.session_life()
    }

    /// Whether it lasts: used lately, not too old, and neither signed out nor overtaken by a new password.
    pub fn lasts(&self, limits: &AccountLimits, policy: &Policy, now: Timestamp) -> bool {
        let ended_at = limits.completed_at.max(limits.signed_out_at);
        now < self.idle_until(policy) && ended_at.is_none_or(|ended| self.began_at > ended)
    }

    /// The session after a use, where that has to be noted.
    pub fn used(&self, now: Timestamp) -> Option<Self> {
        let is_noted = now.duration_since(self.used_at).as_secs() < NOTED_SECONDS;
        (!is_noted).then(|| Self { used_at: now, ..self.clone() })
    }

    /// What comes next.
    pub const fn next(&self) -> Next {
        match self.level {
            Level::MustChange => Next::ChangePassword,
            Level::Password | Level::Full => Next::SecurityInfo,
        }
    }
}

#[cfg(test)]
mod tests;
