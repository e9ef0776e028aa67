//! From a bearer token to the stored reset that it speaks for.

use api_contract::ProblemKind;
use crypto::keys::{AccountKey, Secret};
use crypto::{
    signer::TokenError,
    token::{ResetToken, ResetTokens},
};
use domain::{AccountId, Reset, ResetId, Token};
use jiff::Timestamp;
use lambda_kit::Failure;
use store::{
    Wiring,
    resets::{GuessContext, Loaded, Resets},
};

use crate::StepError;

/// Reads and issues the tokens of resets.
#[derive(Debug)]
pub struct ResetAuthenticator {
    tokens: ResetTokens,
    accounts: AccountKey,
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

/// What a token says.
struct Said {
    reset: ResetId,
    account: AccountId,
    token: Token,
}

impl ResetAuthenticator {
    /// Signs tokens and seals their accounts with keys from the token secret, and reads resets from this store.
    pub fn new(token: &Secret, resets: Resets) -> Self {
        Self { tokens: ResetTokens::new(&token.token_key()), accounts: token.account_key(), resets }
    }

    /// Connects to the store of resets.
    pub fn connect(wiring: &Wiring, token: &Secret) -> Result<Self, aws_clients::MissingSetting> {
        Ok(Self::new(token, wiring.resets()?))
    }

    /// The store of resets.
    pub fn resets(&self) -> &Resets {
        &self.resets
    }

    /// What a token says, unless it is none of ours. A token that we signed and that has expired is told so; those of an earlier
    /// version, which name no account, have expired with it.
    fn verify(&self, token: Option<&str>, now: Timestamp) -> Result<Said, Failure> {
        let verified = self.tokens.verify(token.unwrap_or_default(), now).map_err(|error| {
            Failure::refused(match error {
                TokenError::Invalid => ProblemKind::TokenInvalid,
                TokenError::Expired => ProblemKind::ResetExpired,
            })
        })?;
        let reset = ResetId(verified.reset);
        let account = self.accounts.open(&reset, &verified.account);
        let account = account.ok_or_else(|| Failure::refused(ProblemKind::ResetExpired))?;
        Ok(Said { reset, account, token: Token { generation: verified.generation } })
    }

    /// Which reset a token is of.
    pub fn reset_of(&self, token: Option<&str>, now: Timestamp) -> Result<ResetId, Failure> {
        Ok(self.verify(token, now)?.reset)
    }

    /// The reset that a token speaks for.
    pub async fn admit(&self, token: Option<&str>, now: Timestamp) -> Result<Admitted, StepError> {
        let Said { reset, account, token } = self.verify(token, now)?;
        let loaded = self.resets.load(&reset, &account).await?.ok_or_else(nobody)?;
        Ok(Admitted { loaded, token })
    }

    /// The same, to be looked at only.
    pub async fn find(&self, token: Option<&str>, now: Timestamp) -> Result<(Reset, Token), StepError> {
        let Said { reset, token, .. } = self.verify(token, now)?;
        let reset = self.resets.find(&reset).await?.ok_or_else(nobody)?;
        Ok((reset, token))
    }

    /// The same, with all that a guess at its code is judged by.
    pub async fn admit_guess(
        &self,
        token: Option<&str>,
        now: Timestamp,
    ) -> Result<(GuessContext, Token), StepError> {
        let Said { reset, account, token } = self.verify(token, now)?;
        let judged = self.resets.load_for_guess(&reset, &account, now).await?.ok_or_else(nobody)?;
        Ok((judged, token))
    }

    /// The token of the reset's current generation; the same bytes each time.
    pub fn token_for(&self, reset: &Reset) -> Result<String, Failure> {
        let token = ResetToken {
            reset: reset.id().0.clone(),
            account: self.accounts.seal(reset.id(), &reset.subject().account).map_err(Failure::internal)?,
            generation: reset.generation(),
            step: step_of(reset).to_owned(),
            issued_at: reset.generation_began_at(),
            expires_at: reset.token_expires_at(),
        };
        self.tokens.sign(&token).map_err(Failure::internal)
    }
}

/// A token of ours that no stored reset answers to.
fn nobody() -> Failure {
    Failure::refused(ProblemKind::TokenInvalid)
}

/// Where the reset stood when the token was issued: the state that began with the token's generation.
fn step_of(reset: &Reset) -> &'static str {
    match reset {
        Reset::Proving(_) => "proving",
        Reset::Proved(_) => "proved",
        Reset::Writing(_) | Reset::Done(_) | Reset::Refused(_) => "ordered",
    }
}
