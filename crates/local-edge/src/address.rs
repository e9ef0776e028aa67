//! The addresses that are served: this machine's own names, and paths in one form only.

/// The host names that the program serves.
#[derive(Debug, Clone)]
pub(crate) struct Address {
    hosts: [String; 2],
}

impl Address {
    /// Makes the names with this port.
    pub(crate) fn new(port: u16) -> Self {
        Self { hosts: ["127.0.0.1", "localhost"].map(|name| format!("{name}:{port}")) }
    }

    /// Returns whether a `Host` header is one of this program's names. Any other comes from a foreign page whose name
    /// was made to resolve to this machine (DNS rebinding).
    pub(crate) fn is_own(&self, host: Option<&str>) -> bool {
        host.is_some_and(|host| self.hosts.iter().any(|own| own.eq_ignore_ascii_case(host)))
    }
}

/// Returns whether a path is in the only form that is served: no encoding, no empty and no dotted segment, so that no
/// two programs on the way read it differently.
pub(crate) fn is_plain(path: &str) -> bool {
    let Some(rest) = path.strip_prefix('/') else { return false };
    let is_plain_segment = |segment: &str| {
        !segment.is_empty()
            && segment != "."
            && segment != ".."
            && segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    rest.is_empty() || rest.split('/').all(is_plain_segment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_names_with_the_right_port_are_own() {
        let address = Address::new(8000);
        assert!(address.is_own(Some("127.0.0.1:8000")) && address.is_own(Some("LOCALHOST:8000")));
        for foreign in ["localhost", "localhost:8001", "evil.example:8000", "127.0.0.1:8000.evil.example", ""]
        {
            assert!(!address.is_own(Some(foreign)), "{foreign}");
        }
        assert!(!address.is_own(None));
    }

    #[test]
    fn a_path_has_one_form() {
        for plain in ["/", "/api/reset", "/.well-known/security.txt", "/assets/page-0a.wasm"] {
            assert!(is_plain(plain), "{plain}");
        }
        for other in [
            "", "api", "//", "/a//b", "/api/", "/./a", "/a/..", "/%2e", "/a%2fb", "/a;b", "/a\\b", "/a b",
            "/å",
        ] {
            assert!(!is_plain(other), "{other}");
        }
    }
}
