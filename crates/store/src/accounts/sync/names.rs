//! The names by which users find their accounts.
//!
//! An account's own names are unique in a directory: the account name, alone and with its domain, and the user principal
//! name. Users also type aliases, which several accounts may have: the account name with the domain's DNS name, the user
//! principal name without its suffix, and the work mail. A name that is one account's own leads there, whatever aliases
//! others have, as it does when users sign in to Windows. A name of accounts that may reset never leads to one that may
//! not.

use std::collections::BTreeSet;

use agent_protocol::sync::{Account as SyncedAccount, Domain, IneligibleAccount};
use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem, Update};
use crypto::keys::NameKey;
use domain::{AccountId, UserName, name::Domains};

use super::super::{Accounts, name_key, profile::Profile};
use crate::{StoreError, table::key};

/// Keyed hashes of the names of one account.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) own: BTreeSet<String>,
    pub(super) aliases: BTreeSet<String>,
}

/// The names of an account as the directory has them.
#[derive(Clone, Copy)]
pub(super) struct DirectoryNames<'a> {
    account_name: &'a str,
    user_principal_name: Option<&'a str>,
    work_mail: Option<&'a str>,
}

impl<'a> From<&'a SyncedAccount> for DirectoryNames<'a> {
    fn from(account: &'a SyncedAccount) -> Self {
        let SyncedAccount { account_name, user_principal_name, work_mail, .. } = account;
        let (user_principal_name, work_mail) = (user_principal_name.as_deref(), work_mail.as_deref());
        Self { account_name, user_principal_name, work_mail }
    }
}

impl<'a> From<&'a IneligibleAccount> for DirectoryNames<'a> {
    fn from(account: &'a IneligibleAccount) -> Self {
        let IneligibleAccount { account_name, user_principal_name, work_mail, .. } = account;
        let (user_principal_name, work_mail) = (user_principal_name.as_deref(), work_mail.as_deref());
        Self { account_name, user_principal_name, work_mail }
    }
}

impl Names {
    pub(super) fn new<'a>(names: impl Into<DirectoryNames<'a>>, domain: &Domain, key: &NameKey) -> Self {
        let DirectoryNames { account_name, user_principal_name, work_mail } = names.into();
        let domains = Domains { netbios: vec![domain.netbios.clone()], suffixes: domain.suffixes.clone() };
        let hash = |name: String| UserName::parse(&name, &domains).map(|name| key.name(&name));
        let with_domain = format!("{}\\{account_name}", domain.netbios);
        let user_principal = user_principal_name.map(str::to_owned);
        let own = [Some(account_name.to_owned()), Some(with_domain), user_principal];
        let own: BTreeSet<_> = own.into_iter().flatten().filter_map(hash).collect();
        let with_dns_name = domain.suffixes.first().map(|dns_name| format!("{account_name}@{dns_name}"));
        let without_suffix = user_principal_name.and_then(|name| name.rsplit_once('@'));
        let without_suffix = without_suffix.map(|(name, _)| name.to_owned());
        let aliases = [with_dns_name, without_suffix, work_mail.map(str::to_owned)];
        let aliases = aliases.into_iter().flatten().filter_map(hash).filter(|alias| !own.contains(alias));
        Self { aliases: aliases.collect(), own }
    }
}

impl Accounts {
    /// Returns the writes that bring the index from the old names of an account to the new ones. Names that it keeps are
    /// written too, in case an entry was lost.
    pub(super) fn rename(
        &self,
        id: &AccountId,
        old: Option<&Profile>,
        new: Option<&Profile>,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let hashes = |profile: &Profile| [profile.names.clone(), profile.aliases.clone()].concat();
        let all: BTreeSet<String> = old.into_iter().chain(new).flat_map(hashes).collect();
        let expression = |hash: &String| match new {
            Some(new) if new.names.contains(hash) => "ADD accounts :id DELETE aliases :id",
            Some(new) if new.aliases.contains(hash) => "ADD aliases :id DELETE accounts :id",
            Some(_) | None => "DELETE accounts :id, aliases :id",
        };
        all.iter().map(|hash| self.index(hash, expression(hash), id)).collect()
    }

    pub(super) fn index(
        &self,
        name: &str,
        expression: &str,
        id: &AccountId,
    ) -> Result<TransactWriteItem, StoreError> {
        let update = Update::builder()
            .table_name(&self.0.name)
            .set_key(Some(key(name_key(name))))
            .update_expression(expression)
            .expression_attribute_values(":id", AttributeValue::Ss(vec![id.0.clone()]))
            .build()
            .map_err(StoreError::unavailable("writing a transaction"))?;
        Ok(TransactWriteItem::builder().update(update).build())
    }
}
