//! TLS to domain controllers. The agent trusts a host whose certificate contains its name and is signed by a
//! configured authority.

use std::{path::Path, sync::Arc};

use anyhow::Context as _;
use rustls::{
    ClientConfig, RootCertStore,
    crypto::{CryptoProvider, aws_lc_rs},
    pki_types::{CertificateDer, pem::PemObject as _},
};

/// Makes a configuration that trusts the authorities of a file.
pub(super) fn configuration(ca_file: &Path) -> anyhow::Result<Arc<ClientConfig>> {
    let builder = ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .context("choosing versions of TLS")?;
    Ok(Arc::new(builder.with_root_certificates(authorities(ca_file)?).with_no_client_auth()))
}

pub(super) fn authorities(ca_file: &Path) -> anyhow::Result<RootCertStore> {
    let shown = ca_file.display();
    let mut roots = RootCertStore::empty();
    let read = CertificateDer::pem_file_iter(ca_file)
        .with_context(|| format!("reading certificates from {shown}"))?;
    for certificate in read {
        let certificate = certificate.with_context(|| format!("reading certificates from {shown}"))?;
        roots.add(certificate).with_context(|| format!("a certificate in {shown} cannot sign others"))?;
    }
    anyhow::ensure!(!roots.is_empty(), "{shown} has no certificate; write PEM: -----BEGIN CERTIFICATE-----");
    Ok(roots)
}

pub(super) fn provider() -> Arc<CryptoProvider> {
    Arc::new(aws_lc_rs::default_provider())
}
