//! Signer of one kind of token (HS256). Each kind has its own type and audience, so that none is accepted
//! as another even if they share a key.

use jiff::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Serialize, de::DeserializeOwned};
use thiserror::Error;

use crate::keys::{Keys, key_id};

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
    verifying: Vec<(String, DecodingKey)>,
    header: Header,
    validation: Validation,
}

impl Signer {
    /// Returns a signer with these keys. The digest of a key is the key id in its tokens.
    pub(crate) fn new(keys: &Keys, token_type: &str, audience: &str) -> Self {
        let mut header = Header::new(Algorithm::HS256);
        header.typ = Some(token_type.to_owned());
        header.kid = Some(keys.current_id());
        Self {
            signing: EncodingKey::from_secret(keys.current()),
            verifying: keys.all().map(|key| (key_id(key), DecodingKey::from_secret(key))).collect(),
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
        let header = jsonwebtoken::decode_header(token).map_err(|_| TokenError::Invalid)?;
        let named = self.verifying.iter().find(|(id, _)| header.kid.as_ref() == Some(id));
        let (_, key) = named.filter(|_| header.typ == self.header.typ).ok_or(TokenError::Invalid)?;
        let read = jsonwebtoken::decode::<C>(token, key, &self.validation);
        read.map(|read| read.claims).map_err(|_| TokenError::Invalid)
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
