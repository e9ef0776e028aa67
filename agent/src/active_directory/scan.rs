//! Reads every account that may reset.

use std::collections::HashSet;

use agent_protocol::sync::{Account, Domain};
use ldap3::{Scope as Depth, ldap_escape};

use super::{entry::Entry, members, password_rules::Policies, privileged, session::Session};
use crate::{
    configuration::ActiveDirectorySettings,
    directory::{DirectoryError, Scope},
    phone,
};

/// The domain's names.
pub(super) async fn domain(session: &mut Session) -> Result<Domain, DirectoryError> {
    let (domain, configuration) = (session.root.domain.clone(), session.root.configuration.clone());
    let partitions = format!("CN=Partitions,{configuration}");
    let filter = format!("(&(objectClass=crossRef)(nCName={}))", ldap_escape(domain.as_str()));
    let names =
        session.search_one(&partitions, Depth::OneLevel, &filter, &["nETBIOSName", "dnsRoot"]).await?;
    let missing = || DirectoryError::Unexpected("the domain's names cannot be read".to_owned());
    let names = names.ok_or_else(missing)?;
    let extra = session.search_one(&partitions, Depth::Base, "(objectClass=*)", &["uPNSuffixes"]).await?;
    let extra = extra.map(|entry| entry.texts("uPNSuffixes")).unwrap_or_default();
    let suffixes = names.texts("dnsRoot").into_iter().chain(extra).map(|name| name.to_lowercase()).collect();
    Ok(Domain { netbios: names.text("nETBIOSName").ok_or_else(missing)?, suffixes })
}

/// The accounts of a scope. Whoever is excluded, protected, disabled or expired is not among them.
pub(super) async fn accounts(
    session: &mut Session,
    settings: &ActiveDirectorySettings,
    scope: &Scope,
    now: i64,
) -> Result<Vec<Account>, DirectoryError> {
    let Some(enabled) = members::filter(session, &scope.enabled).await? else { return Ok(Vec::new()) };
    let privileged = members::privileged_filter(session).await?;
    let mut left_out = members::ids(session, privileged).await?;
    let excluded = members::filter(session, &scope.excluded).await?;
    left_out.extend(members::ids(session, excluded).await?);
    let administrators = members::filter(session, &scope.administrators).await?;
    let administrators = members::ids(session, administrators).await?;

    let filter = format!(
        "(&(objectCategory=person)(objectClass=user)(!(userAccountControl:1.2.840.113556.1.4.803:=2)){enabled})"
    );
    let base = session.root.base.clone();
    let entries = session.search(&base, Depth::Subtree, &filter, &attributes(settings)).await?;
    let mut reader =
        Reader { settings, administrators, policies: Policies::default(), unreadable_numbers: 0 };
    let mut accounts = Vec::new();
    for entry in entries {
        let is_left_out = entry.id().is_none_or(|id| left_out.contains(&id));
        if !is_left_out
            && !privileged::is_privileged(&entry)
            && !entry.is_disabled()
            && !entry.is_expired(now)
        {
            accounts.extend(reader.account(session, &entry, now).await?);
        }
    }
    if reader.unreadable_numbers > 0 {
        tracing::warn!(count = reader.unreadable_numbers, "telephone_numbers_skipped");
    }
    Ok(accounts)
}

fn attributes(settings: &ActiveDirectorySettings) -> Vec<&str> {
    let own = &settings.attributes;
    let fixed = [
        "objectGUID",
        "objectSid",
        "sAMAccountName",
        "userPrincipalName",
        "displayName",
        "userAccountControl",
        "accountExpires",
        "pwdLastSet",
        "adminCount",
        "msDS-ResultantPSO",
    ];
    let chosen = [&own.mobile, &own.mail, &own.work_mail, &own.language].map(String::as_str);
    fixed.into_iter().chain(chosen).collect()
}

struct Reader<'a> {
    settings: &'a ActiveDirectorySettings,
    administrators: HashSet<String>,
    policies: Policies,
    unreadable_numbers: u32,
}

impl Reader<'_> {
    async fn account(
        &mut self,
        session: &mut Session,
        entry: &Entry,
        now: i64,
    ) -> Result<Option<Account>, DirectoryError> {
        let (Some(id), Some(account_name)) = (entry.id(), entry.text("sAMAccountName")) else {
            return Ok(None);
        };
        let policy = self.policies.of(session, entry).await?;
        let names = &self.settings.attributes;
        let mobile = self.mobile(entry);
        Ok(Some(Account {
            administrator: self.administrators.contains(&id),
            id,
            account_name,
            user_principal_name: entry.text("userPrincipalName"),
            display_name: entry.text("displayName").unwrap_or_default(),
            work_mail: entry.text(&names.work_mail),
            mobile,
            mail: entry.text(&names.mail),
            language: entry.text(&names.language),
            rules: policy.rules,
            can_change_from: policy
                .can_change_from(entry.number("pwdLastSet").unwrap_or(0))
                .filter(|moment| *moment > now),
        }))
    }

    fn mobile(&mut self, entry: &Entry) -> Option<String> {
        let written = entry.text(&self.settings.attributes.mobile)?;
        let number = phone::normalise(&written, self.settings.default_country);
        self.unreadable_numbers += u32::from(number.is_none());
        number
    }
}
