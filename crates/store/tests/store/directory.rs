//! The accounts of a directory in the store, as syncs save them.

use std::convert::Infallible;

use agent_protocol::sync::{Account, Domain, IneligibleAccount, PasswordRules};
use crypto::{
    destinations::NONCE_BYTES,
    keys::{DestinationKey, NameKey, Secret},
};
use domain::{Policy, UserName, name::Domains};
use jiff::SignedDuration;
use store::{
    accounts::{AccountLookup, Accounts, Batch, FullSync, Keys, NONCES_BYTES},
    audit::AuditTable,
};

use crate::emulator::{Emulator, at};

pub(crate) const NOW: &str = "2027-02-01T08:00:00Z";
pub(crate) const OLD: &str = "a secret of at least thirty-two bytes";

pub(crate) struct Directory {
    pub(crate) accounts: Accounts,
    pub(crate) names: NameKey,
    pub(crate) destinations: DestinationKey,
    policy: Policy,
    audit: AuditTable,
}

impl Directory {
    pub(crate) fn in_emulator(emulator: &Emulator) -> Self {
        Self::with_secret(emulator, OLD)
    }

    pub(crate) fn with_secret(emulator: &Emulator, values: &str) -> Self {
        let secret = Secret::new(values.into()).unwrap();
        Self {
            accounts: Accounts::new(emulator.client.clone(), emulator.tables.accounts.clone()),
            names: secret.name_key(),
            destinations: secret.destination_key(),
            policy: domain::policy::parse("[methods]\ncalling_codes = [\"+46\"]\n").unwrap(),
            audit: emulator.tables.audit.clone(),
        }
    }

    /// Saves accounts at this minute. Returns the clashes.
    pub(crate) async fn save(&self, minutes: i64, accounts: &[Account]) -> Vec<Vec<String>> {
        let nonces = || Ok::<_, Infallible>([5; NONCES_BYTES]);
        let saved = self.accounts.save(&self.batch(&domain(), minutes), accounts, nonces).await;
        saved.unwrap().unwrap().into_iter().map(|clash| clash.accounts).collect()
    }

    /// Saves accounts that may not reset at this minute.
    pub(crate) async fn save_ineligible(&self, minutes: i64, accounts: &[IneligibleAccount]) {
        let nonces = || Ok::<_, Infallible>([5; NONCE_BYTES]);
        let saved = self.accounts.save_ineligible(&self.batch(&domain(), minutes), accounts, nonces).await;
        saved.unwrap().unwrap();
    }

    fn batch<'a>(&'a self, domain: &'a Domain, minutes: i64) -> Batch<'a> {
        let keys = Keys { names: &self.names, destinations: &self.destinations };
        let at = at(NOW) + SignedDuration::from_mins(minutes);
        Batch { domain, policy: &self.policy, keys, audit: &self.audit, at }
    }

    /// Ends a full sync that began at this minute.
    pub(crate) async fn finish(&self, minutes: i64) {
        let began = at(NOW) + SignedDuration::from_mins(minutes);
        let sync = FullSync { domain: "DEMO", began_at: began, now: began + SignedDuration::from_mins(1) };
        self.accounts.delete_unsynced(sync).await.unwrap();
        self.accounts.delete_unsynced_ineligible(sync).await.unwrap();
    }

    pub(crate) async fn find(&self, name: &str) -> AccountLookup {
        let Domain { netbios, suffixes } = domain();
        let domains = Domains { netbios: vec![netbios], suffixes };
        self.accounts.find(&self.names, &UserName::parse(name, &domains).unwrap()).await.unwrap()
    }

    pub(crate) async fn id_of(&self, name: &str) -> Option<String> {
        self.find(name).await.account.map(|known| known.account.id.0)
    }
}

pub(crate) fn domain() -> Domain {
    Domain {
        netbios: "DEMO".into(),
        suffixes: vec!["demo.example".into(), "first.example".into(), "second.example".into()],
    }
}

pub(crate) fn anna() -> Account {
    Account {
        id: "id-anna".into(),
        account_name: "anna".into(),
        user_principal_name: Some("anna@demo.example".into()),
        display_name: "Anna".into(),
        work_mail: Some("anna.andersson@work.example".into()),
        mobile: Some("+46700000042".into()),
        mail: Some("anna@private.example".into()),
        language: Some("sv".into()),
        administrator: false,
        rules: PasswordRules {
            minimum_length: 12,
            complexity: true,
            history_length: 24,
            ..PasswordRules::default()
        },
        can_change_from: None,
        password_set_at: None,
    }
}
