//! The loop over the records of one event, of a queue or of a table's stream.

use std::{future::Future, time::Instant};

use lambda_runtime::{LambdaEvent, service_fn};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::report;

/// The source of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// A queue. Only the messages that fail are delivered again.
    Queue,
    /// A table's stream. Records keep their order: from the first that fails on, all are delivered again.
    Stream,
}

#[derive(Deserialize)]
pub(crate) struct Batch<R> {
    #[serde(rename = "Records")]
    pub(crate) records: Vec<R>,
}

/// The records that are delivered again (`ReportBatchItemFailures`).
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Failed {
    pub(crate) batch_item_failures: Vec<FailedItem>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FailedItem {
    pub(crate) item_identifier: String,
}

/// Gives records to `handler`, one at a time, until the platform stops the process. `step` is its name in the log.
pub(crate) async fn serve<R, H, F>(
    step: &'static str,
    source: Source,
    handler: H,
) -> Result<(), lambda_runtime::Error>
where
    R: DeserializeOwned,
    H: Fn(R) -> F,
    F: Future<Output = Result<(), FailedItem>>,
{
    let handler = &handler;
    lambda_runtime::run(service_fn(|event: LambdaEvent<Batch<R>>| async move {
        Ok::<_, lambda_runtime::Error>(handle(step, source, event.payload, handler).await)
    }))
    .await
}

pub(crate) async fn handle<R, H, F>(step: &str, source: Source, batch: Batch<R>, handler: H) -> Failed
where
    H: Fn(R) -> F,
    F: Future<Output = Result<(), FailedItem>>,
{
    let (began, count) = (Instant::now(), batch.records.len());
    let mut failed = Failed::default();
    for record in batch.records {
        if let Err(item) = handler(record).await {
            failed.batch_item_failures.push(item);
            if source == Source::Stream {
                break;
            }
        }
    }
    let (failures, duration_ms) = (failed.batch_item_failures.len(), report::milliseconds(began));
    match source {
        Source::Queue => tracing::info!(step, messages = count, failures, duration_ms, "handled"),
        Source::Stream => tracing::info!(step, records = count, failures, duration_ms, "handled"),
    }
    failed
}
