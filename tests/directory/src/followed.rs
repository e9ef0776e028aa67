//! A domain whose changes are followed.

use readmit_agent::directory::Scope;

use crate::{
    edit::Fresh,
    lab::{Controller, Lab},
    ldap::Domain,
    reader::{Read, Reader},
};

/// A domain with a group and an account of the test's own, and somebody who has read it once.
#[derive(Debug)]
pub struct Followed {
    /// The controller.
    pub lab: Lab,
    /// Its administrator.
    pub domain: Domain,
    /// Who follows.
    pub reader: Reader,
    /// Names that nobody else uses.
    pub names: Fresh,
    /// The enabled group, by its distinguished name.
    pub group: String,
    /// A member of it, likewise.
    pub member: String,
    /// The member's id.
    pub id: String,
}

impl Followed {
    /// With the usual settings.
    pub async fn new() -> Self {
        Self::with(&[]).await
    }

    /// With lines of `[directory]` replaced.
    pub async fn with(replaced: &[(&str, &str)]) -> Self {
        let lab = Lab::shared(Controller::Plain);
        let mut domain = Domain::administrator(&lab).await;
        let names = Fresh::new();
        let member = domain.make_person(&names.of("member"), &[("mobile", "070-174 06 01")]).await;
        let group = domain.make_group(&names.of("enabled"), &[&member]).await;
        let id = domain.id(&names.of("member")).await;
        let scope = Scope {
            enabled: vec![names.of("enabled")],
            excluded: vec![names.of("excluded")],
            administrators: vec![names.of("administrators")],
        };
        let mut reader = Reader::with(&lab, &scope, replaced);
        let first = reader.read().await;
        assert!(first.is_full && first.account(&names.of("member")).is_some());
        Self { lab, domain, reader, names, group, member, id }
    }

    /// The next reading, which follows changes.
    pub async fn follow(&mut self) -> Read {
        self.reader.follow().await
    }

    /// Whether the member is told to be there, or told to be gone.
    pub fn is_there(&self, read: &Read) -> bool {
        let is_there = read.account(&self.names.of("member")).is_some();
        assert!(is_there || read.lost(&self.id), "nothing is told of the member");
        is_there
    }
}
