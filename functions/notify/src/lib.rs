//! Tells people what was done to their account, and how an order stands that they let wait, through every registered
//! address, once.

mod notification;
mod serve;

use std::collections::BTreeSet;

use crypto::keys::DestinationKey;
use domain::{Destination, Policy};
use jiff::Timestamp;
use lambda_kit::{Failure, Record, random};
use messaging::{Message, Messenger};
use notification::Notification;
use store::{
    accounts::KnownAccount,
    audit::Entry,
    resets::{NoticeContext, Resets},
    settings::Settings,
};

pub use notification::Signers;
pub use serve::serve;

/// What the step needs.
#[derive(Debug)]
pub struct Notify {
    /// The policy.
    pub settings: Settings,
    /// Keeps which notices were sent, and where they go.
    pub resets: Resets,
    /// Opens destinations.
    pub destinations: DestinationKey,
    /// Signs links.
    pub signers: Signers,
    /// Sends text messages and mail.
    pub messenger: Messenger,
}

impl Notify {
    /// Sends the notices that an entry of the audit trail asks for, if any. Each address is told once, whatever becomes of the
    /// others: what is repeated after a failure goes to those that were not.
    pub async fn handle(&self, record: &Record, now: Timestamp) -> Result<(), Failure> {
        let policy = self.settings.policy(now).await?;
        let entry: Entry = record.parse()?;
        let Some(notification) = Notification::of(&entry, &policy, &self.signers)? else { return Ok(()) };
        let account = notification::account(&entry)?;
        let Some(found) = self.resets.load_for_notice(&entry.id, account).await? else { return Ok(()) };
        let NoticeContext { account: known, registration, notice } = &found;
        // Whoever has just proved an address need not be told of it there.
        let own =
            notification::added_method(&entry.event).and_then(|id| registration.method(id)?.destination());
        let addresses = registration.destinations(&known.directory).into_iter();
        let addresses: Vec<_> = addresses.filter(|to| own != Some(*to)).collect();
        let unclaimed = notice.unclaimed(addresses.iter().map(|to| to.hash.as_str()));
        if unclaimed.is_empty() {
            return Ok(());
        }
        let attempt = u128::from_be_bytes(random()?).to_string();
        let claimed = self.resets.claim_notice(notice, &unclaimed, &attempt, now).await?;
        // Where another attempt claims addresses meanwhile, this one comes again.
        let claimed = claimed.ok_or_else(|| Failure::unavailable("another attempt tells of this"))?;
        let mut failed = BTreeSet::new();
        let mut failure = None;
        for to in addresses.into_iter().filter(|to| unclaimed.contains(&to.hash)) {
            if let Err(error) = self.tell(known, to, notification.message(), &policy).await {
                failed.insert(to.hash.clone());
                failure = Some(error);
            }
        }
        let Some(failure) = failure else { return Ok(()) };
        self.resets.release_notice(&claimed, &failed, now).await?;
        Err(failure)
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
        self.messenger.send(message, to.kind, &destination, language, policy).await?;
        Ok(())
    }
}
