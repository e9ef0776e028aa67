//! The store of sessions.

pub(crate) mod item;
mod reference;

use std::iter;

use aws_sdk_dynamodb::{
    Client,
    types::{Delete, TransactWriteItem},
};
use domain::{AccountLimits, Event, Policy, Registration, Reset, Session, SessionId, SignIn};
use jiff::Timestamp;
use tracing::instrument;

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
    table::{check_version, key, put_lost_race, put_version},
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

/// The effect of a step on its session.
#[derive(Debug, Clone, Copy)]
pub enum SessionOutcome<'a> {
    /// The stored session stays as it is.
    Kept,
    /// The session is saved.
    Saved(&'a Session),
    /// The session goes on under a new reference; the old one is invalid.
    Rotated(&'a Session),
    /// The session ends.
    Ended,
}

impl SessionOutcome<'_> {
    const fn version_after(&self, read: u64) -> u64 {
        match self {
            Self::Kept | Self::Ended => read,
            Self::Saved(_) => read + 1,
            Self::Rotated(_) => FIRST_VERSION,
        }
    }
}

/// The changes of a step, all of which are saved or none.
#[derive(Debug, Clone, Copy)]
pub struct SessionChange<'a> {
    /// The effect on the session.
    pub outcome: SessionOutcome<'a>,
    /// The account's limits, if they changed.
    pub limits: Option<&'a AccountLimits>,
    /// The registration, if it changed.
    pub registration: Option<&'a Registration>,
    /// The event for the audit trail.
    pub event: &'a Event,
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

    /// Saves a step, and returns the versions for a next step of this session. [`StoreError::Conflict`] if something
    /// else was saved since the session was read.
    #[instrument(level = "debug", skip_all)]
    pub async fn save(
        &self,
        read: &LoadedSession,
        change: SessionChange<'_>,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<SessionVersions, StoreError> {
        let LoadedSession { session, versions, .. } = read;
        let mut items = self.outcome(session, versions.session, change.outcome, policy)?;
        let (accounts, account) = (&self.tables.accounts.name, &session.account);
        items.extend(
            change
                .limits
                .map(|limits| limits::put(accounts, account, limits, versions.limits, now))
                .transpose()?,
        );
        let put_registration =
            |registration| registrations::put(accounts, account, registration, versions.registration);
        items.extend(change.registration.map(put_registration).transpose()?);
        // Each step changes at least one of them, so the combination is unique.
        let (limits, registration) = (versions.limits.unwrap_or(0), versions.registration.unwrap_or(0));
        let occurrence = format!("{}.{limits}.{registration}", versions.session);
        items.push(record(session, &occurrence, change.event, now).put(&self.tables.audit)?);
        self.tables.resets.commit("saving a session", items).await?;
        let (limits, registration) = (change.limits.is_some(), change.registration.is_some());
        Ok(SessionVersions {
            session: change.outcome.version_after(versions.session),
            limits: if limits { Some(limits::next(versions.limits)) } else { versions.limits },
            registration: if registration {
                Some(registrations::next(versions.registration))
            } else {
                versions.registration
            },
        })
    }

    fn outcome(
        &self,
        read: &Session,
        version: u64,
        outcome: SessionOutcome<'_>,
        policy: &Policy,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let table = &self.tables.resets.name;
        Ok(match outcome {
            SessionOutcome::Kept => vec![check_version(table, key(item::key(&read.id)), Some(version))?],
            SessionOutcome::Saved(session) => {
                vec![put_version(table, item::write(session, version + 1, policy), Some(version))?]
            }
            SessionOutcome::Rotated(session) => {
                vec![
                    self.delete(&read.id)?,
                    put_version(table, item::write(session, FIRST_VERSION, policy), None)?,
                ]
            }
            SessionOutcome::Ended => vec![self.delete(&read.id)?],
        })
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

    fn delete(&self, id: &SessionId) -> Result<TransactWriteItem, StoreError> {
        let delete = Delete::builder()
            .table_name(&self.tables.resets.name)
            .set_key(Some(key(item::key(id))))
            .condition_expression("attribute_exists(pk)")
            .build()
            .map_err(StoreError::unavailable("writing a transaction"))?;
        Ok(TransactWriteItem::builder().delete(delete).build())
    }
}

fn record<'a>(session: &Session, occurrence: &str, event: &'a Event, at: Timestamp) -> Record<'a> {
    Record {
        id: format!("session#{}#{occurrence}", session.id.0),
        at,
        subjects: iter::once(("account", session.account.0.clone()))
            .chain(client_info::attributes(session.client.as_ref()))
            .collect(),
        event,
    }
}
