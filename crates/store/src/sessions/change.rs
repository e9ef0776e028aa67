//! Saves what a step changes of a session.

use std::iter;

use aws_sdk_dynamodb::types::{Delete, TransactWriteItem};
use domain::{AccountLimits, Event, Policy, Registration, Session, SessionId};
use jiff::Timestamp;
use tracing::instrument;

use super::{FIRST_VERSION, LoadedSession, SessionVersions, Sessions, item};
use crate::{
    StoreError,
    audit::Record,
    client_info, limits, registrations,
    table::{check_version, key, put_version},
};

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
