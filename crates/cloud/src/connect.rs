//! One configuration and one HTTP client under all AWS clients.

use std::time::Duration;

use aws_credential_types::{Credentials, provider::SharedCredentialsProvider};
use aws_sdk_dynamodb::config::{BehaviorVersion, IdentityCache, SharedHttpClient};
use aws_smithy_async::{rt::sleep::TokioSleep, time::SystemTimeSource};
use aws_smithy_http_client::{Builder, tls};
use aws_types::{SdkConfig, region::Region};
use thiserror::Error;

/// Where AWS is, and who we are to it.
#[derive(Clone)]
pub struct Environment {
    region: String,
    access_key_id: String,
    secret_access_key: String,
    session_token: Option<String>,
    endpoint_url: Option<String>,
}

/// Something that the platform always sets is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{0} is not set")]
pub struct MissingSetting(pub(crate) &'static str);

impl Environment {
    /// Reads AWS's own variables through `lookup`. `AWS_ENDPOINT_URL` is for one machine; in the cloud it is absent.
    pub fn read(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, MissingSetting> {
        let required = |name: &'static str| lookup(name).ok_or(MissingSetting(name));
        Ok(Self {
            region: required("AWS_REGION").or_else(|_| required("AWS_DEFAULT_REGION"))?,
            access_key_id: required("AWS_ACCESS_KEY_ID")?,
            secret_access_key: required("AWS_SECRET_ACCESS_KEY")?,
            session_token: lookup("AWS_SESSION_TOKEN"),
            endpoint_url: lookup("AWS_ENDPOINT_URL"),
        })
    }
}

/// No key is ever printed.
impl std::fmt::Debug for Environment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { region, endpoint_url, .. } = self;
        f.debug_struct("Environment")
            .field("region", region)
            .field("endpoint_url", endpoint_url)
            .finish_non_exhaustive()
    }
}

/// Makes the AWS clients that a function uses, each once.
#[derive(Debug, Clone)]
pub struct Clients {
    config: SdkConfig,
}

/// Nothing is called yet.
pub fn connect(environment: Environment) -> Clients {
    let plain = environment.endpoint_url.as_deref().is_some_and(|url| url.starts_with("http://"));
    let credentials = Credentials::new(
        environment.access_key_id,
        environment.secret_access_key,
        environment.session_token,
        None,
        "environment",
    );
    let mut config = SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(environment.region))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .identity_cache(IdentityCache::no_cache())
        .http_client(http_client(plain))
        .sleep_impl(TokioSleep::new())
        .time_source(SystemTimeSource::new())
        .timeout_config(timeouts())
        .retry_config(aws_sdk_dynamodb::config::retry::RetryConfig::standard().with_max_attempts(3));
    config.set_endpoint_url(environment.endpoint_url);
    Clients { config: config.build() }
}

impl Clients {
    /// For the tables.
    pub fn tables(&self) -> aws_sdk_dynamodb::Client {
        aws_sdk_dynamodb::Client::new(&self.config)
    }

    /// For the queues.
    pub fn queues(&self) -> aws_sdk_sqs::Client {
        aws_sdk_sqs::Client::new(&self.config)
    }

    /// For the secrets.
    pub fn secrets(&self) -> aws_sdk_secretsmanager::Client {
        aws_sdk_secretsmanager::Client::new(&self.config)
    }

    /// For the agents' credentials.
    pub fn agent_sessions(&self) -> aws_sdk_sts::Client {
        aws_sdk_sts::Client::new(&self.config)
    }

    /// For text messages.
    pub fn text_messages(&self) -> aws_sdk_sns::Client {
        aws_sdk_sns::Client::new(&self.config)
    }

    /// For mail.
    pub fn mails(&self) -> aws_sdk_ses::Client {
        aws_sdk_ses::Client::new(&self.config)
    }
}

/// Without TLS only where the configured endpoint itself has none: the certificates of the system need not be read.
fn http_client(plain: bool) -> SharedHttpClient {
    if plain {
        return Builder::new().build_http();
    }
    let provider = tls::Provider::Rustls(tls::rustls_provider::CryptoMode::AwsLc);
    Builder::new().tls_provider(provider).build_https()
}

/// Nobody waits longer for a table than for a page.
fn timeouts() -> aws_sdk_dynamodb::config::timeout::TimeoutConfig {
    aws_sdk_dynamodb::config::timeout::TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(1))
        .operation_attempt_timeout(Duration::from_secs(1))
        .operation_timeout(Duration::from_secs(3))
        .build()
}

#[cfg(test)]
mod tests {
    use super::{Environment, MissingSetting};

    fn lookup(name: &str) -> Option<String> {
        (name != "AWS_SESSION_TOKEN" && name != "AWS_ENDPOINT_URL").then(|| format!("value of {name}"))
    }

    #[test]
    fn keys_are_never_printed() {
        let environment = Environment::read(lookup).unwrap();

        let printed = format!("{environment:?}");

        assert!(!printed.contains("KEY"), "{printed}");
        assert!(!format!("{:?}", super::connect(environment)).contains("SECRET"));
    }

    #[test]
    fn a_missing_variable_is_named() {
        let error =
            Environment::read(|name| lookup(name).filter(|_| name != "AWS_ACCESS_KEY_ID")).unwrap_err();

        assert_eq!(error, MissingSetting("AWS_ACCESS_KEY_ID"));
    }
}
