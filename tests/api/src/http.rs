//! Connections to the instance.

/// Returns a client without certificates: nothing here has TLS, and reading those of the machine takes longer than most
/// calls.
pub(crate) fn client() -> reqwest::ClientBuilder {
    reqwest::Client::builder().no_proxy().tls_certs_only([])
}
