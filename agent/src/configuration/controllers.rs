//! The ways to find domain controllers: by their domain in DNS, and by addresses that are dialed without a look-up.

use std::{
    collections::HashMap,
    net::{IpAddr, SocketAddr},
};

use serde::Deserialize;

/// A domain's DNS name, in lower case and without a dot at its end.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct DomainName(String);

impl DomainName {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the name whose SRV records are the domain's controllers (MS-ADTS section 6.3.2.3).
    pub fn locator(&self) -> String {
        format!("_ldap._tcp.dc._msdcs.{}.", self.0)
    }
}

impl TryFrom<String> for DomainName {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let name = text.trim_end_matches('.').to_ascii_lowercase();
        let is_label = |label: &str| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        };
        if name.len() <= 253 && name.split('.').all(is_label) {
            Ok(Self(name))
        } else {
            Err(format!("`{text}` is not a domain; write its DNS name, such as \"corp.example\""))
        }
    }
}

/// Addresses by host name.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "HashMap<String, Address>")]
pub struct Addresses(HashMap<String, Address>);

impl Addresses {
    /// Returns the address to dial for a host and a port, if there is one.
    pub fn lookup(&self, host: &str, port: u16) -> Option<SocketAddr> {
        let Address { ip, port: own } = self.0.get(&host.to_ascii_lowercase())?;
        Some(SocketAddr::new(*ip, own.unwrap_or(port)))
    }
}

impl From<HashMap<String, Address>> for Addresses {
    fn from(written: HashMap<String, Address>) -> Self {
        Self(written.into_iter().map(|(host, address)| (host.to_ascii_lowercase(), address)).collect())
    }
}

/// An address, with a port if it differs from the URL's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Address {
    ip: IpAddr,
    port: Option<u16>,
}

impl TryFrom<String> for Address {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let alone = text.parse().map(|ip| Self { ip, port: None });
        let with_port = |_| text.parse::<SocketAddr>().map(|at| Self { ip: at.ip(), port: Some(at.port()) });
        alone.or_else(with_port).map_err(|_| {
            format!("`{text}` is not an address; write one such as \"192.0.2.10\" or \"192.0.2.10:636\"")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domain_is_looked_up_below_msdcs() {
        let domain = DomainName::try_from("Demo.Example.".to_owned()).expect("a domain");
        assert_eq!(domain.as_str(), "demo.example");
        assert_eq!(domain.locator(), "_ldap._tcp.dc._msdcs.demo.example.");
        for text in ["", "demo..example", "ldaps://demo", "demo example", &"a".repeat(64)] {
            assert!(DomainName::try_from(text.to_owned()).is_err(), "{text}");
        }
    }

    #[test]
    fn addresses_ignore_the_case_of_host_names() {
        let written = [("DC1.demo.example", "127.0.0.53"), ("dc2.demo.example", "[::1]:1636")];
        let written = written
            .map(|(host, text)| (host.to_owned(), Address::try_from(text.to_owned()).expect("an address")));
        let addresses = Addresses::from(HashMap::from(written));
        let dialed = |host| addresses.lookup(host, 636).map(|address| address.to_string());
        assert_eq!(dialed("dc1.Demo.example").as_deref(), Some("127.0.0.53:636"));
        assert_eq!(dialed("dc2.demo.example").as_deref(), Some("[::1]:1636"));
        assert_eq!(dialed("dc3.demo.example"), None);
        assert!(Address::try_from("dc1".to_owned()).is_err());
    }
}
