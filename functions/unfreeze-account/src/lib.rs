//! Lifts the freeze of an account. Only administrators invoke it: it has no route.

mod serve;

use crypto::names::NameKey;
use domain::{AccountId, Event, UserName, event::Unfreezer};
use jiff::Timestamp;
use lambda_kit::Failure;
use serde::{Deserialize, Serialize};
use step_kit::retry;
use store::{account_freezes::AccountFreezes, accounts::Accounts, settings::Settings};

pub use serve::serve;

#[derive(Debug)]
pub struct UnfreezeAccount {
    /// The directory's domains.
    pub settings: Settings,
    /// The accounts by name.
    pub accounts: Accounts,
    /// The key that hashes names.
    pub names: NameKey,
    pub account_freezes: AccountFreezes,
}

/// An administrator's request.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// One of the names of the account.
    pub user: String,
}

/// The answer to an administrator.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Response {
    /// The account may be used again.
    Unfrozen {
        /// The account's objectGUID.
        account: String,
        /// Whether the account was frozen.
        was_frozen: bool,
    },
    /// No account has the name.
    Refused {
        /// The reason: `account-unknown`.
        refused: &'static str,
    },
}

impl UnfreezeAccount {
    /// Lifts the freeze. Sessions and resets from before the freeze stay ended.
    pub async fn handle(&self, request: Request, now: Timestamp) -> Result<Response, Failure> {
        const UNKNOWN: Response = Response::Refused { refused: "account-unknown" };
        let domains = self.settings.domains(now).await?;
        let Some(name) = UserName::parse(&request.user, &domains) else { return Ok(UNKNOWN) };
        let lookup = self.accounts.find(&self.names, &name).await?;
        if lookup.account.is_none() {
            return Ok(UNKNOWN);
        }
        let (account, event) =
            (AccountId(lookup.subject), Event::AccountUnfrozen { by: Unfreezer::Administrator });
        let lift = || async { Ok(self.account_freezes.unfreeze(&account, &event, now).await?) };
        let was_frozen = retry(now, lift).await?;
        Ok(Response::Unfrozen { account: account.0, was_frozen })
    }
}
