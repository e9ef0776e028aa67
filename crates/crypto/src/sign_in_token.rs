//! Tokens of sign-ins. The bearer may ask for the outcome and begin the session.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    keys::TokenKey,
    signer::{ISSUER, Signer, SigningError, TokenError, check_expiry},
};

const TOKEN_TYPE: &str = "readmit-sign-in+jwt";
const AUDIENCE: &str = "readmit-sign-in";

/// Signs and verifies tokens of sign-ins.
#[derive(Debug)]
pub struct SignInTokens(Signer);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Claims {
    iss: String,
    aud: String,
    exp: i64,
    sign_in: String,
}

impl SignInTokens {
    /// Returns a signer with this key.
    pub fn new(key: &TokenKey) -> Self {
        Self(Signer::new(key.keys(), TOKEN_TYPE, AUDIENCE))
    }

    /// Returns the token of a sign-in.
    pub fn sign(&self, sign_in: &str, expires_at: Timestamp) -> Result<String, SigningError> {
        self.0.sign(&Claims {
            iss: ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
            exp: expires_at.as_second(),
            sign_in: sign_in.to_owned(),
        })
    }

    /// Returns the id of the sign-in if the signature of the token is right and it has not expired.
    pub fn verify(&self, token: &str, now: Timestamp) -> Result<String, TokenError> {
        let Claims { exp, sign_in, .. } = self.0.verify(token)?;
        check_expiry(exp, now)?;
        Ok(sign_in)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::{ResetToken, ResetTokens};

    const KEY: [u8; 32] = [7; 32];

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + seconds).unwrap()
    }

    #[test]
    fn a_token_names_its_sign_in_until_it_expires() {
        let tokens = SignInTokens::new(&KEY.into());
        let token = tokens.sign("abc", at(60)).unwrap();
        assert_eq!(tokens.verify(&token, at(59)), Ok("abc".to_owned()));
        assert_eq!(tokens.verify(&token, at(60)), Err(TokenError::Expired));
        assert_eq!(SignInTokens::new(&[8; 32].into()).verify(&token, at(0)), Err(TokenError::Invalid));
    }

    #[test]
    fn tokens_of_sign_ins_and_resets_are_distinct() {
        let reset = ResetToken {
            reset: "r".into(),
            account: String::new(),
            generation: 1,
            step: "prove".into(),
            issued_at: at(0),
            expires_at: at(60),
        };
        let of_reset = ResetTokens::new(&KEY.into()).sign(&reset).unwrap();
        assert_eq!(SignInTokens::new(&KEY.into()).verify(&of_reset, at(0)), Err(TokenError::Invalid));
        let of_sign_in = SignInTokens::new(&KEY.into()).sign("abc", at(60)).unwrap();
        assert_eq!(ResetTokens::new(&KEY.into()).verify(&of_sign_in, at(0)), Err(TokenError::Invalid));
    }
}
