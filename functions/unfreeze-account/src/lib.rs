//! Lifts the freeze of an account. Only administrators invoke it: it has no route.

mod serve;

use api_contract::admin::unfreeze_account::{Refusal, Request, Response};
use crypto::names::NameKey;
use domain::{Event, UserName, event::Unfreezer};
use jiff::Timestamp;
use lambda_kit::Failure;
use step_kit::retry;
use store::{account_freezes::AccountFreezes, accounts::Accounts, settings::Settings};

pub use serve::serve;

#[derive(Debug)]
pub struct UnfreezeAccount {
    /// The directory's domains.
    pub settings: Settings,
    pub accounts: Accounts,
    pub names: NameKey,
    pub account_freezes: AccountFreezes,
}

impl UnfreezeAccount {
    /// Lifts the freeze. Sessions and resets from before the freeze stay ended.
    pub async fn handle(&self, request: Request, now: Timestamp) -> Result<Response, Failure> {
        const UNKNOWN: Response = Response::Refused { refused: Refusal::AccountUnknown };
        let domains = self.settings.domains(now).await?;
        let Some(name) = UserName::parse(&request.user, &domains) else { return Ok(UNKNOWN) };
        let lookup = self.accounts.find(&self.names, &name).await?;
        if lookup.account.is_none() {
            return Ok(UNKNOWN);
        }
        let (account, event) = (lookup.subject, Event::AccountUnfrozen { by: Unfreezer::Administrator });
        let lift = || async { Ok(self.account_freezes.unfreeze(&account, &event, now).await?) };
        let was_frozen = retry(now, lift).await?;
        Ok(Response::Unfrozen { account: account.0, was_frozen })
    }
}
