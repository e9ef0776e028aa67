//! The store of sessions.

mod change;
pub(crate) mod item;
mod reference;

use aws_sdk_dynamodb::Client;
use domain::{AccountLimits, Event, Policy, Registration, Reset, Session, SessionId, SignIn};
use jiff::Timestamp;
use tracing::instrument;

pub use change::{SessionChange, SessionOutcome};
pub use reference::{REFERENCE_BYTES, Reference};

use crate::{
    StoreError,
    accounts::{KnownAccount, account_key, read_account},
    audit::Record,
    batch_get::{BatchGet, ItemKey},
    client_info,
    limits::{self, LimitsVersion, limits_key},
    registrations::{self, RegistrationVersion, registration_key},
    resets::write_reset,
    sign_ins,
    table::{key, put_lost_race, put_version},
    tables::{TableNames, Tables},
};

/// The version of a session under a new reference.
const FIRST_VERSION: u64 = 1;

/// The store of sessions.
#[derive(Debug, Clone)]
pub struct Sessions {
    tables: Tables,
}

/// A session as it was read, with its account, limits and registration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadedSession {
    pub session: Session,
    /// The account; `None` if it may not use Readmit any more.
    pub account: Option<KnownAccount>,
    pub limits: AccountLimits,
    pub registration: Registration,
    /// The versions of what was read, for saving what was computed from it.
    pub versions: SessionVersions,
}

/// The versions of a session, of its account's limits and of its registration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionVersions {
    session: u64,
    limits: LimitsVersion,
    registration: RegistrationVersion,
}

impl Sessions {
    /// Makes the store on these tables.
    pub fn new(client: Client, names: TableNames) -> Self {
        Self { tables: Tables::new(client, names) }
    }

    /// Opens the connection for the first request by reading an item that does not exist.
    pub async fn warm(&self) {
        self.tables.warm().await;
    }

    /// Loads a session with its account, limits and registration.
    #[instrument(level = "debug", skip_all)]
    pub async fn load(&self, id: &SessionId) -> Result<Option<LoadedSession>, StoreError> {
        let Some(item) = self.tables.resets.load("loading a session", key(item::key(id))).await? else {
            return Ok(None);
        };
        let (session, version) = item::read(&item)?;
        self.with_account(session, version).await.map(Some)
    }

    /// Loads the account, limits and registration of a session that has just begun.
    #[instrument(level = "debug", skip_all)]
    pub async fn load_begun(&self, session: Session) -> Result<LoadedSession, StoreError> {
        self.with_account(session, FIRST_VERSION).await
    }

    async fn with_account(&self, session: Session, version: u64) -> Result<LoadedSession, StoreError> {
        let of = &session.account;
        let item_keys = [account_key(of), limits_key(of), registration_key(of)]
            .map(|pk| ItemKey::new(&self.tables.accounts.name, pk));
        let mut batch =
            BatchGet::load(&self.tables.resets.client, "loading the account of a session", &item_keys)
                .await?;
        let [account, limits_item, registration_item] = &item_keys;
        let (limits, limits_version) = limits::read(batch.take(limits_item).as_ref())?;
        let (registration, registration_version) =
            registrations::read(batch.take(registration_item).as_ref())?;
        Ok(LoadedSession {
            account: batch.take(account).as_ref().map(read_account).transpose()?,
            limits,
            registration,
            versions: SessionVersions {
                session: version,
                limits: limits_version,
                registration: registration_version,
            },
            session,
        })
    }

    /// Stores the session of a sign-in that was read at this version, and ends the sign-in.
    #[instrument(level = "debug", skip_all)]
    pub async fn begin(
        &self,
        session: &Session,
        sign_in: &SignIn,
        read: u64,
        event: &Event,
        policy: &Policy,
    ) -> Result<(), StoreError> {
        let finished = sign_ins::write_sign_in(sign_in, read + 1);
        let mut record = sign_ins::record(sign_in, read + 1, event, session.began_at);
        record.subjects.extend(client_info::attributes(session.client.as_ref()));
        let items = vec![
            put_version(&self.tables.resets.name, finished, Some(read))?,
            put_version(&self.tables.resets.name, item::write(session, FIRST_VERSION, policy), None)?,
            record.put(&self.tables.audit)?,
        ];
        self.tables.resets.commit("beginning a session", items).await
    }

    /// Records that a session was used. [`StoreError::Conflict`] if the session was changed or ended meanwhile.
    #[instrument(level = "debug", skip_all)]
    pub async fn note_use(
        &self,
        read: &SessionVersions,
        session: &Session,
        policy: &Policy,
    ) -> Result<SessionVersions, StoreError> {
        let next = read.session + 1;
        let put = self
            .tables
            .resets
            .client
            .put_item()
            .table_name(&self.tables.resets.name)
            .set_item(Some(item::write(session, next, policy)))
            .condition_expression("version = :read")
            .expression_attribute_values(":read", crate::item::number(read.session));
        match put.send().await {
            Ok(_) => Ok(SessionVersions { session: next, ..*read }),
            Err(error) if put_lost_race(&error) => Err(StoreError::Conflict),
            Err(error) => Err(StoreError::unavailable("noting that a session was used")(error)),
        }
    }

    /// Stores a change of password that has just begun. It contains the moment of the sign-in, so that signing out
    /// everywhere, at this moment or later, ends it too.
    #[instrument(level = "debug", skip_all)]
    pub async fn open_change(&self, reset: &Reset, event: &Event, now: Timestamp) -> Result<(), StoreError> {
        let items = vec![
            put_version(&self.tables.resets.name, write_reset(reset, 1)?, None)?,
            Record::for_reset(reset, "1", event, now).put(&self.tables.audit)?,
        ];
        self.tables.resets.commit("opening a change", items).await
    }
}
