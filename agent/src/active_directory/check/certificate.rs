//! Checks the certificate of a controller.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context as _;
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
    client::{
        WebPkiServerVerifier,
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    },
    pki_types::{CertificateDer, ServerName, UnixTime},
};
use x509_parser::{extensions::GeneralName, parse_x509_certificate};

use super::super::tls;

/// A verifier that decides as the agent's does and records the last handshake.
#[derive(Debug)]
pub(super) struct CertificateRecorder {
    verifier: Arc<WebPkiServerVerifier>,
    handshake: Mutex<Handshake>,
}

/// The certificate and the error of a handshake.
#[derive(Debug, Clone, Default)]
pub(super) struct Handshake {
    pub(super) certificate: Option<CertificateFields>,
    pub(super) error: Option<Error>,
}

/// The content of a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CertificateFields {
    pub(super) issuer: String,
    /// DNS names and addresses.
    pub(super) names: Vec<String>,
    /// The time when the certificate ends, in whole seconds since 1970.
    pub(super) ends_at: i64,
}

/// A fault that an administrator must be able to distinguish from the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// No authority that the agent trusts has issued the certificate.
    Authority,
    /// The certificate names another host.
    Name,
    /// The certificate has ended or not begun.
    Time,
    /// A fault of another kind.
    Other,
}

impl CertificateRecorder {
    pub(super) fn new(authorities: RootCertStore) -> anyhow::Result<Arc<Self>> {
        let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(authorities), tls::provider())
            .build()
            .context("reading authorities")?;
        Ok(Arc::new(Self { verifier, handshake: Mutex::default() }))
    }

    /// Makes a TLS configuration that uses this verifier.
    pub(super) fn configuration(self: &Arc<Self>) -> anyhow::Result<Arc<ClientConfig>> {
        let builder = ClientConfig::builder_with_provider(tls::provider())
            .with_safe_default_protocol_versions()
            .context("choosing versions of TLS")?;
        // A custom verifier may be dangerously lenient; this one asks the usual verifier.
        let builder = builder.dangerous().with_custom_certificate_verifier(Arc::<Self>::clone(self));
        Ok(Arc::new(builder.with_no_client_auth()))
    }

    /// Returns the certificate and the error of the last handshake.
    pub(super) fn handshake(&self) -> Handshake {
        self.handshake.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl ServerCertVerifier for CertificateRecorder {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let verified =
            self.verifier.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now);
        *self.handshake.lock().unwrap_or_else(PoisonError::into_inner) =
            Handshake { certificate: fields(end_entity), error: verified.as_ref().err().cloned() };
        verified
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.verifier.verify_tls12_signature(message, certificate, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.verifier.verify_tls13_signature(message, certificate, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.verifier.supported_verify_schemes()
    }
}

fn fields(certificate: &CertificateDer<'_>) -> Option<CertificateFields> {
    let (_, certificate) = parse_x509_certificate(certificate).ok()?;
    let names = certificate.subject_alternative_name().ok().flatten();
    let names = names.iter().flat_map(|names| &names.value.general_names).filter_map(name).collect();
    Some(CertificateFields {
        issuer: certificate.issuer().to_string(),
        names,
        ends_at: certificate.validity().not_after.timestamp(),
    })
}

fn name(name: &GeneralName<'_>) -> Option<String> {
    if let GeneralName::DNSName(dns) = name {
        return Some((*dns).to_owned());
    }
    let GeneralName::IPAddress(bytes) = name else { return None };
    let short = <[u8; 4]>::try_from(*bytes).map(std::net::IpAddr::from);
    short.or_else(|_| <[u8; 16]>::try_from(*bytes).map(std::net::IpAddr::from)).ok().map(|ip| ip.to_string())
}

/// Returns the kind of a fault.
pub(super) fn fault(error: &Error) -> Fault {
    use CertificateError as Certificate;
    let Error::InvalidCertificate(certificate) = error else { return Fault::Other };
    if matches!(certificate, Certificate::UnknownIssuer | Certificate::BadSignature) {
        Fault::Authority
    } else if matches!(certificate, Certificate::NotValidForName | Certificate::NotValidForNameContext { .. })
    {
        Fault::Name
    } else if matches!(
        certificate,
        Certificate::Expired
            | Certificate::ExpiredContext { .. }
            | Certificate::NotValidYet
            | Certificate::NotValidYetContext { .. }
    ) {
        Fault::Time
    } else {
        Fault::Other
    }
}

impl CertificateFields {
    /// Returns the name that fits a host best: a whole host name rather than that of the domain or an address.
    pub(super) fn host(&self) -> Option<&str> {
        let hosts = self.names.iter().filter(|name| name.parse::<std::net::IpAddr>().is_err());
        hosts.max_by_key(|name| name.split('.').count()).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_certificate_fault_has_its_own_kind() {
        let kind = |error| fault(&Error::InvalidCertificate(error));
        assert_eq!(kind(CertificateError::UnknownIssuer), Fault::Authority);
        assert_eq!(kind(CertificateError::NotValidForName), Fault::Name);
        assert_eq!(kind(CertificateError::Expired), Fault::Time);
        assert_eq!(kind(CertificateError::NotValidYet), Fault::Time);
        assert_eq!(kind(CertificateError::Revoked), Fault::Other);
        assert_eq!(fault(&Error::HandshakeNotComplete), Fault::Other);
    }

    #[test]
    fn host_name_is_preferred_to_domain_name() {
        let fields = |names: &[&str]| CertificateFields {
            issuer: String::new(),
            names: names.iter().map(|&name| name.to_owned()).collect(),
            ends_at: 0,
        };
        let both = fields(&["demo.example", "dc1.demo.example", "127.0.0.53"]);
        assert_eq!(both.host(), Some("dc1.demo.example"));
        assert_eq!(fields(&["127.0.0.53"]).host(), None);
    }
}
