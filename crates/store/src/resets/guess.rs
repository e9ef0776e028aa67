//! One guess: what it is judged by, read in one call, and the one write that counts it.

use domain::{AccountId, AccountLimits, Event, Registration, Reset, ResetId, shared_limit::SharedLimit};
use jiff::Timestamp;
use tracing::instrument;

use super::{Loaded, Resets, Versions};
use crate::{
    StoreError,
    accounts::{KnownAccount, account_key, read_account},
    audit::Record,
    counters::{recent_in, recent_places},
    item::text,
    limits::{self, limits_key},
    registrations::{self, RegistrationVersion, registration_key},
    table::put_refused,
    together::{BatchGet, Place},
};

/// A reset, with what a guess is judged by.
#[derive(Debug)]
pub struct GuessContext {
    /// The reset and the limits of its account.
    pub loaded: Loaded,
    /// The account; `None` for a decoy. Nothing may be told of it before the guess has proved right.
    pub account: Option<KnownAccount>,
    /// What its person has registered.
    pub registration: Registered,
    /// Failed guesses of the tenant, of late.
    pub failed_guesses: u32,
}

/// What somebody has registered, as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// It.
    pub registration: Registration,
    /// For saving what is decided on the strength of this.
    pub version: RegistrationVersion,
}

impl Resets {
    /// Everything for one guess. The same reads are made for accounts and decoys.
    #[instrument(level = "debug", skip_all)]
    pub async fn load_for_guess(
        &self,
        id: &ResetId,
        account: &AccountId,
        now: Timestamp,
    ) -> Result<Option<GuessContext>, StoreError> {
        let of_account = [limits_key(account), account_key(account), registration_key(account)];
        let of_account = of_account.map(|pk| Place::new(&self.accounts.name, pk));
        let failures = recent_places(&self.table.name, &SharedLimit::failed_guesses(), now);
        let places = [&[self.place(id)], of_account.as_slice(), failures.as_slice()].concat();
        let mut found =
            BatchGet::load(&self.table.client, "loading what a guess is judged by", &places).await?;

        let Some(alone) = self.take_from(&mut found, id, account)? else { return Ok(None) };
        let [counted, account, registered] = &of_account;
        let (limits, limits_version) = limits::read(found.take(counted).as_ref())?;
        let (registration, version) = registrations::read(found.take(registered).as_ref())?;
        let versions = Versions { reset: alone.version, limits: limits_version };
        Ok(Some(GuessContext {
            loaded: Loaded { reset: alone.reset, limits, versions },
            account: found.take(account).map(|item| read_account(&item)).transpose()?,
            registration: Registered { registration, version },
            failed_guesses: recent_in(&mut found, &failures)?,
        }))
    }

    /// Counts a guess in the limits of its account, if they are as they were read. The reset is not looked at: whatever it has
    /// become, guesses at one code are counted by the limits, and a gate is proved on the condition that the reset is as it was
    /// read. `attempt` names the asking, so that a call repeated after its reply was lost finds its own mark. Returns the
    /// versions for proving a gate.
    #[instrument(level = "debug", skip_all)]
    pub async fn count_guess(
        &self,
        read: &Versions,
        account: &AccountId,
        limits: &AccountLimits,
        attempt: &str,
        now: Timestamp,
    ) -> Result<Versions, StoreError> {
        let next = limits::next(read.limits);
        let mut item = limits::write(account, limits, next, now);
        item.insert("attempt".to_owned(), text(attempt));
        let put = self.accounts.client.put_item().table_name(&self.accounts.name).set_item(Some(item));
        let put = limits::as_read(put, read.limits, attempt);
        match put.send().await {
            Ok(_) => Ok(Versions { limits: Some(next), ..*read }),
            Err(error) if put_refused(&error) => Err(StoreError::Conflict),
            Err(error) => Err(StoreError::unavailable("counting a guess")(error)),
        }
    }

    /// Notes a guess that was wrong. It was counted at this version of the limits, which no other was.
    #[instrument(level = "debug", skip_all)]
    pub async fn note_guess(
        &self,
        reset: &Reset,
        counted: &Versions,
        event: &Event,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let once = format!("guess#{}", counted.limits.unwrap_or_default());
        self.note(Record::of_reset(reset, &once, event, now)).await
    }
}
