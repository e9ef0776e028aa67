//! Taking accounts from an agent, and removing those that are in scope no more.

mod finish;

use std::collections::BTreeSet;

use agent_protocol::sync::{Account as Told, Domain};
use aws_sdk_dynamodb::types::{AttributeValue, Delete, TransactWriteItem, Update};
use jiff::Timestamp;
use reset_domain::{Account, AccountId, MethodKind, Policy, Rules, UserName, name::Domains};
use tracing::instrument;

use super::{
    Accounts, KnownAccount, Registered, name_key,
    profile::{self, Profile},
};
use crate::{
    StoreError,
    destinations::NONCE_BYTES,
    keys::{DestinationKey, NameKey},
    masks::mask,
    table::{key, put_version},
};

/// Random bytes that taking one account needs.
pub const NONCES_BYTES: usize = 2 * NONCE_BYTES;

/// One full sync of one domain, under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncRun {
    domain: Domain,
    at: Timestamp,
}

/// What destinations and names are kept by.
#[derive(Debug, Clone, Copy)]
pub struct Keys<'a> {
    /// Hashes names and destinations.
    pub names: &'a NameKey,
    /// Encrypts destinations.
    pub destinations: &'a DestinationKey,
}

impl Accounts {
    /// Begins a sync, or goes on with it. To be called for every batch, an empty one too: [`Self::finish`] removes what was
    /// not told of since the first.
    #[instrument(level = "debug", skip_all)]
    pub async fn begin(&self, sync: &str, domain: &Domain, now: Timestamp) -> Result<SyncRun, StoreError> {
        let update = self
            .0
            .client
            .update_item()
            .table_name(&self.0.name)
            .set_key(Some(key(sync_key(sync))))
            .update_expression(
                "SET began_at = if_not_exists(began_at, :now), #domain = :domain, expires = :expires",
            )
            .expression_attribute_names("#domain", "domain")
            .expression_attribute_values(":now", AttributeValue::S(now.to_string()))
            .expression_attribute_values(":domain", AttributeValue::S(domain.netbios.clone()))
            .expression_attribute_values(
                ":expires",
                AttributeValue::N((now.as_second() + 86_400).to_string()),
            );
        update.send().await.map_err(StoreError::unavailable("beginning a sync"))?;
        Ok(SyncRun { domain: domain.clone(), at: now })
    }

    /// Takes one account: its profile, and the names that it is found by, in place of those that it had.
    #[instrument(level = "debug", skip_all)]
    pub async fn take(
        &self,
        run: &SyncRun,
        told: &Told,
        policy: &Policy,
        keys: Keys<'_>,
        nonces: [u8; NONCES_BYTES],
    ) -> Result<(), StoreError> {
        let id = AccountId(told.id.clone());
        let stored = self.0.load("loading an account", key(profile::key(&id))).await?;
        let stored = stored.map(|item| profile::read(&item)).transpose()?;
        let (had, version) = stored.map_or((Vec::new(), None), |old| (old.names, Some(old.version)));
        let profile = Profile {
            names: names(told, &run.domain, keys.names),
            known: KnownAccount {
                methods: methods(&id, told, policy, keys, nonces)?,
                account: account(&id, told),
                language: told.language.clone(),
            },
            domain: run.domain.netbios.clone(),
            synced_at: run.at,
            version: version.map_or(1, |version| version + 1),
        };
        let mut items = self.rename(&id, &had, &profile.names)?;
        items.push(put_version(&self.0.name, profile::write(&with_kinds(profile)), version)?);
        self.0.commit("taking an account", items).await
    }

    /// The writes that give an account its names and take others away. Names that it keeps are written too: they may have
    /// been lost.
    fn rename(
        &self,
        id: &AccountId,
        had: &[String],
        has: &[String],
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let gone = had.iter().filter(|name| !has.contains(name)).map(|name| (name, "DELETE accounts :id"));
        let kept = has.iter().map(|name| (name, "ADD accounts :id"));
        gone.chain(kept).map(|(name, expression)| self.index(name, expression, id)).collect()
    }

    fn index(&self, name: &str, expression: &str, id: &AccountId) -> Result<TransactWriteItem, StoreError> {
        let update = Update::builder()
            .table_name(&self.0.name)
            .set_key(Some(key(name_key(name))))
            .update_expression(expression)
            .expression_attribute_values(":id", AttributeValue::Ss(vec![id.0.clone()]))
            .build()
            .map_err(StoreError::unavailable("writing a transaction"))?;
        Ok(TransactWriteItem::builder().update(update).build())
    }

    /// Removes an account and its names, if it is still as it was read.
    async fn remove(&self, profile: &Profile) -> Result<(), StoreError> {
        let id = &profile.known.account.id;
        let mut items = self.rename(id, &profile.names, &[])?;
        let delete = Delete::builder()
            .table_name(&self.0.name)
            .set_key(Some(key(profile::key(id))))
            .condition_expression("version = :read")
            .expression_attribute_values(":read", AttributeValue::N(profile.version.to_string()))
            .build()
            .map_err(StoreError::unavailable("writing a transaction"))?;
        items.push(TransactWriteItem::builder().delete(delete).build());
        self.0.commit("removing an account", items).await
    }
}

fn sync_key(sync: &str) -> String {
    format!("SYNC#{sync}")
}

/// Keyed hashes of all names that people may type for an account.
fn names(told: &Told, domain: &Domain, names: &NameKey) -> Vec<String> {
    let domains = Domains { netbios: vec![domain.netbios.clone()], suffixes: domain.suffixes.clone() };
    let spelled = [Some(&told.account_name), told.user_principal_name.as_ref(), told.work_mail.as_ref()];
    let parsed = spelled.into_iter().flatten().filter_map(|name| UserName::parse(name, &domains));
    parsed.map(|name| names.name(&name)).collect::<BTreeSet<_>>().into_iter().collect()
}

fn methods(
    id: &AccountId,
    told: &Told,
    policy: &Policy,
    keys: Keys<'_>,
    nonces: [u8; NONCES_BYTES],
) -> Result<Vec<Registered>, StoreError> {
    let (first, second) = nonces.split_at(NONCE_BYTES);
    let mobile = told.mobile.as_deref().filter(|number| policy.methods.allows_number(number));
    let destinations =
        [(MethodKind::TextMessage, mobile, first), (MethodKind::Mail, told.mail.as_deref(), second)];
    let present = destinations.into_iter().filter_map(|(kind, to, nonce)| Some((kind, to?, nonce)));
    present.map(|(kind, to, nonce)| registered(id, kind, to, keys, nonce)).collect()
}

fn registered(
    id: &AccountId,
    kind: MethodKind,
    destination: &str,
    keys: Keys<'_>,
    nonce: &[u8],
) -> Result<Registered, StoreError> {
    let nonce = nonce.first_chunk().copied().unwrap_or_default();
    let sealed = keys.destinations.seal(id, kind, destination, nonce);
    Ok(Registered {
        kind,
        hint: mask(kind, destination),
        destination: keys.names.destination(kind, destination),
        sealed: sealed.map_err(StoreError::unavailable("encrypting a destination"))?,
    })
}

fn account(id: &AccountId, told: &Told) -> Account {
    Account {
        id: id.clone(),
        administrator: told.administrator,
        methods: Vec::new(),
        rules: Rules {
            minimum_length: told.rules.minimum_length,
            complexity: told.rules.complexity,
            history_length: told.rules.history_length,
            account_name: told.account_name.clone(),
            display_name: told.display_name.clone(),
        },
        can_change_from: told.can_change_from.and_then(|seconds| Timestamp::from_second(seconds).ok()),
    }
}

fn with_kinds(mut profile: Profile) -> Profile {
    profile.known.account.methods = profile::kinds(&profile.known.methods);
    profile
}
