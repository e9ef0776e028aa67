//! Checks one controller: address, port, certificate, clock, sign-in, controls.

use std::io;

use jiff::{civil::DateTime, tz::TimeZone};
use ldap3::{Ldap, Scope as Depth, SearchEntry};
use texts::{Text, Value};
use tokio::{net::TcpStream, time::timeout};

use super::{
    super::{answer, entry::Entry, session, session::Session, write},
    Check,
    certificate::{CertificateFields, Fault, Handshake, fault},
    fixes::{Fixes, shell},
};
use crate::{clock, configuration::LdapsUrl, findings::clock_fix, words};

/// A certificate that ends within this time is a warning.
const ENDS_SOON_SECONDS: i64 = 30 * 86_400;
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

    fn check_certificate(&mut self, url: &LdapsUrl, handshake: &Handshake) {
        let host = url.host();
        let Some(certificate) = &handshake.certificate else { return };
        let Some(error) = &handshake.error else {
            self.findings.ok("tls", words::tls_proved(host));
            return self.check_end(host, certificate);
        };
        let (id, what, fix) = match fault(error) {
            Fault::Authority => (
                "tls-chain",
                words::tls_authority(self.ca_file(), host, &certificate.issuer),
                Some(format!("cat CA.pem >> {}", shell(&self.ca_file()))),
            ),
            Fault::Name => (
                "tls-name",
                words::tls_name(host, certificate.names.iter().collect::<Value>()),
                certificate.host().map(|right| self.rename(host, right)),
            ),
            Fault::Time => ("tls-end", words::tls_time(day(certificate.ends_at), host), Some(renewal(host))),
            Fault::Other => ("tls", words::tls_refused(error.to_string(), host), None),
        };
        self.findings.failed(id, what, fix);
    }

    /// Returns the command that writes the controller's real name into the configuration.
    fn rename(&self, wrong: &str, right: &str) -> String {
        let change = format!("s/{}/{right}/g", wrong.replace('.', r"\."));
        format!("sed -i {} {}", shell(&change), shell(&self.file.display().to_string()))
    }

    fn check_end(&mut self, host: &str, certificate: &CertificateFields) {
        let what = words::tls_end(day(certificate.ends_at), host);
        if certificate.ends_at - clock::now().as_second() < ENDS_SOON_SECONDS {
            self.findings.warning("tls-end", what, Some(renewal(host)));
        } else {
            self.findings.ok("tls-end", what);
        }
    }

    fn ca_file(&self) -> String {
        self.settings.ca_file.display().to_string()
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

    /// Signs the service account in.
    pub(super) async fn sign_in(
        &mut self,
        anonymous: AnonymousSession,
        url: &LdapsUrl,
        password: &str,
    ) -> Option<Session> {
        let AnonymousSession { mut link, is_samba, domain } = anonymous;
        link.with_timeout(self.settings.operation_timeout());
        let name = &self.settings.bind_name;
        let bound = match link.simple_bind(name, password).await {
            Ok(bound) => bound,
            Err(error) => {
                let what = words::controller_silent(error.to_string(), url.host());
                self.findings.failed("bind", what, None);
                return None;
            }
        };
        if bound.rc != 0 {
            let code = answer::bind_code(&bound.text);
            let account = account_of(name).to_owned();
            let fixes = Fixes { is_samba, domain, netbios: String::new(), account, sid: String::new() };
            let file = shell(&self.settings.bind_password_file.path().display().to_string());
            let fix = fixes.sign_in(code).or_else(|| Some(format!("install -m 600 /dev/stdin {file}")));
            let what = words::bind_refused(name, code, url.host(), bind_rejection(code));
            self.findings.failed("bind", what, fix);
            return None;
        }
        let session = Session::signed_in(link, self.settings, url).await;
        match &session {
            Ok(_) => self.findings.ok("bind", words::bind_signed_in(name, url.host())),
            Err(error) => self.findings.failed("bind", error.to_string(), None),
        }
        session.ok()
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

/// Returns the reason why a bind was rejected, by the Win32 code in the response.
fn bind_rejection(code: &str) -> Text {
    match code {
        "52e" | "525" => words::bind_wrong(),
        "775" => words::bind_locked(),
        "533" => words::bind_disabled(),
        "532" => words::bind_password_expired(),
        "773" => words::bind_password_change(),
        "701" => words::bind_expired(),
        "530" | "531" => words::bind_not_now(),
        _ => words::bind_unknown(),
    }
}

/// Returns the sAMAccountName, as far as the bind name contains it.
fn account_of(bind_name: &str) -> &str {
    if let Some((_, account)) = bind_name.split_once('\\').filter(|_| !bind_name.contains('=')) {
        return account;
    }
    let first = bind_name.split([',', '@']).next().unwrap_or(bind_name);
    first.split_once('=').map_or(first, |(_, name)| name)
}

fn renewal(host: &str) -> String {
    format!(
        "certutil -pulse  # on {host}; on Samba: put the new certificate into tls/cert.pem and restart it"
    )
}

/// Converts `20261123070417.0Z` (RFC 4517 section 3.3.13) to whole seconds since 1970.
fn moment(text: &str) -> Option<i64> {
    let text = text.split(['.', 'Z']).next()?;
    let read = DateTime::strptime("%Y%m%d%H%M%S", text).ok()?;
    Some(read.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second())
}

fn day(at: i64) -> String {
    let at = jiff::Timestamp::from_second(at).unwrap_or_default();
    at.to_string().split('T').next().unwrap_or_default().to_owned()
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

    #[test]
    fn account_is_read_from_a_bind_name() {
        for name in [
            "svc-readmit@demo.example",
            r"DEMO\svc-readmit",
            "CN=svc-readmit,OU=Service,DC=demo",
            "svc-readmit",
        ] {
            assert_eq!(account_of(name), "svc-readmit", "{name}");
        }
    }

    #[test]
    fn dates_are_shown_as_days() {
        assert_eq!(day(0), "1970-01-01");
    }
}
