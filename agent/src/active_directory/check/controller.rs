//! Checks one controller before and after the service account signs in: address, port, clock, controls.

mod sign_in;
mod tls;

use std::io;

use jiff::{civil::DateTime, tz::TimeZone};
use ldap3::{Ldap, Scope as Depth, SearchEntry};
use texts::Text;
use tokio::{net::TcpStream, time::timeout};

use super::{
    super::{entry::Entry, session, session::Session, write},
    Check,
    fixes::shell,
};
use crate::{clock, configuration::LdapsUrl, findings::clock_fix, words};

/// The largest difference in seconds that is allowed between two clocks: by Kerberos, and by the agent when it resolves
/// a change in doubt.
const MAX_SECONDS_APART: i64 = 300;
const TOLERATED_SECONDS_APART: i64 = 60;

/// A controller that answers, before the service account signs in.
pub(super) struct AnonymousSession {
    link: Ldap,
    is_samba: bool,
    domain: String,
}

impl Check<'_> {
    /// Connects to a controller that proves its name.
    pub(super) async fn reach(&mut self, url: &LdapsUrl) -> Option<Ldap> {
        let host = url.host();
        let address = match self.locator.address(self.settings, url).await {
            Ok(address) => address,
            Err(error) => {
                let fix = format!("getent hosts {}", shell(host));
                let what = words::host_without_address(error.to_string(), host);
                self.findings.failed("controller", what, Some(fix));
                return None;
            }
        };
        let connection = timeout(self.settings.connect_timeout(), TcpStream::connect(address)).await;
        if let Err(error) = connection.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into())) {
            let (what, fix) = not_reached(url, &error);
            let what = words::controller_connected(address.to_string(), what);
            self.findings.failed("controller", what, Some(fix));
            return None;
        }
        let linked = session::connect(self.settings, &self.tls, url, address).await;
        self.check_certificate(url, &self.recorder.handshake());
        match linked {
            Ok(link) => Some(link),
            Err(error) => {
                if self.recorder.handshake().error.is_none() {
                    let fix = format!("openssl s_client -connect {address} -servername {}", shell(host));
                    self.findings.failed("controller", error.to_string(), Some(fix));
                }
                None
            }
        }
    }

    /// Reads what the controller shows to anonymous clients: its vendor, its domain and its time.
    pub(super) async fn read_root(&mut self, mut link: Ldap, url: &LdapsUrl) -> Option<AnonymousSession> {
        let attributes = ["vendorName", "defaultNamingContext", "currentTime"];
        link.with_timeout(self.settings.operation_timeout());
        let read = link.search("", Depth::Base, "(objectClass=*)", attributes).await;
        let read = read.and_then(ldap3::SearchResult::success);
        let root = match read {
            Ok((entries, _)) => entries.into_iter().next().map(|entry| Entry(SearchEntry::construct(entry))),
            Err(error) => {
                let what = words::controller_silent(error.to_string(), url.host());
                self.findings.failed("controller", what, None);
                return None;
            }
        }?;
        self.check_clock(url, root.first("currentTime").and_then(moment));
        let is_samba = root.first("vendorName").is_some_and(|name| name.starts_with("Samba"));
        Some(AnonymousSession {
            link,
            is_samba,
            domain: root.text("defaultNamingContext").unwrap_or_default(),
        })
    }

    fn check_clock(&mut self, url: &LdapsUrl, theirs: Option<i64>) {
        let Some(theirs) = theirs else { return };
        let apart = clock::now().as_second() - theirs;
        let what = words::clock_apart(url.host(), apart.abs());
        if apart.abs() > MAX_SECONDS_APART {
            self.findings.failed("clock-controller", what, Some(clock_fix()));
        } else if apart.abs() > TOLERATED_SECONDS_APART {
            self.findings.warning("clock-controller", what, Some(clock_fix()));
        } else {
            self.findings.ok("clock-controller", what);
        }
    }

    pub(super) fn check_hints(&mut self, session: &Session, url: &LdapsUrl) {
        let host = url.host();
        if write::supports_policy_hints(&session.root.controls) {
            self.findings.ok("policy-hints", words::hints_known(host));
        } else {
            self.findings.warning("policy-hints", words::hints_unknown(host), None);
        }
    }
}

fn not_reached(url: &LdapsUrl, error: &io::Error) -> (Text, String) {
    let port = url.port();
    let address = format!("{}:{port}", url.host());
    if error.kind() == io::ErrorKind::ConnectionRefused {
        return (
            words::controller_deaf(address),
            "systemctl restart samba-ad-dc  # on Windows: Restart-Service NTDS -Force".to_owned(),
        );
    }
    let what = words::controller_not_reached(address, error.to_string());
    let rule = "New-NetFirewallRule -DisplayName LDAPS -Direction Inbound -Protocol TCP -LocalPort";
    (
        what,
        format!(
            "{rule} {port} -Action Allow  # on Samba: nft add rule inet filter input tcp dport {port} accept"
        ),
    )
}

/// Converts `20261123070417.0Z` (RFC 4517 section 3.3.13) to whole seconds since 1970.
fn moment(text: &str) -> Option<i64> {
    let text = text.split(['.', 'Z']).next()?;
    let read = DateTime::strptime("%Y%m%d%H%M%S", text).ok()?;
    Some(read.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controller_time_is_read() {
        assert_eq!(moment("20261123070417.0Z"), Some(1_795_417_457));
        assert_eq!(moment("19700101000000Z"), Some(0));
        assert_eq!(moment("today"), None);
    }
}
