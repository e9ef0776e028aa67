//! The signature of an agent's request: a JWT (`EdDSA`), good for one request, in `Authorization: Bearer`.

use serde::{Deserialize, Serialize};

/// The `typ` of the JWT's header. Its `kid` is the agent's id.
pub const TOKEN_TYPE: &str = "readmit-agent+jwt";

/// The `aud` of every agent's request.
pub const AUDIENCE: &str = "readmit-cloud";

/// The seconds for which a signed request is valid.
pub const REQUEST_TTL_SECONDS: i64 = 60;

/// The claims of a signed request, which is valid only for this method, path and body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claims {
    /// The id of the agent that signs.
    pub iss: String,
    /// Always [`AUDIENCE`].
    pub aud: String,
    /// The time when the request was signed, in whole seconds since 1970 (UTC).
    pub iat: i64,
    /// The time when the request expires: [`REQUEST_TTL_SECONDS`] later.
    pub exp: i64,
    /// 128 random bits in unpadded base64url, so that the same request is taken once.
    pub jti: String,
    /// The HTTP method, in capitals.
    pub method: String,
    /// The path, from the root of the site.
    pub path: String,
    /// The SHA-256 of the body, unpadded base64url.
    pub body: String,
}
