//! The queue of jobs: long polls, and the time for which a job stays hidden from other agents.

use std::time::Duration;

use agent_protocol::Job;
use anyhow::Context as _;
use aws_credential_types::{Credentials, provider::SharedCredentialsProvider};
use aws_sdk_sqs::{
    Client,
    error::DisplayErrorContext,
    types::{Message, MessageSystemAttributeName},
};
use aws_smithy_async::rt::sleep::{SharedAsyncSleep, TokioSleep};
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
use aws_types::{SdkConfig, region::Region, sdk_config::TimeoutConfig};
use serde::Deserialize;

use crate::configuration::{QueueSettings, secret_file};

const LONG_POLL_SECONDS: i32 = 20;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// Longer than a long poll.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(30);
/// How long a job that this agent cannot open rests, so that another agent finds it first.
const HAND_OVER_SECONDS: i32 = 2;

/// The queue.
#[derive(Debug, Clone)]
pub struct Queue {
    client: Client,
    url: String,
    visibility_seconds: i32,
}

/// A job that was taken, until it is deleted.
#[derive(Debug)]
pub struct Delivery {
    /// What it says; `None` where it is no job.
    pub job: Option<Job>,
    /// How many times it was given to an agent, this time counted.
    pub deliveries: u32,
    receipt: String,
}

/// The file with the queue's credentials.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct CredentialsFile {
    access_key_id: String,
    secret_access_key: String,
    #[serde(default)]
    session_token: Option<String>,
}

impl Queue {
    /// Connects on the first request.
    pub fn new(settings: &QueueSettings) -> anyhow::Result<Self> {
        let http = aws_smithy_http_client::Builder::new()
            .tls_provider(Provider::Rustls(CryptoMode::AwsLc))
            .build_https();
        let timeouts = TimeoutConfig::builder()
            .connect_timeout(CONNECT_TIMEOUT)
            .operation_attempt_timeout(ATTEMPT_TIMEOUT)
            .build();
        let mut config = SdkConfig::builder()
            .behavior_version(aws_sdk_sqs::config::BehaviorVersion::latest())
            .region(Region::new(settings.region.clone()))
            .credentials_provider(SharedCredentialsProvider::new(credentials(settings)?))
            .sleep_impl(SharedAsyncSleep::new(TokioSleep::new()))
            .timeout_config(timeouts)
            .http_client(http);
        config.set_endpoint_url(settings.endpoint.clone());
        let visibility_seconds = i32::try_from(settings.visibility_seconds).context("visibility_seconds")?;
        Ok(Self { client: Client::new(&config.build()), url: settings.url.clone(), visibility_seconds })
    }

    /// Waits for a job; nothing after a long poll without one.
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

    /// Done with it.
    pub async fn delete(&self, delivery: &Delivery) -> anyhow::Result<()> {
        let deleted =
            self.client.delete_message().queue_url(&self.url).receipt_handle(&delivery.receipt).send();
        deleted
            .await
            .map(drop)
            .map_err(|error| anyhow::anyhow!("deleting a job: {}", DisplayErrorContext(&error)))
    }

    /// Lets another agent have it.
    pub async fn hand_over(&self, delivery: &Delivery) -> anyhow::Result<()> {
        self.hide(delivery, HAND_OVER_SECONDS).await
    }

    /// Keeps the job hidden from other agents for as long as this runs: drop it to stop.
    pub async fn keep(&self, delivery: &Delivery) {
        let half = u64::from(self.visibility_seconds.unsigned_abs()).div_ceil(2);
        loop {
            tokio::time::sleep(Duration::from_secs(half)).await;
            if let Err(error) = self.hide(delivery, self.visibility_seconds).await {
                tracing::warn!(error = %error, "job_not_kept");
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
        // Where the queue does not say, take care as if it had been delivered before.
        deliveries: message.attributes.and_then(count).unwrap_or(2),
        receipt: message.receipt_handle?,
    })
}

fn credentials(settings: &QueueSettings) -> anyhow::Result<Credentials> {
    let text = secret_file::read(&settings.credentials_file)?;
    // serde_json's own message would quote what it stumbled over.
    let read: CredentialsFile = serde_json::from_str(&text).map_err(|error| {
        anyhow::anyhow!(
            "{} is not the expected JSON (line {}); write {{\"accessKeyId\": …, \"secretAccessKey\": …}}",
            settings.credentials_file.display(),
            error.line()
        )
    })?;
    Ok(Credentials::new(
        read.access_key_id,
        read.secret_access_key,
        read.session_token,
        None,
        "credentials file",
    ))
}
