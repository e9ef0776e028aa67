//! The queues: codes to be delivered, jobs to be carried out.

use agent_protocol::Job;
use aws_sdk_sqs::{Client, error::ProvideErrorMetadata, types::QueueAttributeName};
use reset_domain::{ResetId, SendId};
use serde::{Deserialize, Serialize};
use tracing::instrument;

use crate::StoreError;

/// "Make and deliver the code of this sending." Nothing in it says whether anybody stands behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Delivery {
    /// The reset.
    pub reset: String,
    /// The sending.
    pub send: String,
}

/// The queue of codes.
#[derive(Debug, Clone)]
pub struct CodesQueue(Queue);

/// The queue of jobs: in order for each account, each job once.
#[derive(Debug, Clone)]
pub struct JobsQueue(Queue);

#[derive(Debug, Clone)]
struct Queue {
    client: Client,
    url: String,
}

impl CodesQueue {
    /// The queue at this URL.
    pub const fn new(client: Client, url: String) -> Self {
        Self(Queue { client, url })
    }

    /// Queues a delivery.
    #[instrument(level = "debug", skip_all)]
    pub async fn queue(&self, reset: &ResetId, send: &SendId) -> Result<(), StoreError> {
        let delivery = Delivery { reset: reset.0.clone(), send: send.0.clone() };
        let Queue { client, url } = &self.0;
        let message = client.send_message().queue_url(url).message_body(json(&delivery)?);
        message.send().await.map_err(StoreError::unavailable("queueing a code"))?;
        Ok(())
    }

    /// Opens the connection, so that the first request does not wait for it.
    pub async fn warm(&self) {
        self.0.warm().await;
    }
}

impl JobsQueue {
    /// The queue at this URL.
    pub const fn new(client: Client, url: String) -> Self {
        Self(Queue { client, url })
    }

    /// Queues a job. The same job queued again is the same job.
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

    /// Opens the connection, so that the first request does not wait for it.
    pub async fn warm(&self) {
        self.0.warm().await;
    }
}

impl Queue {
    /// Any answer will do, a refusal too: it came through an open connection. Where there is none, the first request
    /// says so.
    async fn warm(&self) {
        let request = self.client.get_queue_attributes().queue_url(&self.url);
        if let Err(error) = request.attribute_names(QueueAttributeName::QueueArn).send().await {
            tracing::debug!(code = error.code(), "warming up a queue");
        }
    }
}

fn json<T: Serialize>(body: &T) -> Result<String, StoreError> {
    serde_json::to_string(body).map_err(StoreError::unavailable("writing a message"))
}
