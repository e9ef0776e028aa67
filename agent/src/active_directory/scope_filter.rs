//! Decides whether an account may reset, and what of it is sent. Pure.

use agent_protocol::sync::{Account, PasswordRules};

use super::{
    domain_map::DomainMap,
    entry::Entry,
    groups::{Role, Roles},
    privileged,
};
use crate::{
    configuration::ActiveDirectorySettings,
    directory::{ExclusionReason, SyncBatch},
    phone,
};

/// The attributes of an account that are always read.
const FIXED: [&str; 12] = [
    "objectGUID",
    "objectSid",
    "sAMAccountName",
    "userPrincipalName",
    "displayName",
    "userAccountControl",
    "accountExpires",
    "pwdLastSet",
    "adminCount",
    "memberOf",
    "primaryGroupID",
    "msDS-PSOApplied",
];

/// Returns the attributes of an account that are read.
pub(super) fn attributes(settings: &ActiveDirectorySettings) -> Vec<&str> {
    let own = &settings.attributes;
    let chosen =
        own.mobile.iter().chain(&own.mail).chain([&own.work_mail, &own.language]).map(String::as_str);
    let mut names: Vec<_> = FIXED.into_iter().chain(chosen).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Classifies accounts by the scope and the state of the domain.
#[derive(Clone, Copy)]
pub(super) struct ScopeFilter<'a> {
    pub(super) settings: &'a ActiveDirectorySettings,
    pub(super) map: &'a DomainMap,
    /// Accounts outside this base are excluded.
    pub(super) base: &'a str,
    pub(super) now: i64,
}

/// The account has a telephone number, but none that can be dialed.
struct Unusable;

impl ScopeFilter<'_> {
    /// Adds an account to those that are sent, or to those that may not reset any more.
    pub(super) fn classify(&self, entry: &Entry, batch: &mut SyncBatch) {
        let Some(id) = entry.id() else {
            return batch.exclusions.count(ExclusionReason::Unreadable);
        };
        let roles = self.roles(entry);
        let exclusion_reason = self.exclusion_reason(entry, roles);
        let (Some(account_name), None) = (entry.text("sAMAccountName"), exclusion_reason) else {
            batch.exclusions.count(exclusion_reason.unwrap_or(ExclusionReason::Unreadable));
            if !batch.is_full {
                batch.gone.push(id);
            }
            return;
        };
        let mobile = self.mobile(entry).unwrap_or_else(|Unusable| {
            batch.unusable_numbers.push(id.clone());
            None
        });
        batch.accounts.push(self.account(entry, id, account_name, mobile, roles));
    }

    fn roles(&self, entry: &Entry) -> Roles {
        let primary = entry.number("primaryGroupID").and_then(|id| id.try_into().ok());
        self.map.groups.roles(entry.optioned("memberOf").into_iter().flatten(), primary)
    }

    fn exclusion_reason(&self, entry: &Entry, roles: Roles) -> Option<ExclusionReason> {
        let reasons = [
            // The account is in very many groups; real ones are not.
            (entry.is_cut("memberOf"), ExclusionReason::Unreadable),
            (!is_below(entry.dn(), self.base), ExclusionReason::Elsewhere),
            (!roles.has(Role::Enabled), ExclusionReason::NotEnabled),
            (roles.has(Role::Excluded), ExclusionReason::Excluded),
            (roles.has(Role::Protected) || privileged::is_privileged(entry), ExclusionReason::Protected),
            (entry.is_disabled(), ExclusionReason::Disabled),
            (entry.is_expired(self.now), ExclusionReason::Expired),
        ];
        reasons.into_iter().find_map(|(is_so, reason)| is_so.then_some(reason))
    }

    fn account(
        &self,
        entry: &Entry,
        id: String,
        account_name: String,
        mobile: Option<String>,
        roles: Roles,
    ) -> Account {
        let names = &self.settings.attributes;
        let policy = self.map.policies.resultant(entry, roles.policy);
        let expires = !entry.never_expires_password();
        let maximum_age_seconds = policy.rules.maximum_age_seconds.filter(|_| expires);
        Account {
            id,
            account_name,
            user_principal_name: entry.text("userPrincipalName"),
            display_name: entry.text("displayName").unwrap_or_default(),
            work_mail: entry.text(&names.work_mail),
            mobile,
            mail: names.mail.iter().find_map(|name| entry.text(name)),
            language: entry.text(&names.language),
            administrator: roles.has(Role::Administrator),
            rules: PasswordRules { maximum_age_seconds, ..policy.rules },
            can_change_from: policy
                .can_change_from(entry.number("pwdLastSet").unwrap_or(0))
                .filter(|moment| *moment > self.now),
        }
    }

    /// Returns the first number that can be dialed.
    fn mobile(&self, entry: &Entry) -> Result<Option<String>, Unusable> {
        let names = &self.settings.attributes.mobile;
        let mut written =
            names.iter().flat_map(|name| entry.texts(name)).filter(|text| !text.trim().is_empty()).peekable();
        if written.peek().is_none() {
            return Ok(None);
        }
        let number = written.find_map(|text| phone::normalize(text, self.settings.default_country));
        number.map(Some).ok_or(Unusable)
    }
}

/// Returns whether a distinguished name is equal to another or below it.
fn is_below(dn: &str, base: &str) -> bool {
    let Some(start) = dn.len().checked_sub(base.len()) else { return false };
    dn.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(base))
        && dn.get(..start).is_some_and(|rest| rest.is_empty() || rest.ends_with(','))
}

#[cfg(test)]
#[path = "scope_filter_tests.rs"]
mod tests;
