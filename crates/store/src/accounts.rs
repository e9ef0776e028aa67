//! The accounts that may reset: who they are, by which names they are found, where their codes go.

mod profile;
mod sync;

use aws_sdk_dynamodb::Client;
use domain::{Account, AccountId, AccountLimits, Destination, Registration, UserName};
use tracing::instrument;

pub(crate) use profile::{key as account_key, read_destination, write_destination};
pub use sync::{Batch, Keys, NONCES_BYTES};

use crate::{
    StoreError,
    item::Item,
    limits::{self, limits_key},
    registrations::{self, registration_key},
    table::{Table, key},
    together::{BatchGet, Place},
};
use crypto::keys::NameKey;

/// The store of accounts.
#[derive(Debug, Clone)]
pub struct Accounts(Table);

/// An account as the last sync left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownAccount {
    /// What the rules know of it.
    pub account: Account,
    /// The person's language (BCP 47).
    pub language: Option<String>,
    /// The destinations that the directory holds.
    pub directory: Vec<Destination>,
}

/// What a name leads to: an account, or a decoy that is always the same one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The account, if exactly one has the name.
    pub account: Option<KnownAccount>,
    /// Its id, or that of the decoy.
    pub subject: String,
    /// What is counted for it.
    pub limits: AccountLimits,
    /// What the person has registered.
    pub registration: Registration,
}

impl Accounts {
    /// In this table.
    pub const fn new(client: Client, table: String) -> Self {
        Self(Table { client, name: table })
    }

    /// Whom a name belongs to. A name that fits two accounts fits none. The same reads are made for every name.
    #[instrument(level = "debug", skip_all)]
    pub async fn find(&self, names: &NameKey, name: &UserName) -> Result<Found, StoreError> {
        let index = self.0.load("looking a name up", key(name_key(&names.name(name)))).await?;
        let ids = index.map(|item| item.set("accounts")).transpose()?.unwrap_or_default();
        let decoy = names.decoy_account(name);
        let wanted = match ids.as_slice() {
            [only] => AccountId(only.clone()),
            _ => decoy.clone(),
        };
        let places = [account_key(&wanted), limits_key(&wanted), registration_key(&wanted)]
            .map(|pk| Place::new(&self.0.name, pk));
        let mut found = BatchGet::load(&self.0.client, "loading an account and its limits", &places).await?;
        let [account, counted, registered] = &places;
        let account = found.take(account).as_ref().map(read_account).transpose()?;
        // An index entry whose account has just left leads to the decoy's name with the limits of the account.
        let subject = wanted.0;
        let (limits, _) = limits::read(found.take(counted).as_ref())?;
        let (registration, _) = registrations::read(found.take(registered).as_ref())?;
        Ok(Found { account, subject, limits, registration })
    }

    /// An account.
    #[instrument(level = "debug", skip_all)]
    pub async fn load(&self, id: &AccountId) -> Result<Option<KnownAccount>, StoreError> {
        let found = self.0.load("loading an account", key(account_key(id))).await?;
        found.as_ref().map(read_account).transpose()
    }
}

/// The account in its item.
pub(crate) fn read_account(item: &Item) -> Result<KnownAccount, StoreError> {
    profile::read(item).map(|stored| stored.known)
}

/// The key of a name's entry.
fn name_key(hash: &str) -> String {
    format!("NAME#{hash}")
}
