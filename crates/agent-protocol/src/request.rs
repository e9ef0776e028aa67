//! How an agent signs its requests: a JWT (`EdDSA`), good for one request, in `Authorization: Bearer`.

use serde::{Deserialize, Serialize};

/// The `typ` of the JWT's header. Its `kid` is the agent's id.
pub const TOKEN_TYPE: &str = "readmit-agent+jwt";

/// The `aud` of every agent's request.
pub const AUDIENCE: &str = "readmit-cloud";

/// How long a signed request may be under way, in seconds.
pub const REQUEST_TTL_SECONDS: i64 = 60;

/// The claims of one signed request: it can be used for nothing but this method, path and body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claims {
    /// The agent's id.
    pub iss: String,
    /// [`AUDIENCE`].
    pub aud: String,
    /// When it was signed, in whole seconds since 1970 (UTC).
    pub iat: i64,
    /// [`REQUEST_TTL_SECONDS`] later.
    pub exp: i64,
    /// 128 random bits, unpadded base64url: the same request is taken once.
    pub jti: String,
    /// The HTTP method, in capitals.
    pub method: String,
    /// The path, from the root of the site.
    pub path: String,
    /// SHA-256 of the body, unpadded base64url.
    pub body: String,
}
