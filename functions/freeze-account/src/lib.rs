//! "This was not me": freezes an account, by the link of a notice. Whoever got the notice may: nobody need be signed in, and
//! nothing is changed by looking at the link.

mod serve;

use api_contract::{
    ProblemKind,
    freeze_account::{FreezeAccount as Step, Response},
};
use crypto::{freeze_link::FreezeLinks, signer::TokenError};
use domain::AccountId;
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success};
use step_kit::retry;
use store::freezing::AccountFreezes;

pub use serve::serve;

/// What the step needs.
#[derive(Debug)]
pub struct FreezeAccount {
    /// Reads links.
    pub links: FreezeLinks,
    /// Freezes.
    pub freezing: AccountFreezes,
}

impl FreezeAccount {
    /// Freezes it. Repeated, it is answered alike. The line in the log is what the administrators' alarm listens to.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let token = request.token.as_deref().unwrap_or_default();
        let account = self.links.verify(token, now).map_err(|error| {
            Failure::refused(match error {
                TokenError::Invalid => ProblemKind::TokenInvalid,
                TokenError::Expired => ProblemKind::ResetExpired,
            })
        })?;
        let account = AccountId(account);
        let is_new = retry(now, || async { Ok(self.freezing.freeze(&account, now).await?) }).await?;
        if is_new {
            tracing::warn!(account = account.0, "account_frozen");
        }
        Ok(Success::new(Response {}))
    }
}
