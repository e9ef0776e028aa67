//! Sends a notice to one address, and at the end of five minutes queues what waited for each address.

mod serve;
mod signers;

use crypto::keys::DestinationKey;
use domain::{AccountId, ClientInfo, MethodKind, Policy, shared_limit::SharedLimit};
use jiff::Timestamp;
use lambda_kit::{Failure, Message as Delivered};
use messaging::{
    Message, Messenger, SendError, To,
    messages::{DeferredOrder, Notice, NoticeKind},
};
use step_kit::{Notification, notice_messages};
use store::{
    audit::Entry,
    counters::{CountOutcome, Counters},
    notices::Notices,
    queues::{NoticeAddress, NoticeMessage, NoticesQueue},
    settings::Settings,
};

pub use serve::serve;
pub use signers::Signers;

#[derive(Debug)]
pub struct DeliverNotice {
    pub settings: Settings,
    /// The counter of the company's text messages.
    pub counters: Counters,
    pub notices: Notices,
    pub queue: NoticesQueue,
    pub destinations: DestinationKey,
    pub signers: Signers,
    /// The sender of text messages and mail.
    pub messenger: Messenger,
}

/// The address of a notice, with the user's language in the directory. The language of the page does not count: an
/// attacker who took over the account would choose one that the user cannot read.
struct Address<'a> {
    account: &'a AccountId,
    to: &'a NoticeAddress,
    language: Option<&'a str>,
    /// The number of this delivery by the queue; the first is 1.
    attempt: u32,
}

impl DeliverNotice {
    /// Sends a notice, or queues those that waited. If it fails, the queue delivers the message again.
    pub async fn handle(&self, message: &Delivered<NoticeMessage>, now: Timestamp) -> Result<(), Failure> {
        match &message.body {
            NoticeMessage::SendEntries { account, to, language, entries } => {
                let (language, attempt) = (language.as_deref(), message.deliveries);
                let address = Address { account, to, language, attempt };
                self.send_entries(&address, entries, now).await
            }
            NoticeMessage::SendWaiting { account } => self.queue_waiting(account, now).await,
        }
    }

    /// Queues what waits for every address. What came meanwhile is queued again.
    async fn queue_waiting(&self, account: &AccountId, now: Timestamp) -> Result<(), Failure> {
        let Some((context, waiting)) = self.notices.load_waiting(account).await? else { return Ok(()) };
        if waiting.is_empty() {
            return Ok(());
        }
        for message in notice_messages(account, &context, &waiting) {
            self.queue.queue(&message, now, now).await?;
        }
        if self.notices.remove_waiting(account, &waiting).await? {
            let waiting = NoticeMessage::SendWaiting { account: account.clone() };
            self.queue.queue(&waiting, now, now).await?;
        }
        Ok(())
    }

    /// Sends the notice of one entry or several. The segments of text messages are counted before the provider charges
    /// for them; mail always goes. A notice that a provider refuses permanently is noted and not tried again.
    async fn send_entries(
        &self,
        address: &Address<'_>,
        entries: &[Entry],
        now: Timestamp,
    ) -> Result<(), Failure> {
        let policy = self.settings.policy(now).await?;
        let Some(newest) = entries.last() else { return Ok(()) };
        match self.send(address, entries, &policy, now).await? {
            Ok(()) => Ok(()),
            Err(refusal) if refusal.is_permanent() => {
                tracing::warn!("notice_refused");
                let to = (address.to.kind, address.to.hash.as_str());
                Ok(self.notices.note_refusal(address.account, newest, to, now).await?)
            }
            Err(failure) => Err(failure.into()),
        }
    }

    async fn send(
        &self,
        address: &Address<'_>,
        entries: &[Entry],
        policy: &Policy,
        now: Timestamp,
    ) -> Result<Result<(), SendError>, Failure> {
        let account = address.account;
        let mut notifications = Vec::with_capacity(entries.len());
        for entry in entries {
            notifications.extend(Notification::from_entry(entry, policy)?);
        }
        let (freeze, cancel);
        let changes = changes(&notifications);
        let message = match notifications.last() {
            None => return Ok(Ok(())),
            Some(Notification::Change { kind, at, client }) => {
                freeze = self.signers.freeze(account, *kind, *at);
                let earlier = changes.split_last().map_or(&[][..], |(_, earlier)| earlier);
                notice(*kind, *at, earlier, client.as_ref(), freeze.as_deref())
            }
            Some(Notification::Deferred { reset, order, job, until }) => {
                cancel = self.signers.cancel(reset, job, *until)?;
                Message::DeferredOrder(DeferredOrder { order: *order, until: *until, cancel: &cancel })
            }
            Some(Notification::Failed(failed)) => Message::FailedOrder(*failed),
        };
        self.hand_over(message, address, policy, now).await
    }

    /// Counts the segments of a text message, and hands it or the mail to the provider.
    async fn hand_over(
        &self,
        message: Message<'_>,
        address: &Address<'_>,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<Result<(), SendError>, Failure> {
        let Address { account, to, language, attempt } = *address;
        let languages = language.as_slice();
        let segments = || self.messenger.segments(message, languages, policy);
        let is_paid = to.kind == MethodKind::TextMessage;
        let price = is_paid.then(|| SharedLimit::text_messages(policy).with_segments(segments()));
        if let Some(price) = &price
            && self.counters.count(price, now).await? != CountOutcome::Allowed
        {
            tracing::warn!("text_messages_used_up");
            return Ok(Ok(()));
        }
        let plain = self.destinations.open(account, to.kind, &to.sealed)?;
        let destination = To { kind: to.kind, destination: &plain };
        let sent = self.messenger.send(message, destination, languages, attempt, policy).await;
        // It is counted again when it is tried again.
        if let (Some(price), Err(failure)) = (&price, &sent)
            && !failure.may_be_sent()
        {
            self.counters.take_back(price, now).await?;
        }
        Ok(sent)
    }
}

/// Returns kind and moment of every change.
fn changes(notifications: &[Notification]) -> Vec<(NoticeKind, Timestamp)> {
    let change = |notification: &Notification| match notification {
        Notification::Change { kind, at, .. } => Some((*kind, *at)),
        Notification::Deferred { .. } | Notification::Failed(_) => None,
    };
    notifications.iter().filter_map(change).collect()
}

const fn notice<'a>(
    kind: NoticeKind,
    at: Timestamp,
    earlier: &'a [(NoticeKind, Timestamp)],
    source: Option<&'a ClientInfo>,
    freeze: Option<&'a str>,
) -> Message<'a> {
    Message::Notice(Notice { kind, at, earlier, source, freeze })
}
