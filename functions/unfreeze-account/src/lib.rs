//! Lets a frozen account be used again. Invoked by administrators only: no route leads here.

mod serve;

use crypto::names::NameKey;
use domain::{AccountId, Event, UserName, event::Unfreezer};
use jiff::Timestamp;
use lambda_kit::Failure;
use serde::{Deserialize, Serialize};
use step_kit::retry;
use store::{accounts::Accounts, freezing::AccountFreezes, settings::Settings};

pub use serve::serve;

/// What the step needs.
#[derive(Debug)]
pub struct UnfreezeAccount {
    /// The directory's domains.
    pub settings: Settings,
    /// Who has which name.
    pub accounts: Accounts,
    /// Keyed hashes of names.
    pub names: NameKey,
    /// Freezes, and the opposite.
    pub freezing: AccountFreezes,
}

/// What an administrator asks.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// One of the names of the account.
    pub user: String,
}

/// What an administrator is told.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Told {
    /// It may be used again.
    Unfrozen {
        /// The account's objectGUID.
        account: String,
        /// Whether it was frozen at all.
        was_frozen: bool,
    },
    /// Nobody has the name.
    Refused {
        /// `account-unknown`.
        refused: &'static str,
    },
}

impl UnfreezeAccount {
    /// Lifts it. What began before the account was frozen stays over.
    pub async fn handle(&self, asked: Asked, now: Timestamp) -> Result<Told, Failure> {
        const UNKNOWN: Told = Told::Refused { refused: "account-unknown" };
        let domains = self.settings.domains(now).await?;
        let Some(name) = UserName::parse(&asked.user, &domains) else { return Ok(UNKNOWN) };
        let found = self.accounts.find(&self.names, &name).await?;
        if found.account.is_none() {
            return Ok(UNKNOWN);
        }
        let (account, event) =
            (AccountId(found.subject), Event::AccountUnfrozen { by: Unfreezer::Administrator });
        let lift = || async { Ok(self.freezing.unfreeze(&account, &event, now).await?) };
        let was_frozen = retry(now, lift).await?;
        Ok(Told::Unfrozen { account: account.0, was_frozen })
    }
}
