//! The two addresses that programs ask for without having seen the page.

use axum::{
    body::Body,
    http::{Response, StatusCode},
};
use jiff::{SignedDuration, Timestamp};

use crate::answers;

/// Where password managers send people. The page is elsewhere, as the specification demands.
pub(crate) fn change_password() -> Response<Body> {
    answers::found("/")
}

/// Whom to tell about a weakness (RFC 9116). On one machine that is whoever runs it.
pub(crate) fn security_txt(now: Timestamp) -> Response<Body> {
    let half_a_year = SignedDuration::from_hours(24 * 180);
    let expires = now.saturating_add(half_a_year).unwrap_or(now).strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let body =
        format!("Contact: mailto:security@demo.example\nExpires: {expires}\nPreferred-Languages: en, sv\n");
    answers::typed(StatusCode::OK, "text/plain; charset=utf-8", Body::from(body))
}
