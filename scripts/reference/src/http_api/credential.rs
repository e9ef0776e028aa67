//! The proofs that steps need from their callers.

use serde_json::{Value, json};

/// The proof that a step needs from its caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Credential {
    Nothing,
    ResetToken,
    CancelToken,
    SignInToken,
    FreezeToken,
    Session,
}

impl Credential {
    pub(crate) const ALL: [Self; 6] = [
        Self::Nothing,
        Self::ResetToken,
        Self::CancelToken,
        Self::SignInToken,
        Self::FreezeToken,
        Self::Session,
    ];

    /// Returns the name on the page.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::ResetToken => "reset token",
            Self::CancelToken => "reset token or cancel link",
            Self::SignInToken => "sign-in token",
            Self::FreezeToken => "freeze link",
            Self::Session => "session",
        }
    }

    pub(crate) const fn meaning(self) -> &'static str {
        match self {
            Self::Nothing => "Every caller may send the request.",
            Self::ResetToken => {
                "The token of a reset or of a change of password, as `Authorization: Bearer …`. The first one is in \
                 the response of `start-reset` or `start-change`. If a response has a token, the next step needs that one."
            }
            Self::CancelToken => {
                "The token of the reset, or the token in the link that a notice about a deferred order has, as \
                 `Authorization: Bearer …`."
            }
            Self::SignInToken => {
                "The token of a sign-in, as `Authorization: Bearer …`. It is in the response of `sign-in`."
            }
            Self::FreezeToken => {
                "The token in the link \"this was not me\" of a notice, as `Authorization: Bearer …`."
            }
            Self::Session => {
                "The cookie `__Host-readmit`, which comes with the response of `finish-sign-in`, and the header \
                 `X-Readmit: 1`. A POST must have the `Origin` of the page as well."
            }
        }
    }

    /// Returns the alternatives that the document gives a step.
    pub(crate) fn security(self) -> Value {
        match self {
            Self::Nothing => json!([]),
            Self::ResetToken => json!([{ "resetToken": [] }]),
            Self::CancelToken => json!([{ "resetToken": [] }, { "cancelToken": [] }]),
            Self::SignInToken => json!([{ "signInToken": [] }]),
            Self::FreezeToken => json!([{ "freezeToken": [] }]),
            Self::Session => json!([{ "sessionCookie": [], "sessionHeader": [] }]),
        }
    }
}

/// Returns the security schemes of the document.
pub(crate) fn schemes() -> Value {
    let bearer = |credential: Credential| json!({ "type": "http", "scheme": "bearer", "description": credential.meaning() });
    let session = |place: &str, name: &str| json!({ "type": "apiKey", "in": place, "name": name, "description": Credential::Session.meaning() });
    json!({
        "resetToken": bearer(Credential::ResetToken),
        "cancelToken": bearer(Credential::CancelToken),
        "signInToken": bearer(Credential::SignInToken),
        "freezeToken": bearer(Credential::FreezeToken),
        "sessionCookie": session("cookie", api_contract::session::COOKIE),
        "sessionHeader": session("header", api_contract::session::HEADER),
    })
}
