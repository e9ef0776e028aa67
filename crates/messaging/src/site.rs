//! The page's own address. Only configuration sets it.

use thiserror::Error;

/// The address of the page, such as `https://reset.example`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    url: String,
    host: String,
}

/// The error of an unusable configured address.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "the public URL {0:?} must look like https://reset.example, without a path, its host at most {HOST_CHARACTERS} characters"
)]
pub struct SiteError(String);

/// The maximum length of a host. A text message of one segment must have room for it.
const HOST_CHARACTERS: usize = 60;

impl Site {
    /// Reads the configured address. `http:` is for a local run.
    pub fn parse(url: &str) -> Result<Self, SiteError> {
        let url = url.strip_suffix('/').unwrap_or(url);
        let authority = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        let host = authority.map(|authority| authority.split(':').next().unwrap_or_default());
        match host {
            Some(host) if is_host(host) => Ok(Self { url: url.to_owned(), host: host.to_owned() }),
            _ => Err(SiteError(url.to_owned())),
        }
    }

    /// Returns the address without a slash at its end, for links.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Returns whether an `Origin` is the page's own. If the page is reached at 127.0.0.1, `localhost` is its own too.
    pub fn is_own_origin(&self, origin: &str) -> bool {
        origin == self.url || (self.host == LOOPBACK && origin == self.url.replacen(LOOPBACK, "localhost", 1))
    }

    /// Returns the id that passkeys are bound to and the origin of the page that may use them. If the page is reached
    /// at
    /// 127.0.0.1, both have `localhost` instead, because browsers bind no passkey to an address.
    pub fn relying_party(&self) -> (&str, String) {
        if self.host == LOOPBACK {
            ("localhost", self.url.replacen(LOOPBACK, "localhost", 1))
        } else {
            (&self.host, self.url.clone())
        }
    }

    /// Returns the host. It ends text messages, so that browsers know which site a code is for.
    pub fn host(&self) -> &str {
        &self.host
    }
}

const LOOPBACK: &str = "127.0.0.1";

fn is_host(host: &str) -> bool {
    (1..=HOST_CHARACTERS).contains(&host.len())
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::Site;

    #[test]
    fn the_host_is_taken_from_the_url() {
        let site = Site::parse("https://reset.example/").unwrap();
        assert_eq!((site.url(), site.host()), ("https://reset.example", "reset.example"));
        assert_eq!(Site::parse("http://127.0.0.1:8000").unwrap().host(), "127.0.0.1");
        for wrong in ["", "reset.example", "https://", "https://a/b", "https://a b", "ftp://a", "https://u@a"]
        {
            assert!(Site::parse(wrong).is_err(), "{wrong}");
        }
        assert!(Site::parse(&format!("https://{}", "a".repeat(61))).is_err());
    }

    #[test]
    fn only_the_pages_own_origin_is_its_own() {
        let site = Site::parse("https://reset.example").unwrap();
        assert!(site.is_own_origin("https://reset.example"));
        for other in [
            "",
            "null",
            "http://reset.example",
            "https://reset.example/",
            "https://reset.example:444",
            "https://reset.example.evil.example",
            "https://evil.example",
            "HTTPS://RESET.EXAMPLE",
        ] {
            assert!(!site.is_own_origin(other), "{other}");
        }
        let machine = Site::parse("http://127.0.0.1:8000").unwrap();
        assert!(machine.is_own_origin("http://127.0.0.1:8000"));
        assert!(machine.is_own_origin("http://localhost:8000"));
        assert_eq!(machine.relying_party(), ("localhost", "http://localhost:8000".to_owned()));
        assert_eq!(site.relying_party(), ("reset.example", "https://reset.example".to_owned()));
        assert!(!machine.is_own_origin("http://localhost:8001"));
    }
}
