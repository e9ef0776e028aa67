//! Tells people what was done to their account, and how an order stands that they let wait, through every registered
//! address, once.

mod serve;
mod told;

use cloud::{
    accounts::{Accounts, KnownAccount},
    carriers::{Carriers, Message},
    keys::DestinationKey,
    resets::Resets,
    settings::Settings,
};
use jiff::Timestamp;
use lambda_kit::{Failure, Record, random};
use reset_domain::{AccountId, Destination, Policy};
use told::Told;

pub use serve::serve;
pub use told::Signers;

/// What the step needs.
#[derive(Debug)]
pub struct Notify {
    /// The policy.
    pub settings: Settings,
    /// Keeps which notices were sent.
    pub resets: Resets,
    /// Where notices go.
    pub accounts: Accounts,
    /// Opens destinations.
    pub destinations: DestinationKey,
    /// Signs links.
    pub signers: Signers,
    /// Sends text messages and mail.
    pub carriers: Carriers,
}

impl Notify {
    /// Sends the notices that an entry of the audit trail asks for, if any. Each address is told once: what is repeated
    /// after a failure goes to those that were not.
    pub async fn handle(&self, entry: &Record, now: Timestamp) -> Result<(), Failure> {
        let policy = self.settings.policy(now).await?;
        let Some(told) = Told::read(entry, &policy, &self.signers)? else { return Ok(()) };
        let id = told::member(entry, "id")?;
        let account = AccountId(told::member(entry, "account")?.to_owned());
        let Some((known, registration)) = self.accounts.load_registered(&account).await? else {
            return Ok(());
        };
        let own = entry.text("id_of_method").and_then(|id| registration.method(id)?.destination());
        let attempt = u128::from_be_bytes(random()?).to_string();
        for to in registration.destinations(&known.directory) {
            // Whoever has just proved an address need not be told of it there.
            let is_own = told.is_of_new_address() && own == Some(to);
            let name = format!("{id}#{}", to.hash);
            if !is_own && self.resets.first_notice(&name, &attempt, now).await? {
                let told = self.tell(&known, to, told.message(), &policy).await;
                if let Err(failure) = told {
                    self.resets.forget_notice(&name).await?;
                    return Err(failure);
                }
            }
        }
        Ok(())
    }

    async fn tell(
        &self,
        known: &KnownAccount,
        to: &Destination,
        message: Message<'_>,
        policy: &Policy,
    ) -> Result<(), Failure> {
        let destination = self.destinations.open(&known.account.id, to.kind, &to.sealed)?;
        let language = known.language.as_deref();
        self.carriers.tell(message, to.kind, &destination, language, policy).await?;
        Ok(())
    }
}
