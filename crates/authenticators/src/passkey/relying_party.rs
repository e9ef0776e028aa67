use std::time::Duration;

use thiserror::Error;
use url::Url;
use webauthn_rs_core::WebauthnCore;

use super::TIMEOUT_MILLISECONDS;

/// The text is not an origin, such as `https://reset.example.com`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("not the origin of a site: {0}")]
pub struct InvalidOriginError(String);

/// The site that passkeys are for.
#[derive(Debug)]
pub struct RelyingParty {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) core: WebauthnCore,
}

impl RelyingParty {
    /// Returns the relying party of a site. `id` is the site's host or a domain of it; passkeys of one id are unknown
    /// under another. `origins` are the origins of the page, each a scheme, a host and a port unless it is the default.
    /// `name` is shown to users.
    pub fn new(id: &str, origins: &[&str], name: &str) -> Result<Self, InvalidOriginError> {
        let origins = origins.iter().map(|origin| parse_origin(origin)).collect::<Result<_, _>>()?;
        let timeout = Duration::from_millis(TIMEOUT_MILLISECONDS.into());
        // Neither other ports nor subdomains are allowed.
        let core =
            WebauthnCore::new_unsafe_experts_only(name, id, origins, timeout, Some(false), Some(false));
        Ok(Self { id: id.to_owned(), name: name.to_owned(), core })
    }
}

fn parse_origin(origin: &str) -> Result<Url, InvalidOriginError> {
    let url = Url::parse(origin).ok().filter(|url| url.origin().is_tuple() && url.path() == "/");
    url.ok_or_else(|| InvalidOriginError(origin.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::RelyingParty;

    #[test]
    fn an_origin_is_a_scheme_and_a_host() {
        let is_taken = |origin: &str| RelyingParty::new("example.com", &[origin], "Example").is_ok();

        assert!(is_taken("https://example.com"));
        assert!(is_taken("http://localhost:8080"));
        for none in ["example.com", "https://example.com/reset", "data:text/plain,", "", "https://"] {
            assert!(!is_taken(none), "{none}");
        }
    }
}
