//! Makes a code and sends it to the user. For a decoy it reads the same items and sends nothing, unless the name is that
//! of an account that cannot be reset: its user gets a mail with the reason.

mod explanation;
mod failed_deliveries;
mod serve;

use crypto::keys::{CodeKey, DestinationKey};
use domain::{
    AccountId, Event, Method, MethodKind, Policy, Purpose, Reset, ResetId, SendId,
    client_info::reader_languages, shared_limit::SharedLimit,
};
use jiff::Timestamp;
use lambda_kit::{Failure, Message};
use messaging::{
    Message as Text, Messenger, SendError, To,
    messages::{Code, CodePurpose},
};
use store::{
    counters::{CountOutcome, Counters},
    queues::{CodesQueue, Delivery},
    resets::{DeliveryContext, Resets},
    settings::Settings,
};

pub use failed_deliveries::FailedDeliveries;
pub use serve::serve;

#[derive(Debug)]
pub struct DeliverCode {
    pub settings: Settings,
    /// The queue that the messages come from.
    pub queue: CodesQueue,
    /// The counters of the company's text messages, and of mails to users whose accounts cannot be reset.
    pub counters: Counters,
    pub failed_deliveries: FailedDeliveries,
    /// The resets, with the destinations of their codes.
    pub resets: Resets,
    /// The key from which codes are made.
    pub codes: CodeKey,
    pub destinations: DestinationKey,
    /// The sender of text messages and mail.
    pub messenger: Messenger,
}

impl DeliverCode {
    /// Delivers the code of one sending, again within seconds if it fails: its user waits.
    pub async fn handle(&self, message: &Message<Delivery>, now: Timestamp) -> Result<(), Failure> {
        let delivered = self.deliver(&message.body, message.deliveries, now).await;
        if delivered.is_err()
            && let Err(error) = self.queue.retry_soon(&message.receipt, message.deliveries).await
        {
            tracing::warn!(error = &error as &dyn std::error::Error, "retry_is_late");
        }
        delivered
    }

    /// Delivers the code of one sending. If the queue repeats the delivery after a failure, the same code is sent
    /// again, by the next service if there is one. A code that the last one refuses permanently is noted and not tried
    /// again.
    async fn deliver(&self, delivery: &Delivery, attempt: u32, now: Timestamp) -> Result<(), Failure> {
        let Delivery { reset, account, send } = delivery;
        let (id, account, send) = (ResetId(reset.clone()), AccountId(account.clone()), SendId(send.clone()));
        let Some(delivery) = self.resets.load_for_delivery(&id, &account).await? else { return Ok(()) };
        let policy = self.settings.policy(now).await?;
        let Some(method) = delivery.reset.awaits_delivery(&send, now) else {
            return self.explain(&delivery, &send, &policy, now).await;
        };
        let price = self.price(&delivery, method.kind, &policy)?;
        if let Some(price) = &price
            && self.counters.count(price, now).await? != CountOutcome::Allowed
        {
            tracing::warn!("text_messages_used_up");
            return self.note_failure(&delivery, method, &send, now).await;
        }
        match self.send(&delivery, method, attempt, &policy).await {
            Ok(Ok(())) => Ok(self.failed_deliveries.take_back(method.kind, now).await?),
            Ok(Err(refusal)) if refusal.is_permanent() => {
                tracing::warn!("code_refused");
                self.note_failure(&delivery, method, &send, now).await
            }
            Ok(Err(failure)) => {
                self.count_failure(&failure, method.kind, price, now).await?;
                if !failure.has_alternative() {
                    self.note_failure(&delivery, method, &send, now).await?;
                }
                Err(failure.into())
            }
            Err(failure) => {
                self.note_failure(&delivery, method, &send, now).await?;
                Err(failure)
            }
        }
    }

    /// Counts an outage, and takes back the price of a message that was not sent.
    async fn count_failure(
        &self,
        failure: &SendError,
        kind: MethodKind,
        price: Option<SharedLimit>,
        now: Timestamp,
    ) -> Result<(), Failure> {
        if failure.is_outage() {
            self.failed_deliveries.count(kind, now).await?;
        }
        // It is counted again when it is tried again.
        if let Some(price) = price.filter(|_| !failure.may_be_sent()) {
            self.counters.take_back(&price, now).await?;
        }
        Ok(())
    }

    async fn note_failure(
        &self,
        delivery: &DeliveryContext,
        method: &Method,
        send: &SendId,
        now: Timestamp,
    ) -> Result<(), Failure> {
        let event = Event::DeliveryFailed { method: method.kind };
        Ok(self.resets.note_delivery(&delivery.reset, send, &event, now).await?)
    }

    /// Returns the limit in which the segments of a text message count before the provider charges for them; `None` for a
    /// mail, which is not counted.
    fn price(
        &self,
        delivery: &DeliveryContext,
        kind: MethodKind,
        policy: &Policy,
    ) -> Result<Option<SharedLimit>, Failure> {
        if kind != MethodKind::TextMessage {
            return Ok(None);
        }
        let code = self.code(delivery)?;
        let message = message(&delivery.reset, kind, &code, policy)?;
        let segments = self.messenger.segments(message, &languages(delivery), policy);
        let limit = SharedLimit::text_messages_for(delivery.reset.caller(), policy);
        Ok(Some(limit.with_segments(segments)))
    }

    fn code(&self, delivery: &DeliveryContext) -> Result<String, Failure> {
        let code = self.codes.newest_code(&delivery.reset);
        code.ok_or_else(|| Failure::internal("no code of this sending"))
    }

    /// Sends the code to the stored destination of the account.
    async fn send(
        &self,
        delivery: &DeliveryContext,
        method: &Method,
        attempt: u32,
        policy: &Policy,
    ) -> Result<Result<(), SendError>, Failure> {
        let DeliveryContext { reset, account, registration, .. } = delivery;
        let code = self.code(delivery)?;
        let account = account.as_ref().ok_or_else(|| Failure::internal("the account left the directory"))?;
        let mut destinations = registration.destinations(&account.directory).into_iter();
        let destination = destinations
            .find(|destination| destination.kind == method.kind && destination.hash == method.destination);
        let destination = destination.ok_or_else(|| Failure::internal("the method left the account"))?;
        let destination =
            self.destinations.open(&reset.subject().account, method.kind, &destination.sealed)?;
        let message = message(reset, method.kind, &code, policy)?;
        let to = To { kind: method.kind, destination: &destination };
        Ok(self.messenger.send(message, to, &languages(delivery), attempt, policy).await)
    }
}

/// Returns the languages of the reader.
fn languages(delivery: &DeliveryContext) -> Vec<&str> {
    let of_directory = delivery.account.as_ref().and_then(|account| account.language.as_deref());
    reader_languages(delivery.reset.client(), of_directory)
}

fn message<'a>(reset: &Reset, kind: MethodKind, code: &'a str, policy: &Policy) -> Result<Text<'a>, Failure> {
    let (purpose, ttl) = (purpose(reset.purpose())?, policy.limits.code_ttl(kind));
    Ok(Text::Code(Code { code, purpose, ttl }))
}

fn purpose(purpose: Purpose) -> Result<CodePurpose, Failure> {
    match purpose {
        Purpose::ResetPassword => Ok(CodePurpose::ResetPassword),
        Purpose::UnlockAccount => Ok(CodePurpose::UnlockAccount),
        Purpose::ChangePassword => Err(Failure::internal("a change needs no code")),
    }
}
