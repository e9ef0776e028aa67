//! Signs a request: a JWT (`EdDSA`) over method, path and body.

use agent_protocol::request::{AUDIENCE, Claims, REQUEST_TTL_SECONDS, TOKEN_TYPE};
use anyhow::Context as _;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, Header};
use sha2::{Digest as _, Sha256};

use crate::{clock, entropy, keys::Keys};

pub(super) fn sign(issuer: &str, keys: &Keys, path: &str, body: &[u8]) -> anyhow::Result<String> {
    let now = clock::now().as_second();
    let claims = Claims {
        iss: issuer.to_owned(),
        aud: AUDIENCE.to_owned(),
        iat: now,
        exp: now + REQUEST_TTL_SECONDS,
        jti: URL_SAFE_NO_PAD.encode(entropy::draw::<16>()),
        method: "POST".to_owned(),
        path: path.to_owned(),
        body: URL_SAFE_NO_PAD.encode(Sha256::digest(body)),
    };
    let mut header = Header::new(Algorithm::EdDSA);
    header.typ = Some(TOKEN_TYPE.to_owned());
    header.kid = Some(issuer.to_owned());
    jsonwebtoken::encode(&header, &claims, &keys.signer()).context("signing a request")
}

#[cfg(test)]
mod tests {
    use jsonwebtoken::{DecodingKey, Validation};

    use super::*;

    #[test]
    fn request_is_signed_for_one_path_and_body() {
        let keys = Keys::make(0);
        let token = sign("agent-1", &keys, "/api/agent/sync-directory", b"{}").expect("signed");
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_audience(&[AUDIENCE]);
        let key = DecodingKey::from_ed_components(&keys.public().expect("public").signing_key).expect("key");
        let read = jsonwebtoken::decode::<Claims>(&token, &key, &validation).expect("verified");
        assert_eq!(read.header.typ.as_deref(), Some(TOKEN_TYPE));
        assert_eq!(read.header.kid.as_deref(), Some("agent-1"));
        assert_eq!(read.claims.path, "/api/agent/sync-directory");
        assert_eq!(read.claims.body, URL_SAFE_NO_PAD.encode(Sha256::digest(b"{}")));
        assert_eq!(read.claims.exp - read.claims.iat, REQUEST_TTL_SECONDS);
        assert_ne!(token, sign("agent-1", &keys, "/api/agent/sync-directory", b"{}").expect("signed"));
    }
}
