//! Notifies users of changes of their account and of their deferred orders, at every destination, once.

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

/// The step and its resources.
#[derive(Debug)]
pub struct Notify {
    /// The policy.
    pub settings: Settings,
    /// The store of destinations and of the notices that were sent.
    pub resets: Resets,
    /// Opens destinations.
    pub destinations: DestinationKey,
    /// Signs links.
    pub signers: Signers,
    /// Sends text messages and mail.
    pub messenger: Messenger,
}

impl Notify {
    /// Sends the notices that an entry of the audit trail causes, if any. Each destination gets one: after a failure, a
    /// repeated entry is sent only to those that did not.
    pub async fn handle(&self, record: &Record, now: Timestamp) -> Result<(), Failure> {
        let policy = self.settings.policy(now).await?;
        let entry: Entry = record.parse()?;
        let Some(notification) = Notification::of(&entry, &policy, &self.signers)? else { return Ok(()) };
        let account = notification::account(&entry)?;
        let Some(found) = self.resets.load_for_notice(&entry.id, account).await? else { return Ok(()) };
        let NoticeContext { account, registration, notice } = &found;
        // A user who has just proved a destination need not be notified there.
        let added =
            notification::added_method(&entry.event).and_then(|id| registration.method(id)?.destination());
        let destinations = registration.notice_destinations(&account.directory, entry.at).into_iter();
        let destinations: Vec<_> = destinations.filter(|to| added != Some(*to)).collect();
        let unclaimed = notice.unclaimed(destinations.iter().map(|to| to.hash.as_str()));
        if unclaimed.is_empty() {
            return Ok(());
        }
        let attempt = u128::from_be_bytes(random()?).to_string();
        let claimed = self.resets.claim_notice(notice, &unclaimed, &attempt, now).await?;
        // If another attempt claims destinations meanwhile, this entry is repeated.
        let claimed = claimed.ok_or_else(|| Failure::unavailable("another attempt sends this notice"))?;
        let mut failed = BTreeSet::new();
        let mut failure = None;
        for to in destinations.into_iter().filter(|to| unclaimed.contains(&to.hash)) {
            if let Err(error) = self.send(account, to, notification.message(), &policy).await {
                failed.insert(to.hash.clone());
                failure = Some(error);
            }
        }
        let Some(failure) = failure else { return Ok(()) };
        self.resets.release_notice(&claimed, &failed, now).await?;
        Err(failure)
    }

    async fn send(
        &self,
        account: &KnownAccount,
        to: &Destination,
        message: Message<'_>,
        policy: &Policy,
    ) -> Result<(), Failure> {
        let destination = self.destinations.open(&account.account.id, to.kind, &to.sealed)?;
        let language = account.language.as_deref();
        self.messenger.send(message, to.kind, &destination, language, policy).await?;
        Ok(())
    }
}
