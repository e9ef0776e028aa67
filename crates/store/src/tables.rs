//! The tables of resets, sign-ins and sessions.

use aws_sdk_dynamodb::Client;

use crate::{
    audit::AuditTable,
    table::{Table, key},
};

/// The names of the tables of resets, sign-ins and sessions.
#[derive(Debug, Clone)]
pub struct TableNames {
    /// The table of resets, sign-ins, sessions, codes and shared limits.
    pub resets: String,
    /// The table of accounts, limits and registrations.
    pub accounts: String,
    pub audit: AuditTable,
}

/// The tables of resets, sign-ins and sessions.
#[derive(Debug, Clone)]
pub(crate) struct Tables {
    pub(crate) resets: Table,
    pub(crate) accounts: Table,
    pub(crate) audit: AuditTable,
}

impl Tables {
    pub(crate) fn new(client: Client, names: TableNames) -> Self {
        Self {
            resets: Table { client: client.clone(), name: names.resets },
            accounts: Table { client, name: names.accounts },
            audit: names.audit,
        }
    }

    /// Opens the connection for the first request by reading an item that does not exist.
    pub(crate) async fn warm(&self) {
        drop(self.resets.load("warming up", key("RESET#none")).await);
    }
}
