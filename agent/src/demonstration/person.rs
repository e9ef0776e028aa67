//! A person of the demonstration, and the rules that a domain would apply.

use agent_protocol::{
    Refusal,
    sync::{Account, IneligibleAccount, IneligibleReason, PasswordRules},
};
use password_policy::Policy;
use serde::{Deserialize, Serialize};

use super::hash::Hash;
use crate::directory::{AccountState, Change, LogonRestriction, PasswordOutcome, Scope, WriteError};

/// The rules of a new domain, except that the minimum length is one character more.
const RULES: PasswordRules = PasswordRules {
    minimum_length: 8,
    complexity: true,
    history_length: 24,
    minimum_age_seconds: 0,
    maximum_age_seconds: None,
    lockout_threshold: 0,
    lockout_seconds: None,
};

/// An account as it is stored.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub(super) id: String,
    pub(super) account_name: String,
    pub(super) display_name: String,
    /// The work mail address, if it differs from the user principal name.
    #[serde(default)]
    pub(super) work_mail: Option<String>,
    pub(super) mobile: Option<String>,
    pub(super) mail: Option<String>,
    pub(super) language: Option<String>,
    pub(super) groups: Vec<String>,
    pub(super) is_disabled: bool,
    pub(super) is_protected: bool,
    pub(super) is_locked: bool,
    #[serde(default)]
    pub(super) password_state: PasswordValidity,
    /// The age in seconds that a password must have before it may be replaced, as by a fine-grained policy; 0 for most
    /// people.
    #[serde(default)]
    pub(super) minimum_age_seconds: i64,
    /// The time when the password was set, in milliseconds since 1970.
    pub(super) password_set_at_ms: i64,
    /// The hashes of the passwords, newest first; the first is that of the current password.
    pub(super) passwords: Vec<Hash>,
}

/// Whether the current password is good for a sign-in.
#[derive(Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum PasswordValidity {
    #[default]
    Good,
    /// The password is too old.
    Expired,
    /// Another password must be chosen at the next sign-in.
    MustChange,
}

impl Person {
    pub(super) fn has_password(&self, password: &str) -> bool {
        self.passwords.first().is_some_and(|current| current.matches(password))
    }

    /// Answers a password as a domain controller does: only a user who knows it learns of a restriction.
    pub(super) fn try_password(&self, password: &str) -> PasswordOutcome {
        match self {
            Self { is_locked: true, .. } => PasswordOutcome::Locked,
            _ if !self.has_password(password) => PasswordOutcome::Wrong,
            Self { is_disabled: true, .. } => PasswordOutcome::Restricted(LogonRestriction::AccountDisabled),
            Self { password_state: PasswordValidity::MustChange, .. } => {
                PasswordOutcome::Restricted(LogonRestriction::MustChange)
            }
            Self { password_state: PasswordValidity::Expired, .. } => {
                PasswordOutcome::Restricted(LogonRestriction::PasswordExpired)
            }
            Self { password_state: PasswordValidity::Good, .. } => PasswordOutcome::Right,
        }
    }

    /// Returns the reason why the account may not reset; `None` if it may.
    pub(super) fn ineligible_reason(&self, scope: &Scope) -> Option<IneligibleReason> {
        let reasons = [
            (!self.is_in(&scope.enabled) || self.is_in(&scope.excluded), IneligibleReason::OutOfScope),
            (self.is_protected, IneligibleReason::Protected),
            (self.is_disabled, IneligibleReason::Disabled),
        ];
        reasons.into_iter().find_map(|(is_so, reason)| is_so.then_some(reason))
    }

    /// Returns what is sent of an account that may not reset; `None` if it may, or has no address.
    pub(super) fn ineligible(&self, scope: &Scope) -> Option<IneligibleAccount> {
        Some(IneligibleAccount {
            id: self.id.clone(),
            account_name: self.account_name.clone(),
            user_principal_name: Some(self.work_address()),
            work_mail: Some(self.work_mail.clone().unwrap_or_else(|| self.work_address())),
            mail: self.mail.clone()?,
            language: self.language.clone(),
            reason: self.ineligible_reason(scope)?,
        })
    }

    pub(super) fn account(&self, scope: &Scope, now: i64) -> Account {
        Account {
            id: self.id.clone(),
            account_name: self.account_name.clone(),
            user_principal_name: Some(self.work_address()),
            display_name: self.display_name.clone(),
            work_mail: Some(self.work_mail.clone().unwrap_or_else(|| self.work_address())),
            mobile: self.mobile.clone(),
            mail: self.mail.clone(),
            language: self.language.clone(),
            administrator: self.is_in(&scope.administrators),
            rules: RULES,
            can_change_from: self.can_change_from().filter(|moment| *moment > now),
            password_set_at: (!self.must_change_password()).then(|| self.password_set_at()),
        }
    }

    pub(super) fn account_state(&self, controller: &str) -> AccountState {
        AccountState {
            id: self.id.clone(),
            controller: controller.to_owned(),
            account_name: self.account_name.clone(),
            display_name: self.display_name.clone(),
            is_protected: self.is_protected,
            is_disabled: self.is_disabled,
            is_expired: false,
            rules: RULES,
            can_change_from: self.can_change_from(),
            password_last_set: if self.must_change_password() { 0 } else { self.password_set_at_ms },
            password_set_at: if self.must_change_password() { 0 } else { self.password_set_at() },
            spare_bad_passwords: (!self.is_locked).then_some(u32::MAX),
            spare_sign_ins: u32::MAX,
            lockout_time: i64::from(self.is_locked),
        }
    }

    /// Applies a change as a domain controller that knows the policy-hints control does.
    pub(super) fn apply(&mut self, change: Change<'_>, now: i64) -> Result<(), WriteError> {
        if self.is_protected {
            return Err(WriteError::Refused(Refusal::AgentNotPermitted));
        }
        match change {
            Change::SetPassword(new) => self.replace(new, now)?,
            Change::ChangePassword { current, new } => return self.change(current, new, now),
            Change::Unlock => {}
        }
        self.is_locked = false;
        Ok(())
    }

    /// Changes the password as the user would.
    fn change(&mut self, current: &str, new: &str, now: i64) -> Result<(), WriteError> {
        if self.is_locked {
            return Err(WriteError::Refused(Refusal::AccountLocked));
        }
        if !self.has_password(current) {
            return Err(WriteError::Refused(Refusal::CurrentPasswordWrong));
        }
        self.replace(new, now)
    }

    fn replace(&mut self, password: &str, now: i64) -> Result<(), WriteError> {
        self.check(password, now)?;
        self.passwords.insert(0, Hash::new(password));
        self.passwords.truncate(RULES.history_length as usize);
        // Two passwords within a second still differ, as they do in ticks of 100 ns.
        self.password_set_at_ms = (now * 1000).max(self.password_set_at_ms + 1);
        self.password_state = PasswordValidity::Good;
        Ok(())
    }

    fn check(&self, password: &str, now: i64) -> Result<(), WriteError> {
        let rules = password_policy::PolicyRules {
            minimum_length: RULES.minimum_length,
            complexity: RULES.complexity,
            account_name: self.account_name.clone(),
            display_name: self.display_name.clone(),
            ..password_policy::PolicyRules::default()
        };
        // The agent checks banned words; a domain does not.
        let is_refused = Policy::new(&rules)
            .evaluate(password)
            .iter()
            .any(|refusal| !matches!(refusal, password_policy::Refusal::Banned { .. }));
        let is_too_recent = self.can_change_from().is_some_and(|from| now < from);
        let is_in_history = self.passwords.iter().any(|earlier| earlier.matches(password));
        if is_refused || is_too_recent || is_in_history {
            return Err(WriteError::PolicyRefused { is_in_history });
        }
        Ok(())
    }

    fn must_change_password(&self) -> bool {
        self.password_state == PasswordValidity::MustChange
    }

    fn can_change_from(&self) -> Option<i64> {
        (self.minimum_age_seconds > 0 && !self.must_change_password())
            .then(|| self.password_set_at() + self.minimum_age_seconds)
    }

    const fn password_set_at(&self) -> i64 {
        self.password_set_at_ms / 1000 + if self.password_set_at_ms % 1000 > 0 { 1 } else { 0 }
    }

    fn work_address(&self) -> String {
        format!("{}@demo.example", self.account_name)
    }

    fn is_in(&self, groups: &[String]) -> bool {
        groups.iter().any(|wanted| self.groups.iter().any(|group| group.eq_ignore_ascii_case(wanted)))
    }
}
