//! Checks one controller: address, port, certificate, clock, sign-in, controls.

use std::io;

use jiff::{civil::DateTime, tz::TimeZone};
use ldap3::{Ldap, Scope as Depth, SearchEntry};
use tokio::{net::TcpStream, time::timeout};

use super::{
    super::{answer, entry::Entry, session, session::Session, write},
    Check,
    certificate::{Fault, Seen, Shown, fault},
    mend::{Mender, shell},
};
use crate::{check::clock_mend, clock, configuration::LdapsUrl};

/// A certificate that ends within this time is a warning.
const ENDS_SOON_SECONDS: i64 = 30 * 86_400;
/// The limit of Kerberos, and of the agent when it resolves a change in doubt.
const MOST_SECONDS_APART: i64 = 300;
const FEW_SECONDS_APART: i64 = 60;

/// A controller that answers, before the service account signs in.
pub(super) struct Answering {
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
                let mend = format!("getent hosts {}", shell(host));
                self.findings.failed("controller", format!("{host} has no address: {error}"), Some(mend));
                return None;
            }
        };
        let dialled = timeout(self.settings.connect_timeout(), TcpStream::connect(address)).await;
        if let Err(error) = dialled.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into())) {
            let (what, mend) = not_reached(url, &error);
            self.findings.failed("controller", format!("{what} (dialled {address})"), Some(mend));
            return None;
        }
        let linked = session::connect(self.settings, &self.tls, url, address).await;
        self.judge_certificate(url, &self.witness.seen());
        match linked {
            Ok(link) => Some(link),
            Err(error) => {
                if self.witness.seen().refused.is_none() {
                    let mend = format!("openssl s_client -connect {address} -servername {}", shell(host));
                    self.findings.failed("controller", error.to_string(), Some(mend));
                }
                None
            }
        }
    }

    fn judge_certificate(&mut self, url: &LdapsUrl, seen: &Seen) {
        let host = url.host();
        let Some(shown) = &seen.shown else { return };
        let Some(error) = &seen.refused else {
            self.findings.ok("tls", format!("{host} proves its name"));
            return self.judge_end(host, shown);
        };
        let the_certificate = format!("the certificate of {host}");
        let (id, what, mend) = match fault(error) {
            Fault::Authority => (
                "tls-chain",
                format!("is issued by `{}`, which is not in {}", shown.issuer, self.ca_file()),
                Some(format!("cat CA.pem >> {}", shell(&self.ca_file()))),
            ),
            Fault::Name => (
                "tls-name",
                format!("names {}, not {host}", shown.names.join(", ")),
                shown.host().map(|right| self.rename(host, right)),
            ),
            Fault::Time => {
                let what = format!("is valid until {} only, or not yet", day(shown.ends_at));
                ("tls-end", what, Some(renewal(host)))
            }
            Fault::Other => ("tls", format!("is refused: {error}"), None),
        };
        self.findings.failed(id, format!("{the_certificate} {what}"), mend);
    }

    /// Returns the command that writes the controller's real name into the configuration.
    fn rename(&self, wrong: &str, right: &str) -> String {
        let change = format!("s/{}/{right}/g", wrong.replace('.', r"\."));
        format!("sed -i {} {}", shell(&change), shell(&self.file.display().to_string()))
    }

    fn judge_end(&mut self, host: &str, shown: &Shown) {
        let what = format!("the certificate of {host} ends on {}", day(shown.ends_at));
        if shown.ends_at - clock::now().as_second() < ENDS_SOON_SECONDS {
            self.findings.warning("tls-end", what, Some(renewal(host)));
        } else {
            self.findings.ok("tls-end", what);
        }
    }

    fn ca_file(&self) -> String {
        self.settings.ca_file.display().to_string()
    }

    /// Reads what the controller tells anonymous clients: its vendor, its domain and its time.
    pub(super) async fn read_root(&mut self, mut link: Ldap, url: &LdapsUrl) -> Option<Answering> {
        let attributes = ["vendorName", "defaultNamingContext", "currentTime"];
        link.with_timeout(self.settings.operation_timeout());
        let read = link.search("", Depth::Base, "(objectClass=*)", attributes).await;
        let read = read.and_then(ldap3::SearchResult::success);
        let root = match read {
            Ok((entries, _)) => entries.into_iter().next().map(|entry| Entry(SearchEntry::construct(entry))),
            Err(error) => {
                self.findings.failed("controller", format!("{} does not answer: {error}", url.host()), None);
                return None;
            }
        }?;
        self.judge_clock(url, root.first("currentTime").and_then(moment));
        let is_samba = root.first("vendorName").is_some_and(|name| name.starts_with("Samba"));
        Some(Answering { link, is_samba, domain: root.text("defaultNamingContext").unwrap_or_default() })
    }

    fn judge_clock(&mut self, url: &LdapsUrl, theirs: Option<i64>) {
        let Some(theirs) = theirs else { return };
        let apart = clock::now().as_second() - theirs;
        let what = format!("this host's clock and that of {} are {} s apart", url.host(), apart.abs());
        if apart.abs() > MOST_SECONDS_APART {
            self.findings.failed("clock-controller", what, Some(clock_mend()));
        } else if apart.abs() > FEW_SECONDS_APART {
            self.findings.warning("clock-controller", what, Some(clock_mend()));
        } else {
            self.findings.ok("clock-controller", what);
        }
    }

    /// Signs the service account in.
    pub(super) async fn sign_in(
        &mut self,
        answering: Answering,
        url: &LdapsUrl,
        password: &str,
    ) -> Option<Session> {
        let Answering { mut link, is_samba, domain } = answering;
        link.with_timeout(self.settings.operation_timeout());
        let name = &self.settings.bind_name;
        let bound = match link.simple_bind(name, password).await {
            Ok(bound) => bound,
            Err(error) => {
                self.findings.failed("bind", format!("{} does not answer: {error}", url.host()), None);
                return None;
            }
        };
        if bound.rc != 0 {
            let code = answer::bind_code(&bound.text);
            let account = account_of(name).to_owned();
            let mender = Mender { is_samba, domain, netbios: String::new(), account, sid: String::new() };
            let file = shell(&self.settings.bind_password_file.path().display().to_string());
            let mend = mender.sign_in(code).or_else(|| Some(format!("install -m 600 /dev/stdin {file}")));
            let why = why_turned_away(code);
            self.findings.failed("bind", format!("{} turns {name} away: {why} ({code})", url.host()), mend);
            return None;
        }
        let session = Session::signed_in(link, self.settings, url).await;
        match &session {
            Ok(_) => self.findings.ok("bind", format!("{name} signs in on {}", url.host())),
            Err(error) => self.findings.failed("bind", error.to_string(), None),
        }
        session.ok()
    }

    pub(super) fn judge_hints(&mut self, session: &Session, url: &LdapsUrl) {
        let host = url.host();
        if write::knows_hints(&session.root.controls) {
            self.findings.ok("policy-hints", format!("{host} holds new passwords against the history"));
        } else {
            let what = format!(
                "{host} cannot hold new passwords against the history (Windows Server 2008 R2 and Samba 4.24 can); \
                 history_without_hints says what then"
            );
            self.findings.warning("policy-hints", what, None);
        }
    }
}

fn not_reached(url: &LdapsUrl, error: &io::Error) -> (String, String) {
    let (host, port) = (url.host(), url.port());
    if error.kind() == io::ErrorKind::ConnectionRefused {
        let what = format!(
            "nobody listens on {host}:{port}: the controller is down or has no certificate for LDAPS"
        );
        return (what, "systemctl restart samba-ad-dc  # on Windows: Restart-Service NTDS -Force".to_owned());
    }
    let what = format!("{host}:{port} is not reached: {error}");
    let rule = "New-NetFirewallRule -DisplayName LDAPS -Direction Inbound -Protocol TCP -LocalPort";
    (
        what,
        format!(
            "{rule} {port} -Action Allow  # on Samba: nft add rule inet filter input tcp dport {port} accept"
        ),
    )
}

/// What a bind is turned away for, by the Win32 code in the answer.
fn why_turned_away(code: &str) -> &'static str {
    match code {
        "52e" | "525" => "its name or its password is wrong",
        "775" => "it is locked",
        "533" => "it is disabled",
        "532" => "its password has expired",
        "773" => "its password must be changed",
        "701" => "it has expired",
        "530" | "531" => "it may not sign in at this hour or from here",
        _ => "it gives no reason that is known",
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
