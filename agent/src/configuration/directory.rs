//! `[directory]`: the members of each kind.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use serde::Deserialize;

use super::{Addresses, DomainName, LdapsUrl, SecretFile};
use crate::phone::DefaultCountry;

/// The settings of either kind of directory.
#[derive(Debug)]
pub enum DirectorySettings {
    /// A domain with its controllers.
    ActiveDirectory(Box<ActiveDirectorySettings>),
    /// The built-in demonstration directory.
    Demonstration(DemonstrationSettings),
}

impl DirectorySettings {
    pub(super) fn paths(&mut self) -> Vec<&mut PathBuf> {
        match self {
            Self::ActiveDirectory(settings) => {
                vec![&mut settings.ca_file, settings.bind_password_file.path_mut()]
            }
            Self::Demonstration(settings) => vec![&mut settings.folder],
        }
    }
}

/// The settings of `kind = "active-directory"`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActiveDirectorySettings {
    #[expect(dead_code, reason = "read before, to choose this structure")]
    kind: Kind,
    /// Domain controllers in order of preference; empty if `domain` is set instead.
    #[serde(default, deserialize_with = "at_least_one")]
    pub urls: Vec<LdapsUrl>,
    /// The domain whose controllers are looked up in DNS.
    pub domain: Option<DomainName>,
    /// The DNS server to ask instead of the system's.
    pub dns_server: Option<SocketAddr>,
    /// Addresses that are dialed instead of looking a controller's name up. Its certificate must contain the name
    /// all the same.
    #[serde(default)]
    pub addresses: Addresses,
    /// Whether passwords are written to the PDC emulator if it can be reached.
    #[serde(default)]
    pub prefer_pdc_emulator: bool,
    /// PEM certificates of the authorities that may sign the controllers' certificates. No other is trusted.
    pub ca_file: PathBuf,
    /// The base under which accounts and groups are found; the whole domain if it is left out.
    pub base: Option<String>,
    /// The service account: `name@domain`, `DOMAIN\name` or a distinguished name.
    pub bind_name: String,
    /// The file with the service account's password.
    pub bind_password_file: SecretFile,
    /// The time limit of connecting.
    #[serde(default = "default_connect", deserialize_with = "seconds")]
    pub connect_timeout_seconds: u32,
    /// The time limit of one answer.
    #[serde(default = "default_operation", deserialize_with = "seconds")]
    pub operation_timeout_seconds: u32,
    /// The choice for controllers that cannot check the password history.
    #[serde(default)]
    pub history_without_hints: HistoryWithoutHints,
    /// The country of telephone numbers that have no country code.
    pub default_country: DefaultCountry,
    /// The names of the attributes, if a domain keeps numbers or addresses in others.
    #[serde(default)]
    pub attributes: Attributes,
}

/// The choice if a controller does not know the policy-hints control and the account has a password history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HistoryWithoutHints {
    /// Writes, and logs that the history was not checked.
    #[default]
    Write,
    /// Refuses the order.
    Refuse,
}

/// The attributes that hold what a reset needs.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Attributes {
    /// The number for codes by text message. Of several attributes, the first that has a number that can be dialed.
    #[serde(deserialize_with = "one_or_more")]
    pub mobile: Vec<String>,
    /// The address for codes by mail: one that can be read without the password. Of several attributes, the first
    /// that has one.
    #[serde(deserialize_with = "one_or_more")]
    pub mail: Vec<String>,
    /// The work mail address, a name by which the account is found.
    pub work_mail: String,
    /// The language of messages (BCP 47).
    pub language: String,
}

impl Default for Attributes {
    fn default() -> Self {
        Self {
            mobile: vec!["mobile".to_owned()],
            mail: vec!["otherMailbox".to_owned()],
            work_mail: "mail".to_owned(),
            language: "preferredLanguage".to_owned(),
        }
    }
}

impl ActiveDirectorySettings {
    /// Checks what only two members together can show.
    pub(super) fn check(&self) -> Result<(), &'static str> {
        match (&self.domain, self.urls.is_empty()) {
            (None, true) => {
                Err("[directory] names no domain controller; write urls = [\"ldaps://dc1.example\"] or \
                                 domain = \"example\"")
            }
            (Some(_), false) => Err("[directory] has both urls and domain; leave one of them out"),
            (None, false) | (Some(_), true) => Ok(()),
        }
    }

    /// Returns the time limit of connecting.
    pub fn connect_timeout(&self) -> Duration {
        Duration::from_secs(u64::from(self.connect_timeout_seconds))
    }

    /// Returns the time limit of one answer.
    pub fn operation_timeout(&self) -> Duration {
        Duration::from_secs(u64::from(self.operation_timeout_seconds))
    }
}

/// The settings of `kind = "demonstration"`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemonstrationSettings {
    #[expect(dead_code, reason = "read before, to choose this structure")]
    kind: Kind,
    /// The folder of the directory, which is made on first use.
    pub folder: PathBuf,
}

impl From<ActiveDirectorySettings> for DirectorySettings {
    fn from(settings: ActiveDirectorySettings) -> Self {
        Self::ActiveDirectory(Box::new(settings))
    }
}

impl From<DemonstrationSettings> for DirectorySettings {
    fn from(settings: DemonstrationSettings) -> Self {
        Self::Demonstration(settings)
    }
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    ActiveDirectory,
    Demonstration,
}

/// Reads the kind only.
pub(super) fn kind(text: &str) -> Result<Kind, toml::de::Error> {
    #[derive(Deserialize)]
    struct Outer {
        directory: Inner,
    }
    #[derive(Deserialize)]
    struct Inner {
        kind: Kind,
    }
    Ok(toml::from_str::<Outer>(text)?.directory.kind)
}

const fn default_connect() -> u32 {
    5
}

const fn default_operation() -> u32 {
    10
}

fn seconds<'de, D: serde::Deserializer<'de>>(read: D) -> Result<u32, D::Error> {
    super::within(read, 1, 60)
}

/// Reads `"mobile"` or `["mobile", "telephoneNumber"]`. With an empty list, no codes are sent this way.
fn one_or_more<'de, D: serde::Deserializer<'de>>(read: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "expected the name of an attribute, or a list of names in square brackets")]
    enum Names {
        One(String),
        More(Vec<String>),
    }
    Ok(match Names::deserialize(read)? {
        Names::One(name) => vec![name],
        Names::More(names) => names,
    })
}

fn at_least_one<'de, D: serde::Deserializer<'de>>(read: D) -> Result<Vec<LdapsUrl>, D::Error> {
    let urls = Vec::deserialize(read)?;
    if urls.is_empty() {
        return Err(serde::de::Error::custom("no domain controller; write urls = [\"ldaps://dc1.example\"]"));
    }
    Ok(urls)
}
