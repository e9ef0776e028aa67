//! The headers of every response. infra/template.yaml gives the CDN the same ones; a test compares them.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// The page may load its own files, and nothing that was injected into them.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; manifest-src 'self'; \
    base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'; \
    require-trusted-types-for 'script'; trusted-types 'none'";

/// The page may use no feature of the device.
pub const PERMISSIONS_POLICY: &str = "accelerometer=(), autoplay=(), camera=(), display-capture=(), \
    encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), \
    payment=(), picture-in-picture=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()";

const FIXED: [(HeaderName, &str); 9] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains; preload"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-embedder-policy"), "require-corp"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), PERMISSIONS_POLICY),
];

/// Sets the fixed headers in place of whatever the response had under their names.
pub(crate) fn secure(headers: &mut HeaderMap) {
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.remove(header::SERVER);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the template with values that are folded over several lines as YAML reads them.
    fn template() -> String {
        include_str!("../../../infra/template.yaml").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn cloudfront_sends_the_same_policies() {
        for policy in [CONTENT_SECURITY_POLICY, PERMISSIONS_POLICY] {
            assert!(template().contains(policy), "infra/template.yaml lacks: {policy}");
        }
        assert!(
            template().contains("AccessControlMaxAgeSec: 63072000, IncludeSubdomains: true, Preload: true")
        );
    }

    #[test]
    fn csp_allows_nothing_inline_and_no_other_origin() {
        assert!(
            !CONTENT_SECURITY_POLICY.contains("unsafe-inline") && !CONTENT_SECURITY_POLICY.contains("http")
        );
    }
}
