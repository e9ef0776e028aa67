//! Reset tokens: which reset, which generation, which step comes now. The stored reset has the last word; a token only
//! says who speaks.
//!
//! Equal claims make equal bytes, so that a lost reply can be given again word for word.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;

const TOKEN_TYPE: &str = "readmit-reset+jwt";
pub(crate) const ISSUER: &str = "readmit";
const AUDIENCE: &str = "readmit-reset";

/// What a token says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResetToken {
    /// The reset's id.
    pub reset: String,
    /// Grows with every step that moves the reset on.
    pub generation: u32,
    /// The step that the reset stands at.
    pub step: String,
    /// When the generation began.
    pub issued_at: Timestamp,
    /// When nothing can be done with it any more: the reset is over, and so is what waits.
    pub expires_at: Timestamp,
}

/// Why a token is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TokenError {
    /// It is missing, forged or not one of ours. Which of these is nobody's business.
    #[error("the token is not valid")]
    Invalid,
    /// We signed it, and its reset is over.
    #[error("the token has expired")]
    Expired,
}

/// The token could not be made.
#[derive(Debug, Error)]
#[error("signing a token")]
pub struct SigningError(#[source] pub(crate) jsonwebtoken::errors::Error);

/// Signs and verifies reset tokens with one key (HS256).
pub struct Tokens {
    signing: EncodingKey,
    verifying: DecodingKey,
    header: Header,
    validation: Validation,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Claims {
    iss: String,
    aud: String,
    iat: i64,
    exp: i64,
    reset: String,
    generation: u32,
    step: String,
}

impl Tokens {
    /// With this key, which its own digest names in each token.
    pub fn new(key: &[u8; 32]) -> Self {
        let mut header = Header::new(Algorithm::HS256);
        header.typ = Some(TOKEN_TYPE.to_owned());
        header.kid = Some(key_id(key));
        Self {
            signing: EncodingKey::from_secret(key),
            verifying: DecodingKey::from_secret(key),
            header,
            validation: validation(AUDIENCE),
        }
    }

    /// The token for these claims; equal claims make equal bytes.
    pub fn sign(&self, token: &ResetToken) -> Result<String, SigningError> {
        let claims = Claims {
            iss: ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
            iat: token.issued_at.as_second(),
            exp: token.expires_at.as_second(),
            reset: token.reset.clone(),
            generation: token.generation,
            step: token.step.clone(),
        };
        jsonwebtoken::encode(&self.header, &claims, &self.signing).map_err(SigningError)
    }

    /// What the token says, if we signed it and it has not expired.
    pub fn verify(&self, token: &str, now: Timestamp) -> Result<ResetToken, TokenError> {
        let read = jsonwebtoken::decode::<Claims>(token, &self.verifying, &self.validation)
            .map_err(|_| TokenError::Invalid)?;
        if read.header.typ != self.header.typ || read.header.kid != self.header.kid {
            return Err(TokenError::Invalid);
        }
        let claims = read.claims;
        let expires_at = moment(claims.exp)?;
        if now >= expires_at {
            return Err(TokenError::Expired);
        }
        Ok(ResetToken {
            reset: claims.reset,
            generation: claims.generation,
            step: claims.step,
            issued_at: moment(claims.iat)?,
            expires_at,
        })
    }
}

/// No key is ever printed.
impl std::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tokens").field("key_id", &self.header.kid).finish_non_exhaustive()
    }
}

/// One algorithm, our issuer and audience. Expiry is checked against the caller's clock.
pub(crate) fn validation(audience: &str) -> Validation {
    let mut validation = Validation::new(Algorithm::HS256);
    validation.validate_exp = false;
    validation.leeway = 0;
    validation.set_issuer(&[ISSUER]);
    validation.set_audience(&[audience]);
    validation.set_required_spec_claims(&["iss", "aud", "exp"]);
    validation
}

pub(crate) fn key_id(key: &[u8; 32]) -> String {
    let digest = Sha256::new().chain_update(b"readmit token key id").chain_update(key).finalize();
    URL_SAFE_NO_PAD.encode(digest.first_chunk::<6>().unwrap_or(&[0; 6]))
}

pub(crate) fn moment(seconds: i64) -> Result<Timestamp, TokenError> {
    Timestamp::from_second(seconds).map_err(|_| TokenError::Invalid)
}

#[cfg(test)]
mod tests;
