//! Serves a function behind a queue. A message that fails is delivered again; the others of its batch are not.

use std::future::Future;

use serde::{Deserialize, de::DeserializeOwned};

use crate::{
    batch::{self, FailedItem, Source},
    failure::Cause,
    report,
};

/// One message with a body of type `T`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message<T> {
    /// The queue's id of the message.
    pub id: String,
    pub body: T,
    /// The queue's name for this delivery of the message.
    pub receipt: String,
    /// The number of deliveries, including this one.
    pub deliveries: u32,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Raw {
    message_id: String,
    body: String,
    receipt_handle: String,
    attributes: Attributes,
}

#[derive(Deserialize)]
struct Attributes {
    /// A number as text.
    #[serde(rename = "ApproximateReceiveCount")]
    deliveries: String,
}

/// The failure of a message that is an error in the log. It is delivered again after earlier ones, so they are
/// warnings: one message that fails must not raise the alarm that counts errors.
const ERROR_FROM: u32 = 3;

/// Gives messages to `handler`, one at a time, until the platform stops the process. `step` is its name in the log.
pub async fn serve_queue<T, H, F, E>(step: &'static str, handler: H) -> Result<(), lambda_runtime::Error>
where
    T: DeserializeOwned,
    H: Fn(Message<T>) -> F,
    F: Future<Output = Result<(), E>>,
    E: Into<Cause>,
{
    batch::serve(step, Source::Queue, |raw| handle(step, raw, &handler)).await
}

async fn handle<T, H, F, E>(step: &str, raw: Raw, handler: &H) -> Result<(), FailedItem>
where
    T: DeserializeOwned,
    H: Fn(Message<T>) -> F,
    F: Future<Output = Result<(), E>>,
    E: Into<Cause>,
{
    let id = raw.message_id.clone();
    let (result, deliveries) = match read(raw) {
        Ok(message) => {
            let deliveries = message.deliveries;
            (handler(message).await.map_err(Into::into), deliveries)
        }
        Err(cause) => (Err(cause), ERROR_FROM),
    };
    result.map_err(|cause| {
        log_failure(step, &id, deliveries, &cause);
        FailedItem { item_identifier: id }
    })
}

fn log_failure(step: &str, message_id: &str, deliveries: u32, cause: &Cause) {
    let cause = report::chain(cause.as_ref());
    if deliveries < ERROR_FROM {
        tracing::warn!(step, message_id, deliveries, cause, "failed_for_now");
    } else {
        tracing::error!(step, message_id, cause, "failed");
    }
}

fn read<T: DeserializeOwned>(raw: Raw) -> Result<Message<T>, Cause> {
    let body = serde_json::from_str(&raw.body)?;
    let deliveries = raw.attributes.deliveries.parse()?;
    Ok(Message { id: raw.message_id, body, receipt: raw.receipt_handle, deliveries })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Message, handle};
    use crate::{
        batch::{self, Failed, FailedItem, Source},
        telemetry::written,
    };

    const EVENT: &str = r#"{"Records": [
        {"messageId": "a", "receiptHandle": "r-1", "body": "1", "eventSource": "aws:sqs",
         "attributes": {"ApproximateReceiveCount": "1", "SentTimestamp": "1795338000000"}},
        {"messageId": "b", "receiptHandle": "r-2", "body": "2", "attributes": {"ApproximateReceiveCount": "3"}},
        {"messageId": "c", "receiptHandle": "r-3", "body": "not JSON", "attributes": {"ApproximateReceiveCount": "1"}}]}"#;

    #[tokio::test]
    async fn only_failed_messages_are_redelivered() {
        let handler = |message: Message<u32>| async move {
            let known = (message.body, message.receipt.as_str(), message.deliveries);
            assert!([(1, "r-1", 1), (2, "r-2", 3)].contains(&known), "{known:?}");
            if message.body == 1 { Ok(()) } else { Err("no") }
        };
        let event = serde_json::from_str(EVENT).unwrap();
        let failed = batch::handle("test", Source::Queue, event, |raw| handle("test", raw, &handler)).await;

        let item = |id: &str| FailedItem { item_identifier: id.into() };
        assert_eq!(failed, Failed { batch_item_failures: vec![item("b"), item("c")] });
        assert_eq!(
            serde_json::to_string(&failed).unwrap(),
            r#"{"batchItemFailures":[{"itemIdentifier":"b"},{"itemIdentifier":"c"}]}"#
        );
    }

    /// Returns the level and the text of the line that a failed delivery logs.
    fn logged(body: &str, deliveries: u32) -> [Value; 2] {
        let attributes = json!({ "ApproximateReceiveCount": deliveries.to_string() });
        let raw = json!({ "messageId": "a", "receiptHandle": "r", "body": body, "attributes": attributes })
            .to_string();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let fails = |_: Message<u32>| async { Err::<(), _>("no") };
        let lines = written(|| {
            runtime.block_on(handle("test", serde_json::from_str(&raw).unwrap(), &fails)).unwrap_err();
        });
        let [line] = lines.as_slice() else { panic!("{lines:?}") };
        ["level", "message"].map(|member| line[member].clone())
    }

    /// An alarm counts the errors, so one message whose delivery fails twice must log none.
    #[test]
    fn third_failure_of_a_message_is_an_error() {
        for deliveries in [1, 2] {
            assert_eq!(logged("1", deliveries), ["WARN", "failed_for_now"], "{deliveries}");
        }
        for deliveries in [3, 4] {
            assert_eq!(logged("1", deliveries), ["ERROR", "failed"], "{deliveries}");
        }
        assert_eq!(logged("not JSON", 1), ["ERROR", "failed"], "no delivery can succeed");
    }
}
