//! The baseline of any program: a plain paged `ldapsearch` of the same attributes, whose output is discarded.

use std::{
    process::{Command, Stdio},
    time::Instant,
};

use anyhow::{Context as _, ensure};

use super::domain::Domain;

const FILTER: &str =
    "(&(objectCategory=person)(objectClass=user)(!(userAccountControl:1.2.840.113556.1.4.803:=2)))";

/// The attributes that the agent reads of an account.
const ATTRIBUTES: [&str; 16] = [
    "objectGUID",
    "objectSid",
    "sAMAccountName",
    "userPrincipalName",
    "displayName",
    "userAccountControl",
    "accountExpires",
    "pwdLastSet",
    "adminCount",
    "memberOf",
    "primaryGroupID",
    "msDS-PSOApplied",
    "mobile",
    "otherMailbox",
    "mail",
    "preferredLanguage",
];

/// Runs the search, and returns how many seconds it took.
pub(super) fn seconds(domain: &Domain) -> anyhow::Result<f64> {
    let began = Instant::now();
    let ended = Command::new("ldapsearch")
        .args(["-x", "-LLL", "-E", "pr=500/noprompt", "-H", domain.value("AD_IP_URL")])
        .args(["-D", domain.value("AD_BIND_DN"), "-w", domain.value("AD_BIND_PW")])
        .args(["-b", domain.value("AD_BASE"), FILTER])
        .args(ATTRIBUTES)
        .env("LDAPTLS_CACERT", domain.value("AD_CA"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .context("running ldapsearch (package ldap-utils)")?;
    ensure!(ended.success(), "ldapsearch: {ended}");
    Ok(began.elapsed().as_secs_f64())
}
