//! The loop of a function behind a table's stream. Records keep their order: from the first that fails on, all are
//! delivered again.

use std::{collections::HashMap, future::Future, time::Instant};

use lambda_runtime::{LambdaEvent, service_fn};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{failure::Cause, report};

/// One new or changed item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The stream's id of the record.
    pub id: String,
    image: HashMap<String, Value>,
}

impl Record {
    /// Reads the item's texts, numbers and flags as the members of a JSON object. Other attributes are left out.
    ///
    /// # Errors
    /// Those of `T`.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        let members = self.image.iter().filter_map(|(name, value)| Some((name.clone(), plain(value)?)));
        serde_json::from_value(Value::Object(members.collect()))
    }
}

/// Returns the JSON value of an attribute such as `{"N": "1"}`.
fn plain(attribute: &Value) -> Option<Value> {
    let text = |kind| attribute.get(kind).and_then(Value::as_str);
    let number = || Some(Value::Number(text("N")?.parse().ok()?));
    text("S").map(Value::from).or_else(number).or_else(|| attribute.get("BOOL").cloned())
}

#[derive(Deserialize)]
struct Batch {
    #[serde(rename = "Records")]
    records: Vec<Raw>,
}

#[derive(Deserialize)]
struct Raw {
    #[serde(default, rename = "eventID")]
    id: String,
    #[serde(rename = "eventName")]
    name: String,
    dynamodb: Change,
}

#[derive(Deserialize)]
struct Change {
    #[serde(rename = "SequenceNumber")]
    sequence_number: String,
    #[serde(default, rename = "NewImage")]
    new_image: Option<HashMap<String, Value>>,
}

/// The record from which the stream goes on (`ReportBatchItemFailures`).
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Failed {
    batch_item_failures: Vec<FailedItem>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct FailedItem {
    item_identifier: String,
}

/// Gives inserted items to `handler`, in order, until the platform stops the process. `step` is its name in the log.
pub async fn serve_stream<H, F, E>(step: &'static str, handler: H) -> Result<(), lambda_runtime::Error>
where
    H: Fn(Record) -> F,
    F: Future<Output = Result<(), E>>,
    E: Into<Cause>,
{
    let handler = &handler;
    lambda_runtime::run(service_fn(|event: LambdaEvent<Batch>| async move {
        Ok::<_, lambda_runtime::Error>(handle(step, event.payload, handler).await)
    }))
    .await
}

async fn handle<H, F, E>(step: &'static str, batch: Batch, handler: &H) -> Failed
where
    H: Fn(Record) -> F,
    F: Future<Output = Result<(), E>>,
    E: Into<Cause>,
{
    let began = Instant::now();
    let records = batch.records.len();
    let mut failed = Failed::default();
    for raw in batch.records.into_iter().filter(|raw| raw.name == "INSERT") {
        let Some(image) = raw.dynamodb.new_image else { continue };
        let id = raw.id.clone();
        if let Err(cause) = handler(Record { id: raw.id, image }).await.map_err(Into::into) {
            tracing::error!(step, record_id = id, cause = report::chain(cause.as_ref()), "failed");
            failed.batch_item_failures.push(FailedItem { item_identifier: raw.dynamodb.sequence_number });
            break;
        }
    }
    let failures = failed.batch_item_failures.len();
    tracing::info!(step, records, failures, duration_ms = report::milliseconds(began), "handled");
    failed
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::{Batch, handle};

    #[derive(serde::Deserialize)]
    struct Item {
        n: Option<u32>,
    }

    const EVENT: &str = r#"{"Records": [
        {"eventID": "1", "eventName": "INSERT", "dynamodb": {"SequenceNumber": "10", "NewImage": {"n": {"N": "1"}}}},
        {"eventID": "2", "eventName": "REMOVE", "dynamodb": {"SequenceNumber": "11"}},
        {"eventID": "3", "eventName": "INSERT", "dynamodb": {"SequenceNumber": "12", "NewImage": {"n": {"N": "2"}}}},
        {"eventID": "4", "eventName": "INSERT", "dynamodb": {"SequenceNumber": "13", "NewImage": {"t": {"S": "x"}}}}]}"#;

    #[tokio::test]
    async fn stream_resumes_at_the_first_failure() {
        let batch: Batch = serde_json::from_str(EVENT).unwrap();
        let seen = Mutex::new(Vec::new());

        let failed = handle("test", batch, &|record: super::Record| {
            seen.lock().unwrap().push(record.id.clone());
            let item: Item = record.parse().unwrap();
            async move { if item.n == Some(1) { Ok(()) } else { Err("no") } }
        })
        .await;

        assert_eq!(*seen.lock().unwrap(), ["1", "3"]);
        assert_eq!(failed.batch_item_failures.len(), 1);
        assert_eq!(failed.batch_item_failures[0].item_identifier, "12");
    }
}
