//! From a bearer token to the stored reset that it speaks for.

use api_contract::ProblemKind;
use cloud::resets::{Loaded, Resets};
use jiff::Timestamp;
use lambda_kit::{
    Failure,
    token::{ResetToken, TokenError, Tokens},
};
use reset_domain::{Reset, ResetId, Token};

use crate::StepError;

/// Reads and issues the tokens of resets.
#[derive(Debug)]
pub struct Bearer {
    tokens: Tokens,
    resets: Resets,
}

/// A reset and the generation of it that the bearer holds.
#[derive(Debug)]
pub struct Admitted {
    /// The stored reset with its account's limits.
    pub loaded: Loaded,
    /// For the rules, which have the last word.
    pub token: Token,
}

impl Bearer {
    /// With the key that signs tokens, and this store.
    pub fn new(key: &[u8; 32], resets: Resets) -> Self {
        Self { tokens: Tokens::new(key), resets }
    }

    /// The store of resets.
    pub fn resets(&self) -> &Resets {
        &self.resets
    }

    /// The reset that a token speaks for. A token that we signed and that has expired is told so.
    pub async fn admit(&self, token: Option<&str>, now: Timestamp) -> Result<Admitted, StepError> {
        let verified = self.tokens.verify(token.unwrap_or_default(), now).map_err(|error| {
            Failure::refused(match error {
                TokenError::Invalid => ProblemKind::TokenInvalid,
                TokenError::Expired => ProblemKind::ResetExpired,
            })
        })?;
        let loaded = self.resets.load(&ResetId(verified.reset)).await?;
        let loaded = loaded.ok_or_else(|| Failure::refused(ProblemKind::TokenInvalid))?;
        Ok(Admitted { loaded, token: Token { generation: verified.generation } })
    }

    /// The token of the reset's current generation; the same bytes each time.
    pub fn token_for(&self, reset: &Reset) -> Result<String, Failure> {
        let token = ResetToken {
            reset: reset.id().0.clone(),
            generation: reset.generation(),
            step: step_of(reset).to_owned(),
            issued_at: reset.generation_began_at(),
            expires_at: reset.expires_at(),
        };
        self.tokens.sign(&token).map_err(Failure::internal)
    }
}

/// Where the reset stood when the token was issued: the state that began with the token's generation.
fn step_of(reset: &Reset) -> &'static str {
    match reset {
        Reset::Proving(_) => "proving",
        Reset::Proved(_) => "proved",
        Reset::Writing(_) | Reset::Done(_) | Reset::Refused(_) => "ordered",
    }
}
