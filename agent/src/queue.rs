//! The queue of jobs: long polls, and the time for which a job stays hidden from other agents.

use std::time::Duration;

use agent_protocol::{
    Job,
    session::{JobsQueue, QueueCredentials},
};
use anyhow::Context as _;
use aws_credential_types::{
    Credentials,
    provider::{ProvideCredentials, SharedCredentialsProvider, error::CredentialsError, future},
};
use aws_sdk_sqs::{
    Client,
    error::DisplayErrorContext,
    types::{Message, MessageSystemAttributeName},
};
use aws_smithy_async::rt::sleep::{SharedAsyncSleep, TokioSleep};
use aws_smithy_http_client::{
    Builder, Connector,
    proxy::ProxyConfig,
    tls::{Provider, rustls_provider::CryptoMode},
};
use aws_types::{SdkConfig, region::Region, sdk_config::TimeoutConfig};
use tokio::sync::watch;

use crate::{
    configuration::CloudUrl,
    lease::{BootTime, Lease},
};

const LONG_POLL_SECONDS: i32 = 20;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// The time limit of one request: longer than a long poll.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(30);

#[derive(Debug, Clone)]
pub struct Queue {
    client: Client,
    url: String,
    visibility_seconds: i32,
}

/// A job's message, until it is deleted.
#[derive(Debug)]
pub struct Delivery {
    /// The job; `None` if the message is not a job.
    pub job: Option<Job>,
    /// The number of deliveries of the message to agents, this one included.
    pub deliveries: u32,
    receipt: String,
}

/// Provides the newest credentials that a heartbeat brought.
#[derive(Debug)]
struct LatestCredentials(watch::Receiver<Option<QueueCredentials>>);

impl ProvideCredentials for LatestCredentials {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let newest = self.0.borrow().as_ref().map(sdk_credentials);
        future::ProvideCredentials::ready(
            newest.ok_or_else(|| CredentialsError::not_loaded("the cloud has given none yet")),
        )
    }
}

fn sdk_credentials(given: &QueueCredentials) -> Credentials {
    let ends = std::time::UNIX_EPOCH + Duration::from_secs(given.expires_at.unsigned_abs());
    Credentials::new(
        given.access_key_id.clone(),
        given.secret_access_key.clone(),
        Some(given.session_token.clone()),
        Some(ends),
        "agent-session",
    )
}

impl Queue {
    /// Makes a client that connects on its first request.
    pub fn new(
        queue: &JobsQueue,
        visibility_seconds: u32,
        credentials: watch::Receiver<Option<QueueCredentials>>,
    ) -> anyhow::Result<Self> {
        let https = Builder::new().build_with_connector_fn(|settings, components| {
            // Uses the proxy that the environment names, if there is one.
            let mut connector = Connector::builder()
                .tls_provider(Provider::Rustls(CryptoMode::AwsLc))
                .proxy_config(ProxyConfig::from_env());
            connector.set_connector_settings(settings.cloned());
            if let Some(components) = components {
                connector.set_sleep_impl(components.sleep_impl());
            }
            connector.build()
        });
        let timeouts = TimeoutConfig::builder()
            .connect_timeout(CONNECT_TIMEOUT)
            .operation_attempt_timeout(ATTEMPT_TIMEOUT)
            .build();
        let mut config = SdkConfig::builder()
            .behavior_version(aws_sdk_sqs::config::BehaviorVersion::latest())
            .region(Region::new(queue.region.clone()))
            .credentials_provider(SharedCredentialsProvider::new(LatestCredentials(credentials)))
            .sleep_impl(SharedAsyncSleep::new(TokioSleep::new()))
            .timeout_config(timeouts)
            .http_client(https);
        config.set_endpoint_url(Some(origin(&queue.url)?));
        let visibility_seconds = i32::try_from(visibility_seconds).context("visibility_seconds")?;
        Ok(Self { client: Client::new(&config.build()), url: queue.url.clone(), visibility_seconds })
    }

    /// Takes the next job, by a long poll. Returns `None` if none came in that time.
    pub async fn receive(&self) -> anyhow::Result<Option<Delivery>> {
        let received = self
            .client
            .receive_message()
            .queue_url(&self.url)
            .max_number_of_messages(1)
            .wait_time_seconds(LONG_POLL_SECONDS)
            .visibility_timeout(self.visibility_seconds)
            .message_system_attribute_names(MessageSystemAttributeName::ApproximateReceiveCount)
            .send()
            .await
            .map_err(|error| anyhow::anyhow!("taking a job: {}", DisplayErrorContext(&error)))?;
        Ok(received.messages.unwrap_or_default().into_iter().next().and_then(delivery))
    }

    /// Deletes a message, so that its job is not delivered again.
    pub async fn delete(&self, delivery: &Delivery) -> anyhow::Result<()> {
        let deleted =
            self.client.delete_message().queue_url(&self.url).receipt_handle(&delivery.receipt).send();
        deleted
            .await
            .map(drop)
            .map_err(|error| anyhow::anyhow!("deleting a job: {}", DisplayErrorContext(&error)))
    }

    /// Lets another agent have the job after a delay.
    pub async fn hand_over(&self, delivery: &Delivery, after: Duration) -> anyhow::Result<()> {
        self.hide(delivery, i32::try_from(after.as_secs()).unwrap_or(i32::MAX)).await
    }

    /// Returns the time for which a job is hidden from other agents.
    pub fn visibility(&self) -> Duration {
        Duration::from_secs(u64::from(self.visibility_seconds.unsigned_abs()))
    }

    /// Keeps the job hidden from other agents until the future is dropped.
    pub async fn keep_hidden(&self, delivery: &Delivery, lease: &Lease) {
        loop {
            tokio::time::sleep(self.visibility() / 2).await;
            self.renew(delivery, lease).await;
        }
    }

    /// Hides the job again and renews its lease. Returns `false` if the queue refuses, because it has given the job
    /// to another agent.
    pub async fn renew(&self, delivery: &Delivery, lease: &Lease) -> bool {
        let requested_at = BootTime::now();
        match self.hide(delivery, self.visibility_seconds).await {
            Ok(()) => {
                lease.renew(requested_at);
                true
            }
            Err(error) => {
                tracing::warn!(error = %error, "job_not_kept");
                false
            }
        }
    }

    async fn hide(&self, delivery: &Delivery, seconds: i32) -> anyhow::Result<()> {
        let hidden = self
            .client
            .change_message_visibility()
            .queue_url(&self.url)
            .receipt_handle(&delivery.receipt)
            .visibility_timeout(seconds)
            .send();
        hidden
            .await
            .map(drop)
            .map_err(|error| anyhow::anyhow!("keeping a job: {}", DisplayErrorContext(&error)))
    }
}

fn delivery(message: Message) -> Option<Delivery> {
    let count = |attributes: std::collections::HashMap<MessageSystemAttributeName, String>| {
        attributes.get(&MessageSystemAttributeName::ApproximateReceiveCount)?.parse().ok()
    };
    Some(Delivery {
        job: message.body.as_deref().and_then(|body| serde_json::from_str(body).ok()),
        // Without a count, act as if the job had been delivered before.
        deliveries: message.attributes.and_then(count).unwrap_or(2),
        receipt: message.receipt_handle?,
    })
}

/// Returns the origin of the queue's URL. It must be HTTPS, except on this host.
fn origin(queue: &str) -> anyhow::Result<String> {
    let url = reqwest::Url::parse(queue).context("reading the queue's URL")?;
    let origin = CloudUrl::try_from(url.origin().ascii_serialization()).map_err(anyhow::Error::msg)?;
    Ok(origin.at(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endpoint_is_the_origin_of_the_queue_url() {
        let queue = "https://sqs.eu-north-1.amazonaws.com/000000000000/jobs.fifo";
        assert_eq!(origin(queue).expect("read"), "https://sqs.eu-north-1.amazonaws.com");
        assert_eq!(origin("http://localhost:4566/0/jobs").expect("read"), "http://localhost:4566");
        assert!(origin("http://sqs.example/0/jobs").is_err(), "not encrypted");
        assert!(origin("jobs.fifo").is_err());
    }
}
