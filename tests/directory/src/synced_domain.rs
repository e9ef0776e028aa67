//! A domain whose changes are synced.

use readmit_agent::directory::Scope;

use crate::reader::{Reader, Reading};
use test_support::{
    administration::UniqueNames,
    lab::{Controller, Lab},
    ldap::Domain,
};

/// A domain with a group and an account of the test, and a reader that has read it once.
#[derive(Debug)]
pub struct SyncedDomain {
    pub lab: Lab,
    /// A connection of the administrator.
    pub domain: Domain,
    pub reader: Reader,
    /// Names that no other test uses.
    pub names: UniqueNames,
    /// The distinguished name of the enabled group.
    pub group: String,
    /// The distinguished name of the excluded group, which has no members.
    pub excluded: String,
    /// The distinguished name of the group of administrators, which has no members.
    pub administrators: String,
    /// The distinguished name of its member.
    pub member: String,
    /// The id of the member.
    pub id: String,
}

impl SyncedDomain {
    /// Creates them with the usual settings.
    pub async fn new() -> Self {
        Self::with(&[]).await
    }

    /// Creates them with lines of `[directory]` replaced.
    pub async fn with(replaced: &[(&str, &str)]) -> Self {
        let lab = Lab::shared(Controller::Plain);
        let mut domain = Domain::administrator(&lab).await;
        let names = UniqueNames::new();
        let member = domain.make_person(&names.name("member"), &[("mobile", "070-174 06 01")]).await;
        let group = domain.make_group(&names.name("enabled"), &[&member]).await;
        let excluded = domain.make_group(&names.name("excluded"), &[]).await;
        let administrators = domain.make_group(&names.name("administrators"), &[]).await;
        let id = domain.id(&names.name("member")).await;
        let scope = Scope {
            enabled: vec![names.name("enabled")],
            excluded: vec![names.name("excluded")],
            administrators: vec![names.name("administrators")],
            explains_ineligibility: true,
        };
        let mut reader = Reader::with(&lab, &scope, replaced);
        let first = reader.read().await;
        assert!(first.is_full && first.account(&names.name("member")).is_some());
        Self { lab, domain, reader, names, group, excluded, administrators, member, id }
    }

    /// Reads the domain once more, and asserts that only changes were read.
    pub async fn read_changes(&mut self) -> Reading {
        self.reader.read_changes().await
    }

    /// Returns whether the reading has the member; otherwise it must say that the member left.
    pub fn has_member(&self, read: &Reading) -> bool {
        let has_member = read.account(&self.names.name("member")).is_some();
        assert!(has_member || read.is_gone(&self.id), "the read has the member neither as sent nor as gone");
        has_member
    }
}
