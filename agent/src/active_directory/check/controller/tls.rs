//! Checks the certificate of a controller.

use texts::Value;

use super::super::{
    Check,
    certificate::{CertificateFields, Fault, Handshake, fault},
    fixes::shell,
};
use crate::{clock, configuration::LdapsUrl, words};

/// A certificate that ends within this time is a warning.
const ENDS_SOON_SECONDS: i64 = 30 * 86_400;

impl Check<'_> {
    pub(super) fn check_certificate(&mut self, url: &LdapsUrl, handshake: &Handshake) {
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
}

fn renewal(host: &str) -> String {
    format!(
        "certutil -pulse  # on {host}; on Samba: put the new certificate into tls/cert.pem and restart it"
    )
}

fn day(at: i64) -> String {
    let at = jiff::Timestamp::from_second(at).unwrap_or_default();
    at.to_string().split('T').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn dates_are_shown_as_days() {
        assert_eq!(day(0), "1970-01-01");
    }
}
