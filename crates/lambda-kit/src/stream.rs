//! Serves a function behind a table's stream. From the first record that fails on, all are delivered again.

use std::{collections::HashMap, future::Future};

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{
    batch::{self, FailedItem, Source},
    failure::Cause,
    report,
};

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

/// Gives inserted items to `handler`, in order, until the platform stops the process. `step` is its name in the log.
pub async fn serve_stream<H, F, E>(step: &'static str, handler: H) -> Result<(), lambda_runtime::Error>
where
    H: Fn(Record) -> F,
    F: Future<Output = Result<(), E>>,
    E: Into<Cause>,
{
    batch::serve(step, Source::Stream, |raw| handle(step, raw, &handler)).await
}

async fn handle<H, F, E>(step: &str, raw: Raw, handler: &H) -> Result<(), FailedItem>
where
    H: Fn(Record) -> F,
    F: Future<Output = Result<(), E>>,
    E: Into<Cause>,
{
    let Some(image) = raw.dynamodb.new_image.filter(|_| raw.name == "INSERT") else { return Ok(()) };
    let id = raw.id.clone();
    handler(Record { id: raw.id, image }).await.map_err(|error| {
        let cause: Cause = error.into();
        tracing::error!(step, record_id = id, cause = report::chain(cause.as_ref()), "failed");
        FailedItem { item_identifier: raw.dynamodb.sequence_number }
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::{Record, handle};
    use crate::batch::{self, Source};

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
        let seen = Mutex::new(Vec::new());
        let handler = |record: Record| {
            seen.lock().unwrap().push(record.id.clone());
            let item: Item = record.parse().unwrap();
            async move { if item.n == Some(1) { Ok(()) } else { Err("no") } }
        };
        let event = serde_json::from_str(EVENT).unwrap();
        let failed = batch::handle("test", Source::Stream, event, |raw| handle("test", raw, &handler)).await;

        assert_eq!(*seen.lock().unwrap(), ["1", "3"]);
        assert_eq!(failed.batch_item_failures.len(), 1);
        assert_eq!(failed.batch_item_failures[0].item_identifier, "12");
    }
}
