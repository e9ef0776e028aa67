//! The two addresses that programs ask for without having seen the page.

use axum::{
    body::Body,
    http::{Response, StatusCode},
};
use jiff::{SignedDuration, Timestamp};
use texts::Language;

use crate::{answers, page};

/// Where password managers send people. The page is elsewhere, as the specification demands; who has forgotten the
/// password is led on from there.
pub(crate) fn change_password() -> Response<Body> {
    answers::found(page::CHANGE_PASSWORD)
}

/// Whom to tell about a weakness (RFC 9116). On one machine that is whoever runs it.
pub(crate) fn security_txt(now: Timestamp) -> Response<Body> {
    let half_a_year = SignedDuration::from_hours(24 * 180);
    let expires = now.saturating_add(half_a_year).unwrap_or(now).strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let languages = Language::all().map(Language::tag).collect::<Vec<_>>().join(", ");
    let body = format!(
        "Contact: mailto:security@demo.example\nExpires: {expires}\nPreferred-Languages: {languages}\n"
    );
    answers::typed(StatusCode::OK, "text/plain; charset=utf-8", Body::from(body))
}

#[cfg(test)]
mod tests {
    use super::page;

    /// Spaces and line breaks aside.
    fn template() -> String {
        include_str!("../../../infra/template.yaml").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn cloudfront_leads_to_the_same_address() {
        let template = template();
        let (_, asked) = template.split_once(r#"uri === "/.well-known/change-password""#).unwrap();
        let (_, location) = asked.split_once("location: { value: \"").unwrap();
        assert_eq!(location.split_once('"').unwrap().0, page::CHANGE_PASSWORD);
    }

    #[test]
    fn cloudfront_shows_the_same_pages() {
        let template = template();
        let addresses = |file: &str| {
            let of = page::ADDRESSES.into_iter().filter(|(_, shows)| *shows == file);
            of.map(|(address, _)| format!("\"{address}\"")).collect::<Vec<_>>().join(", ")
        };
        let account = addresses("/account.html");
        assert!(template.contains(&format!("[{account}].includes(event.request.uri)")), "{account}");
        assert!(template.contains(r#"event.request.uri = "/account.html""#));
        assert_eq!(addresses("/index.html"), r#""/""#);
        assert!(template.contains("DefaultRootObject: index.html"), "what CloudFront shows at the root");
    }
}
