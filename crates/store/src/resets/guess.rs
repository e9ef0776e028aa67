//! A guess: one call reads what verifying it needs, and one write counts it.

use domain::{AccountId, AccountLimits, Event, Registration, Reset, ResetId, shared_limit::SharedLimit};
use jiff::Timestamp;
use tracing::instrument;

use super::{LoadedReset, ResetVersions, Resets};
use crate::{
    StoreError,
    accounts::{KnownAccount, account_key, read_account},
    audit::Record,
    batch_get::{BatchGet, ItemKey},
    counters::{recent_keys, sum_counters},
    item::text,
    limits::{self, limits_key},
    registrations::{self, RegistrationVersion, registration_key},
    table::put_lost_race,
};

/// A reset, with what verifying a guess needs.
#[derive(Debug)]
pub struct GuessContext {
    /// The reset and the limits of its account.
    pub loaded: LoadedReset,
    /// The account; `None` for a decoy. The answer must not depend on it before the guess has proved right.
    pub account: Option<KnownAccount>,
    pub registration: VersionedRegistration,
    /// Recent failed guesses of the whole company.
    pub failed_guesses: u32,
}

/// A registration as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionedRegistration {
    pub registration: Registration,
    /// The version that it was read at, for saving what was computed from it.
    pub version: RegistrationVersion,
}

impl Resets {
    /// Loads everything that verifying a guess needs. The same reads are made for accounts and decoys.
    #[instrument(level = "debug", skip_all)]
    pub async fn load_for_guess(
        &self,
        id: &ResetId,
        account: &AccountId,
        now: Timestamp,
    ) -> Result<Option<GuessContext>, StoreError> {
        let account_keys = [limits_key(account), account_key(account), registration_key(account)];
        let account_keys = account_keys.map(|pk| ItemKey::new(&self.tables.accounts.name, pk));
        let failures = recent_keys(&self.tables.resets.name, &SharedLimit::failed_guesses(), now);
        let item_keys = [&[self.item_key(id)], account_keys.as_slice(), failures.as_slice()].concat();
        let mut batch =
            BatchGet::load(&self.tables.resets.client, "loading what a guess is compared with", &item_keys)
                .await?;

        let Some(versioned) = self.take_reset(&mut batch, id, account)? else { return Ok(None) };
        let [limits_item, account, registration_item] = &account_keys;
        let (limits, limits_version) = limits::read(batch.take(limits_item).as_ref())?;
        let (registration, version) = registrations::read(batch.take(registration_item).as_ref())?;
        let versions = ResetVersions { reset: versioned.version, limits: limits_version };
        Ok(Some(GuessContext {
            loaded: LoadedReset { reset: versioned.reset, limits, versions },
            account: batch.take(account).map(|item| read_account(&item)).transpose()?,
            registration: VersionedRegistration { registration, version },
            failed_guesses: sum_counters(&mut batch, &failures)?,
        }))
    }

    /// Counts a guess in the limits of its account, if they are as they were read. The reset is not checked: guesses
    /// are counted by the limits whatever has become of the reset, and a gate is proved only if the reset is as it was
    /// read. `attempt` is the request's id, by which a call that is repeated after its reply was lost recognizes its
    /// own write. Returns the versions for proving a gate.
    #[instrument(level = "debug", skip_all)]
    pub async fn count_guess(
        &self,
        read: &ResetVersions,
        account: &AccountId,
        limits: &AccountLimits,
        attempt: &str,
        now: Timestamp,
    ) -> Result<ResetVersions, StoreError> {
        let next = limits::next(read.limits);
        let mut item = limits::write(account, limits, next, now);
        item.insert("attempt".to_owned(), text(attempt));
        let put = self
            .tables
            .accounts
            .client
            .put_item()
            .table_name(&self.tables.accounts.name)
            .set_item(Some(item));
        let put = limits::if_unchanged(put, read.limits, attempt);
        match put.send().await {
            Ok(_) => Ok(ResetVersions { limits: Some(next), ..*read }),
            Err(error) if put_lost_race(&error) => Err(StoreError::Conflict),
            Err(error) => Err(StoreError::unavailable("counting a guess")(error)),
        }
    }

    /// Writes the audit entry of a wrong guess. The version of the limits that counted it makes the entry's id unique.
    #[instrument(level = "debug", skip_all)]
    pub async fn note_guess(
        &self,
        reset: &Reset,
        versions: &ResetVersions,
        event: &Event,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let occurrence = format!("guess#{}", versions.limits.unwrap_or_default());
        self.note(Record::for_reset(reset, &occurrence, event, now)).await
    }
}
