//! A large domain, which is made once and kept for the next measurement.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
};

use anyhow::{Context as _, ensure};
use ldap3::{Ldap, LdapConnAsync, LdapConnSettings, Mod};
use rustls::{
    ClientConfig, RootCertStore,
    crypto::aws_lc_rs,
    pki_types::{CertificateDer, pem::PemObject as _},
};

/// The settings of the lab, separate from those of `./scripts/run --samba`, of the tests and of other measurements.
const ADDRESS: &str = "127.0.0.58";

/// A domain controller that runs for this measurement.
#[derive(Debug)]
pub(super) struct Domain {
    values: HashMap<String, String>,
    administrator: Option<Ldap>,
    lab: Lab,
    users: usize,
}

/// `scripts/samba-lab` for one folder.
#[derive(Debug)]
struct Lab {
    script: PathBuf,
    folder: String,
}

impl Domain {
    /// Starts the controller. If the domain does not exist, makes it, which takes some minutes.
    pub(super) fn start(root: &Path, users: usize, groups: usize) -> anyhow::Result<Self> {
        let lab =
            Lab { script: root.join("scripts/samba-lab"), folder: format!("/tmp/readmit-large-{users}") };
        lab.run(&["install"])?;
        if lab.run(&["status"]).is_err() {
            if !Path::new(&lab.folder).join(".seeded").exists() {
                lab.run(&["provision"])?;
            }
            lab.run(&["large", &users.to_string(), &groups.to_string()])?;
            lab.run(&["start"])?;
        }
        let said = lab.run(&["env"])?;
        let pairs = said.lines().filter_map(|line| line.split_once('='));
        let values = pairs.map(|(name, value)| (name.to_owned(), value.trim_matches('\'').to_owned()));
        Ok(Self { values: values.collect(), administrator: None, lab, users })
    }

    /// Returns one of the values that `samba-lab env` prints.
    pub(super) fn value(&self, name: &str) -> &str {
        self.values.get(name).map(String::as_str).unwrap_or_default()
    }

    /// Gives this many users a new display name, and returns that of the last one.
    pub(super) async fn change(&mut self, count: usize, purpose: &str) -> anyhow::Result<String> {
        if self.administrator.is_none() {
            self.administrator = Some(self.sign_in().await?);
        }
        let users = self.users;
        let ldap = self.administrator.as_mut().context("signed in")?;
        let stamp = crate::clock::seconds();
        let mut name = String::new();
        for index in (0..count).map(|index| index * 97 % users) {
            name = format!("{purpose}, {index} at {stamp}");
            let dn = format!("CN=large{index:06},OU=L{:03},OU=Large,OU=Corp,DC=demo,DC=example", index / 500);
            let change = vec![Mod::Replace("displayName", [name.as_str()].into())];
            ldap.modify(&dn, change).await?.success().with_context(|| dn.clone())?;
        }
        Ok(name)
    }

    async fn sign_in(&self) -> anyhow::Result<Ldap> {
        let mut roots = RootCertStore::empty();
        for certificate in CertificateDer::pem_file_iter(self.value("AD_CA"))? {
            roots.add(certificate?)?;
        }
        let tls = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let settings = LdapConnSettings::new().set_config(Arc::new(tls));
        let (connection, mut ldap) = LdapConnAsync::with_settings(settings, self.value("AD_IP_URL")).await?;
        tokio::spawn(connection.drive());
        let bound = ldap.simple_bind(self.value("AD_ADMIN_DN"), self.value("AD_ADMIN_PW")).await?;
        bound.success()?;
        Ok(ldap)
    }
}

/// Stops the controller. The domain stays on disk.
impl Drop for Domain {
    fn drop(&mut self) {
        let _stopped_anyway = self.lab.run(&["stop"]);
    }
}

impl Lab {
    fn run(&self, arguments: &[&str]) -> anyhow::Result<String> {
        let settings = [("LAB_DIR", self.folder.as_str()), ("LAB_IP", ADDRESS)];
        let done = Command::new(&self.script).args(arguments).envs(settings).output()?;
        let said = String::from_utf8_lossy(&done.stderr);
        ensure!(done.status.success(), "scripts/samba-lab {}: {said}", arguments.join(" "));
        Ok(String::from_utf8_lossy(&done.stdout).into_owned())
    }
}
