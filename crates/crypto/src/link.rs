//! Links in notices that cancel one deferred order. The token stands after the `#` of a URL, which browsers do not
//! send.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    keys::LinkKey,
    signer::{ISSUER, Signer, SigningError, TokenError, check_expiry},
};

const TOKEN_TYPE: &str = "readmit-cancel+jwt";
const AUDIENCE: &str = "readmit-cancel";

/// The contents of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CancelLink {
    /// The id of the reset.
    pub reset: String,
    /// The id of the job.
    pub job: String,
    /// The time when the order expires.
    pub expires_at: Timestamp,
}

/// Signs and verifies links with a key that signs no tokens of resets.
#[derive(Debug)]
pub struct CancelLinks(Signer);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Claims {
    iss: String,
    aud: String,
    exp: i64,
    reset: String,
    job: String,
}

impl CancelLinks {
    /// Returns a signer with this key.
    pub fn new(key: &LinkKey) -> Self {
        Self(Signer::new(key.keys(), TOKEN_TYPE, AUDIENCE))
    }

    /// Returns whether a token claims to be that of a link, which [`Self::verify`] checks.
    pub fn is_cancel_link(token: &str) -> bool {
        jsonwebtoken::decode_header(token).is_ok_and(|header| header.typ.as_deref() == Some(TOKEN_TYPE))
    }

    /// Returns the token of a link.
    pub fn sign(&self, link: &CancelLink) -> Result<String, SigningError> {
        self.0.sign(&Claims {
            iss: ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
            exp: link.expires_at.as_second(),
            reset: link.reset.clone(),
            job: link.job.clone(),
        })
    }

    /// Returns the contents of the link if its signature is right and it has not expired.
    pub fn verify(&self, token: &str, now: Timestamp) -> Result<CancelLink, TokenError> {
        let Claims { exp, reset, job, .. } = self.0.verify(token)?;
        Ok(CancelLink { reset, job, expires_at: check_expiry(exp, now)? })
    }
}

#[cfg(test)]
mod tests {
    use super::{CancelLink, CancelLinks};
    use crate::{
        signer::TokenError,
        token::{ResetToken, ResetTokens},
    };

    const KEY: [u8; 32] = [7; 32];

    fn link() -> CancelLink {
        let expires_at = "2027-02-01T08:30:00Z".parse().unwrap();
        CancelLink { reset: "r".into(), job: "j".into(), expires_at }
    }

    #[test]
    fn a_link_is_good_until_it_expires() {
        let links = CancelLinks::new(&KEY.into());
        let token = links.sign(&link()).unwrap();
        assert_eq!(links.verify(&token, "2027-02-01T08:29:59.9Z".parse().unwrap()), Ok(link()));
        assert_eq!(links.verify(&token, link().expires_at), Err(TokenError::Expired));
        let forged = CancelLinks::new(&[8; 32].into()).sign(&link()).unwrap();
        assert_eq!(links.verify(&forged, "2027-02-01T08:00:00Z".parse().unwrap()), Err(TokenError::Invalid));
    }

    #[test]
    fn links_and_reset_tokens_differ_even_with_one_key() {
        let now = "2027-02-01T08:00:00Z".parse().unwrap();
        let (links, tokens) = (CancelLinks::new(&KEY.into()), ResetTokens::new(&KEY.into()));
        let token = ResetToken {
            reset: "r".into(),
            account: String::new(),
            generation: 1,
            step: "ordered".into(),
            issued_at: now,
            expires_at: link().expires_at,
        };
        let (of_reset, of_link) = (tokens.sign(&token).unwrap(), links.sign(&link()).unwrap());
        assert_eq!([&of_reset, &of_link].map(|token| CancelLinks::is_cancel_link(token)), [false, true]);
        assert_eq!(links.verify(&of_reset, now), Err(TokenError::Invalid));
        assert_eq!(tokens.verify(&of_link, now), Err(TokenError::Invalid));
        assert!(!CancelLinks::is_cancel_link("no token"));
    }
}
