//! Conversion of an account that an agent sent to the profile that is stored.

use agent_protocol::sync::Account as SyncedAccount;
use domain::{
    Account, AccountId, AccountPasswordRules, Destination, MethodKind, Policy,
    registration::{MAX_REMOVED, RemovedDestination},
};
use jiff::Timestamp;

use super::{
    super::{KnownAccount, profile::Profile},
    Batch, Keys, NONCES_BYTES, digest,
    names::Names,
};
use crate::StoreError;
use crypto::{destinations::NONCE_BYTES, masks::mask};

/// Returns the profile that replaces the stored one.
pub(super) fn profile(
    batch: &Batch<'_>,
    synced: &SyncedAccount,
    stored: Option<&Profile>,
    nonces: [u8; NONCES_BYTES],
) -> Result<Profile, StoreError> {
    let id = AccountId(synced.id.clone());
    let mut directory = destinations(&id, synced, batch.policy, batch.keys, nonces)?;
    for (destination, hashes) in &mut directory {
        destination.changed_at = changed_at(hashes, stored, batch);
    }
    let replaced = replaced(&directory, stored, batch.at);
    let directory: Vec<_> = directory.into_iter().map(|(destination, _)| destination).collect();
    let Names { own, aliases } = Names::new(synced, batch.domain, batch.keys.names);
    let hashes: Vec<_> = directory.iter().map(|destination| destination.hash.as_str()).collect();
    Ok(Profile {
        names: own.into_iter().collect(),
        aliases: aliases.into_iter().collect(),
        digest: digest("told", synced, &hashes, batch)?,
        known_account: KnownAccount {
            replaced,
            directory,
            account: account(&id, synced),
            language: synced.language.clone(),
        },
        domain: batch.domain.netbios.clone(),
        synced_at: batch.at,
        version: stored.map_or(1, |stored| stored.version + 1),
    })
}

/// A destination to store, and every hash under which it may be stored already.
type Hashed = (Destination, Vec<String>);

/// Returns when the directory changed a destination: now, if the account was stored without it.
fn changed_at(hashes: &[String], stored: Option<&Profile>, batch: &Batch<'_>) -> Option<Timestamp> {
    let known = stored?.known_account.directory.iter().find(|known| hashes.contains(&known.hash));
    known.map_or(Some(batch.at), |known| known.changed_at)
}

/// Returns the destinations that the directory had until a day ago. If there are more than five, the first ones stay,
/// so that nobody can stop the notices of one destination by replacing others.
fn replaced(directory: &[Hashed], stored: Option<&Profile>, at: Timestamp) -> Vec<RemovedDestination> {
    let Some(KnownAccount { directory: before, replaced, .. }) = stored.map(|stored| &stored.known_account)
    else {
        return Vec::new();
    };
    let is_gone = |hash: &String| directory.iter().all(|(_, hashes)| !hashes.contains(hash));
    let earlier = replaced.iter().filter(|one| one.gets_notices(at)).cloned();
    let now = before.iter().cloned().map(|destination| RemovedDestination { destination, removed_at: at });
    earlier.chain(now).filter(|one| is_gone(&one.destination.hash)).take(MAX_REMOVED).collect()
}

/// Returns the kinds of method of which the directory has a new destination. A kind that had none within the day before
/// is left out, because nobody used another one.
pub(super) fn changed_kinds(stored: Option<&Profile>, profile: &Profile, at: Timestamp) -> Vec<MethodKind> {
    let Some(stored) = stored.map(|stored| &stored.known_account) else { return Vec::new() };
    let known = &profile.known_account;
    let is_new = |destination: &&Destination| destination.changed_at == Some(at);
    let had = |kind| {
        stored.directory.iter().any(|destination| destination.kind == kind)
            || known.replaced.iter().any(|replaced| replaced.destination.kind == kind)
    };
    known
        .directory
        .iter()
        .filter(is_new)
        .map(|destination| destination.kind)
        .filter(|kind| had(*kind))
        .collect()
}

fn destinations(
    id: &AccountId,
    synced: &SyncedAccount,
    policy: &Policy,
    keys: Keys<'_>,
    nonces: [u8; NONCES_BYTES],
) -> Result<Vec<Hashed>, StoreError> {
    let (first, second) = nonces.split_at(NONCE_BYTES);
    let mobile = synced.mobile.as_deref().filter(|number| policy.methods.allows_number(number));
    let destinations =
        [(MethodKind::TextMessage, mobile, first), (MethodKind::Mail, synced.mail.as_deref(), second)];
    let present = destinations.into_iter().filter_map(|(kind, to, nonce)| Some((kind, to?, nonce)));
    present.map(|(kind, to, nonce)| seal_destination(id, kind, to, keys, nonce)).collect()
}

fn seal_destination(
    id: &AccountId,
    kind: MethodKind,
    destination: &str,
    keys: Keys<'_>,
    nonce: &[u8],
) -> Result<Hashed, StoreError> {
    let nonce = nonce.first_chunk().copied().unwrap_or_default();
    let sealed = keys.destinations.seal(id, kind, destination, nonce);
    let stored = Destination {
        kind,
        hint: mask(kind, destination),
        hash: keys.names.destination(kind, destination),
        sealed: sealed.map_err(StoreError::unavailable("encrypting a destination"))?,
        changed_at: None,
    };
    Ok((stored, keys.names.destination_hashes(kind, destination)))
}

fn account(id: &AccountId, synced: &SyncedAccount) -> Account {
    Account {
        id: id.clone(),
        administrator: synced.administrator,
        rules: AccountPasswordRules {
            minimum_length: synced.rules.minimum_length,
            complexity: synced.rules.complexity,
            history_length: synced.rules.history_length,
            maximum_age_seconds: synced.rules.maximum_age_seconds.and_then(|age| u32::try_from(age).ok()),
            account_name: synced.account_name.clone(),
            display_name: synced.display_name.clone(),
        },
        can_change_from: synced.can_change_from.and_then(|seconds| Timestamp::from_second(seconds).ok()),
        password_set_at: synced.password_set_at.and_then(|seconds| Timestamp::from_second(seconds).ok()),
    }
}
