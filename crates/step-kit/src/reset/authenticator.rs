//! Finds the stored reset that a bearer token names.

use api_contract::ProblemKind;
use crypto::keys::{AccountKey, Secret};
use crypto::token::{ResetToken, ResetTokens};
use domain::{AccountId, Reset, ResetId, Token};
use jiff::Timestamp;
use lambda_kit::Failure;
use store::{
    Wiring,
    resets::{GuessContext, LoadedReset, Resets},
};

use crate::{StepError, token_failure};

/// The authenticator of resets, which verifies and issues their tokens.
#[derive(Debug)]
pub struct ResetAuthenticator {
    tokens: ResetTokens,
    accounts: AccountKey,
    resets: Resets,
}

/// A reset and the verified token that names it.
#[derive(Debug)]
pub struct AuthenticatedReset {
    /// The stored reset with its account's limits.
    pub loaded: LoadedReset,
    /// The token's generation, which the domain checks.
    pub token: Token,
}

/// The contents of a verified token.
struct TokenClaims {
    reset: ResetId,
    account: AccountId,
    token: Token,
}

impl ResetAuthenticator {
    /// Makes an authenticator. It signs tokens and seals their accounts with keys derived from the token secret, and
    /// loads resets from this store.
    pub fn new(token: &Secret, resets: Resets) -> Self {
        Self { tokens: ResetTokens::new(&token.token_key()), accounts: token.account_key(), resets }
    }

    /// Connects to the store of resets.
    pub fn connect(wiring: &Wiring, token: &Secret) -> Result<Self, aws_clients::MissingSetting> {
        Ok(Self::new(token, wiring.resets()?))
    }

    /// Returns the store of resets.
    pub fn resets(&self) -> &Resets {
        &self.resets
    }

    /// Verifies a token and returns its contents. An expired token has a separate answer. A token of an earlier
    /// version, which names no account, counts as expired.
    fn verify(&self, token: Option<&str>, now: Timestamp) -> Result<TokenClaims, Failure> {
        let verified = self.tokens.verify(token.unwrap_or_default(), now).map_err(token_failure)?;
        let reset = ResetId(verified.reset);
        let account = self.accounts.open(&reset, &verified.account);
        let account = account.ok_or_else(|| Failure::refused(ProblemKind::ResetExpired))?;
        Ok(TokenClaims { reset, account, token: Token { generation: verified.generation } })
    }

    /// Returns the id of the reset that a token names.
    pub fn reset_id(&self, token: Option<&str>, now: Timestamp) -> Result<ResetId, Failure> {
        Ok(self.verify(token, now)?.reset)
    }

    /// Loads the reset that a token names, with its account's limits.
    pub async fn admit(&self, token: Option<&str>, now: Timestamp) -> Result<AuthenticatedReset, StepError> {
        let TokenClaims { reset, account, token } = self.verify(token, now)?;
        let loaded = self.resets.load(&reset, &account).await?.ok_or_else(token_invalid)?;
        Ok(AuthenticatedReset { loaded, token })
    }

    /// Loads the reset that a token names, without limits.
    pub async fn find(&self, token: Option<&str>, now: Timestamp) -> Result<(Reset, Token), StepError> {
        let TokenClaims { reset, token, .. } = self.verify(token, now)?;
        let reset = self.resets.find(&reset).await?.ok_or_else(token_invalid)?;
        Ok((reset, token))
    }

    /// Loads the reset that a token names, with everything that verifying a guess needs.
    pub async fn admit_guess(
        &self,
        token: Option<&str>,
        now: Timestamp,
    ) -> Result<(GuessContext, Token), StepError> {
        let TokenClaims { reset, account, token } = self.verify(token, now)?;
        let context = self.resets.load_for_guess(&reset, &account, now).await?.ok_or_else(token_invalid)?;
        Ok((context, token))
    }

    /// Returns the token of the reset's current generation; the same bytes each time.
    pub fn token_for(&self, reset: &Reset) -> Result<String, Failure> {
        let token = ResetToken {
            reset: reset.id().0.clone(),
            account: self.accounts.seal(reset.id(), &reset.subject().account).map_err(Failure::internal)?,
            generation: reset.generation(),
            step: state_name(reset).to_owned(),
            issued_at: reset.generation_began_at(),
            expires_at: reset.token_expires_at(),
        };
        self.tokens.sign(&token).map_err(Failure::internal)
    }
}

/// Returns the answer to a valid token whose reset is not stored.
fn token_invalid() -> Failure {
    Failure::refused(ProblemKind::TokenInvalid)
}

/// Returns the state with which the token's generation began.
fn state_name(reset: &Reset) -> &'static str {
    match reset {
        Reset::Proving(_) => "proving",
        Reset::Proved(_) => "proved",
        Reset::Writing(_) | Reset::Done(_) | Reset::Refused(_) => "ordered",
    }
}
