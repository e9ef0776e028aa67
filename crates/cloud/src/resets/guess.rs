//! What one guess is judged by, in two reads: the reset, then all that hangs on it.

use jiff::Timestamp;
use reset_domain::{Registration, Reset, ResetId, shared_limit::SharedLimit};
use tracing::instrument;

use super::{Loaded, Resets, Versions};
use crate::{
    StoreError,
    accounts::{KnownAccount, account_key, read_account},
    codes::{CodeDigest, code_key, read_digest},
    counters::{recent_in, recent_places},
    limits::{self, limits_key},
    registrations::{self, RegistrationVersion, registration_key},
    together::{Place, Together},
};

/// A reset, with what a guess at its newest code is judged by.
#[derive(Debug)]
pub struct ForGuess {
    /// The reset and the limits of its account.
    pub loaded: Loaded,
    /// The keyed hash of the newest code; `None` where none was made, for a decoy or before its delivery.
    pub code: Option<CodeDigest>,
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
    pub async fn load_for_guess(&self, id: &ResetId, now: Timestamp) -> Result<Option<ForGuess>, StoreError> {
        let Some((reset, version)) = self.read(id).await? else { return Ok(None) };
        let [counted, account, registered, code] = self.places(&reset);
        let failed = SharedLimit::failed_guesses();
        let failures = recent_places(&self.table.name, &failed, now);
        let places =
            [&[counted.clone(), account.clone(), registered.clone(), code.clone()], failures.as_slice()]
                .concat();
        let mut found =
            Together::load(&self.table.client, "loading what a guess is judged by", &places).await?;

        let (limits, limits_version) = limits::read(found.take(&counted).as_ref())?;
        let (registration, registered_version) = registrations::read(found.take(&registered).as_ref())?;
        let versions = Versions { reset: version, limits: limits_version };
        Ok(Some(ForGuess {
            loaded: Loaded { reset, limits, versions },
            code: found.take(&code).map(|item| read_digest(&item)).transpose()?,
            account: found.take(&account).map(|item| read_account(&item)).transpose()?,
            registration: Registered { registration, version: registered_version },
            failed_guesses: recent_in(&mut found, &failures)?,
        }))
    }

    /// Where the limits, the account, what is registered and the newest code of a reset lie.
    fn places(&self, reset: &Reset) -> [Place; 4] {
        let account = &reset.subject().account;
        let sending = reset.sent().map_or("none", |sent| sent.id.0.as_str());
        [
            (self.accounts.name.clone(), limits_key(account)),
            (self.accounts.name.clone(), account_key(account)),
            (self.accounts.name.clone(), registration_key(account)),
            (self.table.name.clone(), code_key(reset.id(), sending)),
        ]
    }
}
