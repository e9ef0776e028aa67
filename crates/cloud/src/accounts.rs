//! The accounts that may reset: who they are, by which names they are found, where their codes go.

mod profile;
mod sync;

use aws_sdk_dynamodb::Client;
use reset_domain::{Account, AccountId, AccountLimits, MethodKind, UserName};
use tracing::instrument;

pub use sync::{Keys, NONCES_BYTES, SyncRun};

use crate::{
    StoreError,
    keys::NameKey,
    limits::{self, limits_key},
    table::{Table, key},
};

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
    /// Where codes go.
    pub methods: Vec<Registered>,
}

/// One registered method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// Its kind.
    pub kind: MethodKind,
    /// The masked destination.
    pub hint: String,
    /// The keyed hash of the destination.
    pub destination: String,
    /// The encrypted destination.
    pub sealed: Vec<u8>,
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
        let (account, counted) = tokio::try_join!(
            self.load(&wanted),
            self.0.load("loading the limits of an account", key(limits_key(&wanted))),
        )?;
        // An index entry whose account has just left leads to the decoy's name with the limits of the account.
        let subject = wanted.0;
        let (limits, _) = limits::read(counted.as_ref())?;
        Ok(Found { account, subject, limits })
    }

    /// An account.
    #[instrument(level = "debug", skip_all)]
    pub async fn load(&self, id: &AccountId) -> Result<Option<KnownAccount>, StoreError> {
        let found = self.0.load("loading an account", key(profile::key(id))).await?;
        found.map(|item| profile::read(&item).map(|stored| stored.known)).transpose()
    }
}

/// The key of a name's entry.
fn name_key(hash: &str) -> String {
    format!("NAME#{hash}")
}
