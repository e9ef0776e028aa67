//! Signer of one kind of token with one key (HS256). Each kind has its own type and audience, so that none is accepted
//! as another even if they share a key.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use thiserror::Error;

pub(crate) const ISSUER: &str = "readmit";

/// The reason why a token is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TokenError {
    /// The token is missing, forged or not one of ours. Callers do not learn which.
    #[error("the token is not valid")]
    Invalid,
    /// The signature is right, and the token has expired.
    #[error("the token has expired")]
    Expired,
}

/// The token could not be signed.
#[derive(Debug, Error)]
#[error("signing a token")]
pub struct SigningError(#[source] jsonwebtoken::errors::Error);

pub(crate) struct Signer {
    signing: EncodingKey,
    verifying: DecodingKey,
    header: Header,
    validation: Validation,
}

impl Signer {
    /// Returns a signer with this key. Its digest is the key id in each token.
    pub(crate) fn new(key: &[u8; 32], token_type: &str, audience: &str) -> Self {
        let mut header = Header::new(Algorithm::HS256);
        header.typ = Some(token_type.to_owned());
        header.kid = Some(key_id(key));
        Self {
            signing: EncodingKey::from_secret(key),
            verifying: DecodingKey::from_secret(key),
            header,
            validation: validation(audience),
        }
    }

    pub(crate) fn key_id(&self) -> Option<&str> {
        self.header.kid.as_deref()
    }

    /// Returns the token of these claims. Equal claims make equal bytes.
    pub(crate) fn sign(&self, claims: &impl Serialize) -> Result<String, SigningError> {
        jsonwebtoken::encode(&self.header, claims, &self.signing).map_err(SigningError)
    }

    /// Returns the claims if their signature is right. [`check_expiry`] checks their expiry.
    pub(crate) fn verify<C: DeserializeOwned>(&self, token: &str) -> Result<C, TokenError> {
        let read = jsonwebtoken::decode::<C>(token, &self.verifying, &self.validation)
            .map_err(|_| TokenError::Invalid)?;
        let is_ours = read.header.typ == self.header.typ && read.header.kid == self.header.kid;
        if is_ours { Ok(read.claims) } else { Err(TokenError::Invalid) }
    }
}

/// Prints no key.
impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Signer").field("key_id", &self.key_id()).finish_non_exhaustive()
    }
}

/// Returns the expiry of a token if it is in the future.
pub(crate) fn check_expiry(exp: i64, now: Timestamp) -> Result<Timestamp, TokenError> {
    let expires_at = timestamp(exp)?;
    if now >= expires_at { Err(TokenError::Expired) } else { Ok(expires_at) }
}

pub(crate) fn timestamp(seconds: i64) -> Result<Timestamp, TokenError> {
    Timestamp::from_second(seconds).map_err(|_| TokenError::Invalid)
}

/// Returns the rules: one algorithm, one issuer and one audience. Expiry is checked against the caller's clock.
fn validation(audience: &str) -> Validation {
    let mut validation = Validation::new(Algorithm::HS256);
    validation.validate_exp = false;
    validation.leeway = 0;
    validation.set_issuer(&[ISSUER]);
    validation.set_audience(&[audience]);
    validation.set_required_spec_claims(&["iss", "aud", "exp"]);
    validation
}

fn key_id(key: &[u8; 32]) -> String {
    let digest = Sha256::new().chain_update(b"readmit token key id").chain_update(key).finalize();
    URL_SAFE_NO_PAD.encode(digest.first_chunk::<6>().unwrap_or(&[0; 6]))
}
