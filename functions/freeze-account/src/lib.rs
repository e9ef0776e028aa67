//! "This was not me": freezes an account by the link of a notice. Anybody who got the notice may do so without signing
//! in. Opening the link changes nothing yet.

mod serve;

use api_contract::{
    ProblemKind,
    freeze_account::{FreezeAccount as Step, Response},
};
use crypto::freeze_link::FreezeLinks;
use domain::AccountId;
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success};
use step_kit::{retry, token_failure};
use store::account_freezes::{AccountFreezes, FreezeOutcome};

pub use serve::serve;

#[derive(Debug)]
pub struct FreezeAccount {
    pub links: FreezeLinks,
    pub account_freezes: AccountFreezes,
}

impl FreezeAccount {
    /// Freezes the account. A repeated request gets the same answer. A link that is older than the last unfreezing is
    /// void: it warned of what an administrator or the user has looked at since. The administrators' alarm reads the
    /// log line.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let token = request.token.as_deref().unwrap_or_default();
        let link = self.links.verify(token, now).map_err(token_failure)?;
        let account = AccountId(link.account);
        let freeze = || async { Ok(self.account_freezes.freeze(&account, link.issued_at, now).await?) };
        match retry(now, freeze).await? {
            FreezeOutcome::Frozen => tracing::warn!(account = account.0, "account_frozen"),
            FreezeOutcome::FrozenBefore => {}
            FreezeOutcome::LinkVoid => return Err(Failure::refused(ProblemKind::ResetExpired)),
        }
        Ok(Success::new(Response {}))
    }
}
