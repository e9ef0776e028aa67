//! The queues: codes to be delivered, jobs for agents, deadlines of deferred orders, notices.

use agent_protocol::Job;
use aws_sdk_sqs::{Client, error::ProvideErrorMetadata, types::QueueAttributeName};
use domain::{AccountId, JobId, MethodKind, Reset, ResetId, SendId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tracing::instrument;

use crate::{StoreError, audit::Entry};

/// The message "make and deliver the code of this sending".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Delivery {
    pub reset: String,
    /// The id of the account or of the decoy.
    pub account: String,
    /// The id of the sending, from which the code is derived.
    pub send: String,
}

/// The queue of codes.
#[derive(Debug, Clone)]
pub struct CodesQueue(Queue);

/// The queue of jobs: in order for each account, each job once.
#[derive(Debug, Clone)]
pub struct JobsQueue(Queue);

/// The message "check this job, whose time is over".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Deadline {
    pub reset: String,
    pub job: String,
}

/// The queue of deadlines, each delivered when it is due.
#[derive(Debug, Clone)]
pub struct DeadlinesQueue(Queue);

/// The longest delay of a message in seconds. A deadline further away is delivered early and queued again.
const MAX_DELAY_SECONDS: i64 = 900;

/// A message of the queue of notices.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind", deny_unknown_fields)]
pub enum NoticeMessage {
    /// Sends the notice of these entries of the audit trail to this address.
    #[serde(rename = "tell")]
    SendEntries {
        account: AccountId,
        to: NoticeAddress,
        /// The user's language (BCP 47).
        language: Option<String>,
        /// The entries, the oldest first.
        entries: Vec<Entry>,
    },
    /// Queues the notices that wait, for every address of the account.
    #[serde(rename = "tellWaiting")]
    SendWaiting { account: AccountId },
}

/// Leaves the address out.
impl std::fmt::Debug for NoticeMessage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::SendEntries { .. } => "SendEntries(..)",
            Self::SendWaiting { .. } => "SendWaiting(..)",
        })
    }
}

/// An address that a notice goes to.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NoticeAddress {
    pub kind: MethodKind,
    /// The keyed hash of the address.
    pub hash: String,
    /// The address, encrypted under the key of destinations.
    pub sealed: Vec<u8>,
}

/// The queue of notices, one message for each address.
#[derive(Debug, Clone)]
pub struct NoticesQueue(Queue);

#[derive(Debug, Clone)]
struct Queue {
    client: Client,
    url: String,
}

impl CodesQueue {
    /// Makes the queue at this URL.
    pub const fn new(client: Client, url: String) -> Self {
        Self(Queue { client, url })
    }

    /// Queues a delivery. One that is queued twice within five minutes is delivered once.
    #[instrument(level = "debug", skip_all)]
    pub async fn queue(&self, reset: &Reset, send: &SendId) -> Result<(), StoreError> {
        let delivery = Delivery {
            reset: reset.id().0.clone(),
            account: reset.subject().account.0.clone(),
            send: send.0.clone(),
        };
        let Queue { client, url } = &self.0;
        let message = client
            .send_message()
            .queue_url(url)
            .message_group_id(&send.0)
            .message_deduplication_id(&send.0)
            .message_body(json(&delivery)?);
        message.send().await.map_err(StoreError::unavailable("queueing a code"))?;
        Ok(())
    }

    /// Lets the queue deliver a message again soon, although its visibility time-out is long: after 2 seconds, then 4, 8
    /// and 16. A user waits for the code.
    #[instrument(level = "debug", skip_all)]
    pub async fn retry_soon(&self, receipt: &str, deliveries: u32) -> Result<(), StoreError> {
        let Queue { client, url } = &self.0;
        let seconds = 1_i32 << deliveries.clamp(1, 5);
        let change = client.change_message_visibility().queue_url(url).receipt_handle(receipt);
        let changed = change.visibility_timeout(seconds).send().await;
        changed.map_err(StoreError::unavailable("trying a code again soon"))?;
        Ok(())
    }

    /// Opens the connection in the background. Neither the start nor the first request waits for it.
    pub fn warm(&self) {
        tokio::spawn(self.0.clone().warm());
    }
}

impl JobsQueue {
    /// Makes the queue at this URL.
    pub const fn new(client: Client, url: String) -> Self {
        Self(Queue { client, url })
    }

    /// Queues a job. A job that is queued twice is delivered once.
    #[instrument(level = "debug", skip_all)]
    pub async fn send(&self, job: &Job) -> Result<(), StoreError> {
        let Queue { client, url } = &self.0;
        let message = client
            .send_message()
            .queue_url(url)
            .message_group_id(&job.account)
            .message_deduplication_id(&job.id)
            .message_body(json(job)?);
        message.send().await.map_err(StoreError::unavailable("queueing a job"))?;
        Ok(())
    }

    /// Opens the connection in the background. Neither the start nor the first request waits for it.
    pub fn warm(&self) {
        tokio::spawn(self.0.clone().warm());
    }
}

impl DeadlinesQueue {
    /// Makes the queue at this URL.
    pub const fn new(client: Client, url: String) -> Self {
        Self(Queue { client, url })
    }

    /// Queues a deadline, to be delivered when it is due or after the longest delay.
    #[instrument(level = "debug", skip_all)]
    pub async fn queue(
        &self,
        reset: &ResetId,
        job: &JobId,
        due: Timestamp,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let deadline = Deadline { reset: reset.0.clone(), job: job.0.clone() };
        let Queue { client, url } = &self.0;
        let message = client.send_message().queue_url(url).message_body(json(&deadline)?);
        let message = message.delay_seconds(delay(due, now)).send();
        message.await.map_err(StoreError::unavailable("queueing a deadline"))?;
        Ok(())
    }
}

impl NoticesQueue {
    /// Makes the queue at this URL.
    pub const fn new(client: Client, url: String) -> Self {
        Self(Queue { client, url })
    }

    /// Queues a message, to be delivered when it is due.
    #[instrument(level = "debug", skip_all)]
    pub async fn queue(
        &self,
        notice: &NoticeMessage,
        due: Timestamp,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let Queue { client, url } = &self.0;
        let message = client.send_message().queue_url(url).message_body(json(notice)?);
        let message = message.delay_seconds(delay(due, now)).send();
        message.await.map_err(StoreError::unavailable("queueing a notice"))?;
        Ok(())
    }
}

/// Returns the delay in whole seconds, rounded up so that a deadline is not delivered before it is due.
fn delay(due: Timestamp, now: Timestamp) -> i32 {
    let milliseconds = due.duration_since(now).as_millis();
    let seconds = i64::try_from((milliseconds + 999).div_euclid(1000)).unwrap_or(MAX_DELAY_SECONDS);
    i32::try_from(seconds.clamp(0, MAX_DELAY_SECONDS)).unwrap_or_default()
}

impl Queue {
    /// Opens the connection by a request. Any answer will do, a refusal too, since it came through an open connection.
    /// If there is none, the first request reports the error.
    async fn warm(self) {
        let request = self.client.get_queue_attributes().queue_url(&self.url);
        if let Err(error) = request.attribute_names(QueueAttributeName::QueueArn).send().await {
            tracing::debug!(code = error.code(), "queue_not_warmed_up");
        }
    }
}

fn json<T: Serialize>(body: &T) -> Result<String, StoreError> {
    serde_json::to_string(body).map_err(StoreError::unavailable("writing a message"))
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use domain::{AccountId, MethodKind};
    use serde_json::{json, to_value};

    use super::{NoticeAddress, NoticeMessage, delay};

    #[test]
    fn messages_of_the_queue_of_notices_keep_their_form() {
        let (account, to) = (
            AccountId("a".into()),
            NoticeAddress { kind: MethodKind::Mail, hash: "h".into(), sealed: vec![7] },
        );
        let entries =
            NoticeMessage::SendEntries { account: account.clone(), to, language: None, entries: Vec::new() };
        let to = json!({ "kind": "mail", "hash": "h", "sealed": [7] });
        let expected = json!({ "kind": "tell", "account": "a", "to": to, "language": null, "entries": [] });
        assert_eq!(to_value(entries).unwrap(), expected);
        let waiting = NoticeMessage::SendWaiting { account };
        assert_eq!(to_value(waiting).unwrap(), json!({ "kind": "tellWaiting", "account": "a" }));
    }

    #[test]
    fn deadline_is_delayed_15_min_at_most() {
        let at = |milliseconds| Timestamp::from_millisecond(milliseconds).unwrap();
        let waits = |due| delay(at(due), at(0));
        assert_eq!([waits(-5_000), waits(0), waits(1), waits(1_000), waits(1_001)], [0, 0, 1, 1, 2]);
        assert_eq!([waits(899_000), waits(900_000), waits(900_001), waits(1_800_000)], [899, 900, 900, 900]);
    }
}
