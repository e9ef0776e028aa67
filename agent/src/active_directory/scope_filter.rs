//! Decides whether an account may reset, and what of it is sent. Pure.

use agent_protocol::sync::{Account, IneligibleAccount, PasswordRules};
use input::{mail, phone, plain::plain};

use super::{
    base::Base,
    domain_map::DomainMap,
    entry::Entry,
    groups::{Role, Roles},
    moment, privileged,
};
use crate::{
    configuration::ActiveDirectorySettings,
    directory::{DestinationIssue, ExclusionReason, SyncBatch, UnusableDestination},
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
    pub(super) base: &'a Base,
    pub(super) now: i64,
}

impl ScopeFilter<'_> {
    /// Adds an account to those that are sent, or to those that may not reset any more.
    pub(super) fn classify(&self, entry: &Entry, batch: &mut SyncBatch) {
        let Some(id) = entry.id() else {
            return batch.exclusions.count(ExclusionReason::Unreadable);
        };
        let roles = self.roles(entry);
        let exclusion_reason = self.exclusion_reason(entry, roles);
        let (Some(account_name), None) = (entry.text("sAMAccountName"), exclusion_reason) else {
            let reason = exclusion_reason.unwrap_or(ExclusionReason::Unreadable);
            batch.exclusions.count(reason);
            batch.ineligible.extend(self.ineligible(entry, &id, reason));
            if !batch.is_full {
                batch.gone.push(id);
            }
            return;
        };
        let mut usable = |read: Result<Option<String>, DestinationIssue>| {
            read.unwrap_or_else(|reason| {
                batch.unusable.push(UnusableDestination { reason, account: id.clone() });
                None
            })
        };
        let (mobile, mail) = (usable(self.mobile(entry)), usable(self.mail(entry)));
        let account = Account { mobile, mail, ..self.account(entry, id, account_name, roles) };
        batch.accounts.push(account);
    }

    fn roles(&self, entry: &Entry) -> Roles {
        let primary = entry.number("primaryGroupID").and_then(|id| id.try_into().ok());
        self.map.groups.roles(entry.with_options("memberOf").into_iter().flatten(), primary)
    }

    fn exclusion_reason(&self, entry: &Entry, roles: Roles) -> Option<ExclusionReason> {
        let reasons = [
            // The controller named only some of the groups, because there are very many. No real account is in so many.
            (entry.is_truncated("memberOf"), ExclusionReason::Unreadable),
            (!self.base.contains(entry.dn()), ExclusionReason::Elsewhere),
            (!roles.has(Role::Enabled), ExclusionReason::NotEnabled),
            (roles.has(Role::Excluded), ExclusionReason::Excluded),
            (roles.has(Role::Protected) || privileged::is_privileged(entry), ExclusionReason::Protected),
            (entry.is_disabled(), ExclusionReason::Disabled),
            (entry.is_expired(self.now), ExclusionReason::Expired),
        ];
        reasons.into_iter().find_map(|(is_so, reason)| is_so.then_some(reason))
    }

    fn account(&self, entry: &Entry, id: String, account_name: String, roles: Roles) -> Account {
        let names = &self.settings.attributes;
        let policy = self.map.policies.resultant(entry, roles.policy);
        let expires = !entry.never_expires_password();
        let maximum_age_seconds = policy.rules.maximum_age_seconds.filter(|_| expires);
        let password_last_set = entry.number("pwdLastSet").unwrap_or(0);
        Account {
            id,
            account_name,
            user_principal_name: entry.text("userPrincipalName"),
            display_name: entry.text("displayName").unwrap_or_default(),
            work_mail: entry.text(&names.work_mail),
            mobile: None,
            mail: None,
            language: entry.text(&names.language),
            administrator: roles.has(Role::Administrator),
            rules: PasswordRules { maximum_age_seconds, ..policy.rules },
            can_change_from: policy.can_change_from(password_last_set).filter(|moment| *moment > self.now),
            password_set_at: moment::to_unix(password_last_set),
        }
    }

    /// Returns what is sent of an account that may not reset; `None` if its user gets no mail or has no address. An
    /// address for codes goes before the work mail, which the user may be unable to read.
    fn ineligible(&self, entry: &Entry, id: &str, reason: ExclusionReason) -> Option<IneligibleAccount> {
        let reason = reason.for_user().filter(|_| self.map.scope.explains_ineligibility)?;
        let names = &self.settings.attributes;
        let work_mail = entry.text(&names.work_mail);
        let mail = self.mail(entry).ok().flatten().or_else(|| mail::read(work_mail.as_deref()?))?;
        Some(IneligibleAccount {
            id: id.to_owned(),
            account_name: entry.text("sAMAccountName")?,
            user_principal_name: entry.text("userPrincipalName"),
            work_mail,
            mail,
            language: entry.text(&names.language),
            reason,
        })
    }

    /// Returns the first number that gets text messages.
    fn mobile(&self, entry: &Entry) -> Result<Option<String>, DestinationIssue> {
        let default = self.settings.default_country.0;
        first_usable(entry, &self.settings.attributes.mobile, |text| Ok(phone::read(text, Some(default))?))
    }

    /// Returns the first address to which mail can be sent.
    fn mail(&self, entry: &Entry) -> Result<Option<String>, DestinationIssue> {
        let read = |text: &str| mail::read(text).ok_or(DestinationIssue::NotAnAddress);
        first_usable(entry, &self.settings.attributes.mail, read)
    }
}

/// Returns the first value of these attributes that can be read; `None` if they are empty. If none can, returns what is
/// wrong with the first.
fn first_usable(
    entry: &Entry,
    names: &[String],
    read: impl Fn(&str) -> Result<String, DestinationIssue>,
) -> Result<Option<String>, DestinationIssue> {
    let written = names.iter().flat_map(|name| entry.texts(name)).filter(|text| !plain(text).is_empty());
    let mut first_issue = None;
    for text in written {
        match read(text) {
            Ok(usable) => return Ok(Some(usable)),
            Err(issue) => _ = first_issue.get_or_insert(issue),
        }
    }
    first_issue.map_or(Ok(None), Err)
}

#[cfg(test)]
#[path = "scope_filter_tests.rs"]
mod tests;
