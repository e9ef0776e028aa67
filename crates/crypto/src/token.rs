//! Reset tokens. A token names a reset, a generation and a step. The stored reset decides; a token only identifies the
//! caller.
//!
//! Equal claims make equal bytes, so that a lost response can be repeated exactly.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    keys::TokenKey,
    signer::{ISSUER, Signer, SigningError, TokenError, check_expiry, timestamp},
};

const TOKEN_TYPE: &str = "readmit-reset+jwt";
const AUDIENCE: &str = "readmit-reset";

/// The contents of a reset token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResetToken {
    /// The id of the reset.
    pub reset: String,
    /// The sealed account of the reset; empty in a token of an earlier version.
    pub account: String,
    /// The generation, which grows with every step of the reset.
    pub generation: u32,
    /// The step that the reset is at.
    pub step: String,
    /// The time when the generation began.
    pub issued_at: Timestamp,
    /// The time when the token expires: after the end of the reset and of its deferred order.
    pub expires_at: Timestamp,
}

/// Signs and verifies reset tokens.
#[derive(Debug)]
pub struct ResetTokens(Signer);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Claims {
    iss: String,
    aud: String,
    iat: i64,
    exp: i64,
    reset: String,
    #[serde(default)]
    account: String,
    generation: u32,
    step: String,
}

impl ResetTokens {
    /// Returns a signer with this key.
    pub fn new(key: &TokenKey) -> Self {
        Self(Signer::new(key.keys(), TOKEN_TYPE, AUDIENCE))
    }

    /// Returns the token for these claims. Equal claims make equal bytes.
    pub fn sign(&self, token: &ResetToken) -> Result<String, SigningError> {
        self.0.sign(&Claims {
            iss: ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
            iat: token.issued_at.as_second(),
            exp: token.expires_at.as_second(),
            reset: token.reset.clone(),
            account: token.account.clone(),
            generation: token.generation,
            step: token.step.clone(),
        })
    }

    /// Returns the contents of the token if its signature is right and it has not expired.
    pub fn verify(&self, token: &str, now: Timestamp) -> Result<ResetToken, TokenError> {
        let claims: Claims = self.0.verify(token)?;
        let expires_at = check_expiry(claims.exp, now)?;
        Ok(ResetToken {
            reset: claims.reset,
            account: claims.account,
            generation: claims.generation,
            step: claims.step,
            issued_at: timestamp(claims.iat)?,
            expires_at,
        })
    }
}

#[cfg(test)]
mod tests;
