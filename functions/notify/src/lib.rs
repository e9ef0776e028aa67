//! Tells people what was done to their account, and how an order stands that they let wait, through every registered
//! address, once.

mod told;

use cloud::{
    accounts::{Accounts, KnownAccount, Registered},
    carriers::{Carriers, Message},
    keys::DestinationKey,
    resets::Resets,
    settings::Settings,
};
use jiff::Timestamp;
use lambda_kit::{Failure, Record, link::Links, random};
use reset_domain::{AccountId, Policy};
use told::Told;

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
    /// Signs the links that cancel orders.
    pub links: Links,
    /// Sends text messages and mail.
    pub carriers: Carriers,
}

impl Notify {
    /// Sends the notices that an entry of the audit trail asks for, if any. Each address is told once: what is repeated
    /// after a failure goes to those that were not.
    pub async fn handle(&self, entry: &Record, now: Timestamp) -> Result<(), Failure> {
        let policy = self.settings.policy(now).await?;
        let Some(told) = Told::read(entry, &policy, &self.links)? else { return Ok(()) };
        let id = told::member(entry, "id")?;
        let account = AccountId(told::member(entry, "account")?.to_owned());
        let Some(known) = self.accounts.load(&account).await? else { return Ok(()) };
        let attempt = u128::from_be_bytes(random()?).to_string();
        for registered in &known.methods {
            let name = format!("{id}#{:?}", registered.kind);
            if self.resets.first_notice(&name, &attempt, now).await? {
                let told = self.tell(&known, registered, told.message(), &policy).await;
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
        registered: &Registered,
        message: Message<'_>,
        policy: &Policy,
    ) -> Result<(), Failure> {
        let kind = registered.kind;
        let destination = self.destinations.open(&known.account.id, kind, &registered.sealed)?;
        let language = known.language.as_deref();
        self.carriers.tell(message, kind, &destination, language, policy).await?;
        Ok(())
    }
}
