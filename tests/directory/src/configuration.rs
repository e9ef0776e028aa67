//! Configurations of agents that talk to the lab's domain controller.

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
};

use agent_protocol::sync::Domain;
use readmit_agent::{
    active_directory::ActiveDirectory,
    configuration::{Configuration, DirectorySettings},
    directory::{Directory as _, DirectoryError},
};

use test_support::lab::Lab;

/// Reads the names of the domain with some lines of `[directory]` replaced.
pub async fn read_domain(lab: &Lab, replaced: &[(&str, &str)]) -> Result<Domain, DirectoryError> {
    active_directory(lab, replaced).domain().await
}

pub fn host(url: &str) -> &str {
    let host = url.trim_start_matches("ldaps://");
    host.split_once(':').map_or(host, |(host, _)| host)
}

/// Returns the value of `addresses`: the address to dial for each host.
pub fn addresses(hosts: &[(&str, &str)]) -> String {
    let written: Vec<_> = hosts.iter().map(|(host, address)| format!("\"{host}\" = \"{address}\"")).collect();
    format!("{{ {} }}", written.join(", "))
}

/// Returns `[directory]` for the lab. Some lines are replaced, or left out if their new value is empty.
pub fn section(lab: &Lab, folder: &Path, replaced: &[(&str, &str)]) -> String {
    let secret = secret_file(folder, "bind-password", lab.value("AD_BIND_PW"));
    let mut lines = vec![
        ("urls", format!("[\"{}\"]", lab.value("AD_URL"))),
        ("addresses", addresses(&[(host(lab.value("AD_URL")), lab.value("AD_ADDR"))])),
        ("ca_file", format!("\"{}\"", lab.value("AD_CA"))),
        ("bind_name", format!("\"{}\"", lab.value("AD_BIND_DN"))),
        ("bind_password_file", format!("\"{}\"", secret.display())),
        ("default_country", "\"SE\"".to_owned()),
        ("connect_timeout_seconds", "20".to_owned()),
        ("operation_timeout_seconds", "30".to_owned()),
    ];
    for (name, value) in replaced {
        lines.retain(|(line, _)| line != name);
        if !value.is_empty() {
            lines.push((name, (*value).to_owned()));
        }
    }
    let lines: Vec<_> = lines.iter().map(|(name, value)| format!("{name} = {value}\n")).collect();
    format!("[directory]\nkind = \"active-directory\"\n{}", lines.concat())
}

/// Returns the agent's directory for the lab, with some lines of `[directory]` replaced.
pub fn active_directory(lab: &Lab, replaced: &[(&str, &str)]) -> ActiveDirectory {
    let folder = tempfile::tempdir().expect("a folder");
    directory_in(lab, folder.path(), replaced)
}

/// Writes a file that only its owner may read.
pub(crate) fn secret_file(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).expect("written");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("chmod");
    path
}

/// Returns the agent's directory for the lab, whose secrets are in a folder.
pub(crate) fn directory_in(lab: &Lab, folder: &Path, replaced: &[(&str, &str)]) -> ActiveDirectory {
    let text = format!(
        "state_dir = \"state\"\n[cloud]\nurl = \"http://127.0.0.1:1\"\n{}",
        section(lab, folder, replaced),
    );
    match Configuration::parse(&text).expect("a configuration").directory {
        DirectorySettings::ActiveDirectory(settings) => ActiveDirectory::new(*settings).expect("a directory"),
        DirectorySettings::Demonstration(_) => unreachable!("the text says otherwise"),
    }
}
