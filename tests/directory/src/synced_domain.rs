//! A domain whose changes are followed.

use readmit_agent::directory::Scope;

use crate::{
    administration::UniqueNames,
    lab::{Controller, Lab},
    ldap::Domain,
    reader::{Reader, Reading},
};

/// A domain with a group and an account of the test's own, and somebody who has read it once.
#[derive(Debug)]
pub struct SyncedDomain {
    /// The controller.
    pub lab: Lab,
    /// Its administrator.
    pub domain: Domain,
    /// Who follows.
    pub reader: Reader,
    /// Names that nobody else uses.
    pub names: UniqueNames,
    /// The enabled group, by its distinguished name.
    pub group: String,
    /// A member of it, likewise.
    pub member: String,
    /// The member's id.
    pub id: String,
}

impl SyncedDomain {
    /// With the usual settings.
    pub async fn new() -> Self {
        Self::with(&[]).await
    }

    /// With lines of `[directory]` replaced.
    pub async fn with(replaced: &[(&str, &str)]) -> Self {
        let lab = Lab::shared(Controller::Plain);
        let mut domain = Domain::administrator(&lab).await;
        let names = UniqueNames::new();
        let member = domain.make_person(&names.name("member"), &[("mobile", "070-174 06 01")]).await;
        let group = domain.make_group(&names.name("enabled"), &[&member]).await;
        let id = domain.id(&names.name("member")).await;
        let scope = Scope {
            enabled: vec![names.name("enabled")],
            excluded: vec![names.name("excluded")],
            administrators: vec![names.name("administrators")],
        };
        let mut reader = Reader::with(&lab, &scope, replaced);
        let first = reader.read().await;
        assert!(first.is_full && first.account(&names.name("member")).is_some());
        Self { lab, domain, reader, names, group, member, id }
    }

    /// The next reading, which follows changes.
    pub async fn read_changes(&mut self) -> Reading {
        self.reader.read_changes().await
    }

    /// Whether the member is told to be there, or told to be gone.
    pub fn has_member(&self, read: &Reading) -> bool {
        let has_member = read.account(&self.names.name("member")).is_some();
        assert!(has_member || read.is_gone(&self.id), "nothing is told of the member");
        has_member
    }
}
