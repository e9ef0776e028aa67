//! Application of a policy.

use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use domain::{Event, Policy};
use jiff::Timestamp;
use tracing::instrument;

use super::{CurrentPolicy, load_current};
use crate::{
    StoreError,
    audit::{AuditTable, Record},
    item::{Attributes, attributes, moment, number, text},
    table::{Table, put_version},
};

/// The store of settings as an administrator uses it.
#[derive(Debug, Clone)]
pub struct Administration {
    settings: Table,
    audit: AuditTable,
}

/// The outcome of applying a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyChange {
    /// The policy that was in force before.
    pub before: CurrentPolicy,
    /// The policy that is in force now.
    pub after: CurrentPolicy,
}

impl Administration {
    /// Makes the store on these tables.
    pub const fn new(client: Client, settings: String, audit: AuditTable) -> Self {
        Self { settings: Table { client, name: settings }, audit }
    }

    /// Puts a policy in force, unless it is in force already.
    #[instrument(level = "debug", skip_all)]
    pub async fn apply(&self, policy: Policy, now: Timestamp) -> Result<PolicyChange, StoreError> {
        let before = load_current(&self.settings).await?;
        if before.version > 0 && *before.policy == policy {
            return Ok(PolicyChange { after: before.clone(), before });
        }
        let after = CurrentPolicy { version: before.version + 1, policy: Arc::new(policy) };
        let read = (before.version > 0).then_some(before.version);
        let subjects = vec![("policy_version", after.version.to_string())];
        let id = format!("policy#{}", after.version);
        let items = vec![
            put_version(&self.settings.name, item("CURRENT", &after, now)?, read)?,
            put_version(&self.settings.name, item(&format!("{:010}", after.version), &after, now)?, None)?,
            Record { id, at: now, subjects, event: &Event::PolicyApplied }.put(&self.audit)?,
        ];
        self.settings.commit("applying a policy", items).await?;
        Ok(PolicyChange { before, after })
    }
}

fn item(sk: &str, current: &CurrentPolicy, now: Timestamp) -> Result<Attributes, StoreError> {
    let policy =
        serde_json::to_string(&*current.policy).map_err(StoreError::unavailable("writing the policy"))?;
    Ok(attributes([
        ("pk", text("POLICY")),
        ("sk", text(sk)),
        ("version", number(current.version)),
        ("policy", text(policy)),
        ("applied_at", moment(now)),
    ]))
}
