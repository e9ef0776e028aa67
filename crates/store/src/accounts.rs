//! The accounts in scope with their names, destinations and rules, and the reasons why other accounts are not in scope.

pub(crate) mod ineligible;
pub(crate) mod profile;
mod sync;

use std::collections::BTreeSet;

use aws_sdk_dynamodb::Client;
use domain::{Account, AccountId, Destination, Registration, UserName, registration::RemovedDestination};
use tracing::instrument;

pub use ineligible::Ineligible;
pub(crate) use profile::key as account_key;
pub use sync::{Batch, FullSync, Keys, NONCES_BYTES, VERSION};

use crate::{
    StoreError,
    batch_get::{BatchGet, ItemKey},
    item::Item,
    limits::{self, limits_key},
    registrations::{self, registration_key},
    sign_ins::LoadedLimits,
    table::{Table, key},
};
use crypto::keys::NameKey;

/// The store of accounts.
#[derive(Debug, Clone)]
pub struct Accounts(Table);

/// An account as the last sync left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownAccount {
    /// The account as the domain knows it.
    pub account: Account,
    /// The user's language (BCP 47), if the directory has one.
    pub language: Option<String>,
    /// The destinations that the directory has.
    pub directory: Vec<Destination>,
    /// Destinations that the directory had until a day ago, which still get notices.
    pub replaced: Vec<RemovedDestination>,
}

/// The result of resolving a name: an account, or a decoy, which is the same one each time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountLookup {
    /// The account, if exactly one account has the name.
    pub account: Option<KnownAccount>,
    /// The id of the account or of the decoy.
    pub subject: AccountId,
    /// The limits of the subject.
    pub limits: LoadedLimits,
    pub registration: Registration,
}

impl Accounts {
    /// Makes the store on this table.
    pub const fn new(client: Client, table: String) -> Self {
        Self(Table { client, name: table })
    }

    /// Resolves a name. A name that several accounts have resolves to none of them. The same reads are made for every
    /// name.
    #[instrument(level = "debug", skip_all)]
    pub async fn find(&self, names: &NameKey, name: &UserName) -> Result<AccountLookup, StoreError> {
        let id = self.only_account(names, name).await?.unwrap_or_else(|| names.decoy_account(name));
        let item_keys = [account_key(&id), limits_key(&id), registration_key(&id)]
            .map(|pk| ItemKey::new(&self.0.name, pk));
        let mut batch =
            BatchGet::load(&self.0.client, "loading an account and its limits", &item_keys).await?;
        let [account, limits_item, registration_item] = &item_keys;
        let account = batch.take(account).as_ref().map(read_account).transpose()?;
        // If the account of an index entry has just left, the subject has its id and its limits, and no account.
        let (limits, version) = limits::read(batch.take(limits_item).as_ref())?;
        let limits = LoadedLimits { limits, version };
        let (registration, _) = registrations::read(batch.take(registration_item).as_ref())?;
        Ok(AccountLookup { account, subject: id, limits, registration })
    }

    /// Returns the account of a name if there is exactly one. It may be one that may not reset, which has no profile.
    async fn only_account(&self, names: &NameKey, name: &UserName) -> Result<Option<AccountId>, StoreError> {
        let mut holders = NameHolders::default();
        for hash in names.name_hashes(name) {
            let index = self.0.load("looking a name up", key(name_key(&hash))).await?;
            if let Some(item) = index {
                holders.add(NameHolders::read(&item)?);
            }
        }
        Ok(holders.only())
    }

    #[instrument(level = "debug", skip_all)]
    pub async fn load(&self, id: &AccountId) -> Result<Option<KnownAccount>, StoreError> {
        let item = self.0.load("loading an account", key(account_key(id))).await?;
        item.as_ref().map(read_account).transpose()
    }
}

/// The accounts that have a name.
#[derive(Debug, Default)]
pub(crate) struct NameHolders {
    /// The accounts whose own name it is.
    accounts: BTreeSet<String>,
    /// The accounts that have it as an alias.
    aliases: BTreeSet<String>,
    /// The accounts that have it and may not reset.
    ineligible: BTreeSet<String>,
}

impl NameHolders {
    pub(crate) fn read(item: &Item) -> Result<Self, StoreError> {
        let set = |attribute| item.set(attribute).map(BTreeSet::from_iter);
        Ok(Self { accounts: set("accounts")?, aliases: set("aliases")?, ineligible: set("ineligible")? })
    }

    fn add(&mut self, other: Self) {
        self.accounts.extend(other.accounts);
        self.aliases.extend(other.aliases);
        self.ineligible.extend(other.ineligible);
    }

    /// Returns the accounts to which the name leads: those whose own name it is, or else those with the alias.
    pub(crate) fn leading(self) -> BTreeSet<String> {
        if self.accounts.is_empty() { self.aliases } else { self.accounts }
    }

    /// Returns the one account to which the name leads. If the name is of no account that may reset, one that may not.
    fn only(self) -> Option<AccountId> {
        let ineligible = self.ineligible.clone();
        let leading = self.leading();
        let mut accounts = if leading.is_empty() { ineligible } else { leading };
        if accounts.len() == 1 { accounts.pop_first().map(AccountId) } else { None }
    }
}

pub(crate) fn read_account(item: &Item) -> Result<KnownAccount, StoreError> {
    profile::read(item).map(|stored| stored.known_account)
}

/// Returns the key of a name's index entry.
fn name_key(hash: &str) -> String {
    format!("NAME#{hash}")
}
