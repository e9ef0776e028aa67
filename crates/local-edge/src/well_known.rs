//! The well-known addresses, which programs request without having seen the page.

use axum::{
    body::Body,
    http::{Response, StatusCode},
};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use texts::Language;

use crate::{page, responses};

/// The address at which a user adds and manages passkeys.
const SECURITY_INFO: &str = "/security-info";

/// Redirects password managers to the page for a change of password, as the specification demands. That page leads on a
/// user who has forgotten the password.
pub(crate) fn change_password() -> Response<Body> {
    responses::redirect(page::CHANGE_PASSWORD)
}

/// Returns the addresses at which a user adds and manages passkeys, for password managers
/// (<https://w3c.github.io/webappsec-passkey-endpoints/passkey-endpoints.html>). `host` is the name of this site.
pub(crate) fn passkey_endpoints(host: &str) -> Response<Body> {
    let page = format!("http://{host}{SECURITY_INFO}");
    let endpoints = json!({ "enroll": page, "manage": page });
    responses::typed(StatusCode::OK, "application/json", Body::from(endpoints.to_string()))
}

/// Returns the contact for reports of vulnerabilities (RFC 9116). On a developer's machine it is an example.
pub(crate) fn security_txt(now: Timestamp) -> Response<Body> {
    let half_a_year = SignedDuration::from_hours(24 * 180);
    let expires = now.saturating_add(half_a_year).unwrap_or(now).strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let languages = Language::all().map(Language::tag).collect::<Vec<_>>().join(", ");
    let body = format!(
        "Contact: mailto:security@demo.example\nExpires: {expires}\nPreferred-Languages: {languages}\n"
    );
    responses::typed(StatusCode::OK, "text/plain; charset=utf-8", Body::from(body))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::page;

    /// The form of the template's function in which a list of addresses is followed by its document.
    const ASKS_FOR_ONE: &str = r#"].includes(event.request.uri)) { event.request.uri = ""#;

    /// Returns the template with white space normalized.
    fn template() -> String {
        include_str!("../../../infra/template.yaml").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn cloudfront_redirects_to_the_same_address() {
        let template = template();
        let (_, rest) = template.split_once(r#"uri === "/.well-known/change-password""#).unwrap();
        let (_, location) = rest.split_once("location: { value: \"").unwrap();
        assert_eq!(location.split_once('"').unwrap().0, page::CHANGE_PASSWORD);
    }

    #[test]
    fn cloudfront_names_the_same_page_for_passkeys() {
        let template = template();
        let (_, rest) = template.split_once(r#"uri === "/.well-known/passkey-endpoints""#).unwrap();
        let page = format!("\"https://\" + event.request.headers.host.value + \"{}\"", super::SECURITY_INFO);
        assert!(rest.contains(&page));
        assert!(page::addresses().unwrap().contains_key(super::SECURITY_INFO));
    }

    #[test]
    fn cloudfront_shows_the_same_pages() {
        let template = template();
        let (_, root) = template.split_once("DefaultRootObject: ").unwrap();
        let mut shown = BTreeMap::from([("/".to_owned(), format!("/{}", root.split_once(' ').unwrap().0))]);
        for part in template.split("if ([").skip(1) {
            let Some((list, rest)) = part.split_once(ASKS_FOR_ONE) else { continue };
            let (document, _) = rest.split_once('"').unwrap();
            shown.extend(
                list.split(", ").map(|address| (address.trim_matches('"').to_owned(), document.into())),
            );
        }
        assert_eq!(shown, page::addresses().unwrap());
    }
}
