//! One configuration and one HTTP client for all AWS clients.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use aws_credential_types::{Credentials, provider::SharedCredentialsProvider};
use aws_runtime::{
    invocation_id::InvocationIdInterceptor, request_info::RequestInfoInterceptor,
    service_clock_skew::ServiceClockSkewInterceptor, user_agent::UserAgentInterceptor,
};
use aws_sdk_dynamodb::config::{
    BehaviorVersion, ConfigBag, IdentityCache, Intercept, SharedHttpClient, StalledStreamProtectionConfig,
    interceptors::BeforeSerializationInterceptorContextRef, retry::RetryConfig, timeout::TimeoutConfig,
};
use aws_smithy_async::{rt::sleep::TokioSleep, time::SystemTimeSource};
use aws_smithy_http_client::{Builder, tls};
use aws_smithy_runtime_api::{box_error::BoxError, client::interceptors::disable_interceptor};
use aws_types::{SdkConfig, region::Region};
use thiserror::Error;

/// The region, endpoint and credentials for AWS.
#[derive(Clone)]
pub struct Environment {
    region: String,
    access_key_id: String,
    secret_access_key: String,
    session_token: Option<String>,
    endpoint_url: Option<String>,
}

/// A variable that the platform always sets is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{0} is not set")]
pub struct MissingSetting(pub &'static str);

impl Environment {
    /// Reads AWS's own variables through `lookup`. `AWS_ENDPOINT_URL` is set on a developer's machine and absent in the
    /// cloud.
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

/// Prints no keys.
impl std::fmt::Debug for Environment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { region, endpoint_url, .. } = self;
        f.debug_struct("Environment")
            .field("region", region)
            .field("endpoint_url", endpoint_url)
            .finish_non_exhaustive()
    }
}

/// The AWS clients of a function, each made once and not before it is needed: making a client takes longer than sending
/// a request.
#[derive(Debug, Clone)]
pub struct Clients(Arc<ClientCache>);

#[derive(Debug)]
struct ClientCache {
    config: SdkConfig,
    /// The configuration for providers of messages.
    providers: SdkConfig,
    dynamodb: OnceLock<aws_sdk_dynamodb::Client>,
    sqs: OnceLock<aws_sdk_sqs::Client>,
    secrets_manager: OnceLock<aws_sdk_secretsmanager::Client>,
    sts: OnceLock<aws_sdk_sts::Client>,
    sns: OnceLock<aws_sdk_sns::Client>,
    end_user_messaging: OnceLock<aws_sdk_pinpointsmsvoicev2::Client>,
    ses: OnceLock<aws_sdk_ses::Client>,
}

/// Makes the clients' configuration. Sends no request.
pub fn connect(environment: Environment) -> Clients {
    let is_plain_http = environment.endpoint_url.as_deref().is_some_and(|url| url.starts_with("http://"));
    let credentials = Credentials::new(
        environment.access_key_id,
        environment.secret_access_key,
        environment.session_token,
        None,
        "environment",
    );
    let is_emulator = environment.endpoint_url.is_some();
    let (timeouts, provider_timeouts) =
        if is_emulator { (EMULATOR_TIMEOUTS, EMULATOR_TIMEOUTS) } else { (AWS_TIMEOUTS, PROVIDER_TIMEOUTS) };
    let mut config = SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(environment.region))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .identity_cache(IdentityCache::no_cache())
        .http_client(http_client(is_plain_http))
        .sleep_impl(TokioSleep::new())
        .time_source(SystemTimeSource::new())
        // Answers are small and read at once; the time-outs below end a stalled one.
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .timeout_config(timeouts.config())
        .retry_config(RetryConfig::standard().with_max_attempts(3));
    config.set_endpoint_url(environment.endpoint_url);
    let config = config.build();
    let providers = config.to_builder().timeout_config(provider_timeouts.config());
    Clients(Arc::new(ClientCache {
        config,
        providers: providers.retry_config(RetryConfig::disabled()).build(),
        dynamodb: OnceLock::new(),
        sqs: OnceLock::new(),
        secrets_manager: OnceLock::new(),
        sts: OnceLock::new(),
        sns: OnceLock::new(),
        end_user_messaging: OnceLock::new(),
        ses: OnceLock::new(),
    }))
}

macro_rules! client {
    ($sdk:ident, $cache:expr, $field:ident) => {
        client!($sdk, $cache, $field, config)
    };
    ($sdk:ident, $cache:expr, $field:ident, $config:ident) => {{
        let make = || $sdk::config::Builder::from(&$cache.$config).interceptor(FewerHeaders).build();
        $cache.$field.get_or_init(|| $sdk::Client::from_conf(make())).clone()
    }};
}

impl Clients {
    /// Returns the client for tables.
    pub fn dynamodb(&self) -> aws_sdk_dynamodb::Client {
        client!(aws_sdk_dynamodb, self.0, dynamodb)
    }

    /// Returns the client for queues.
    pub fn sqs(&self) -> aws_sdk_sqs::Client {
        client!(aws_sdk_sqs, self.0, sqs)
    }

    /// Returns the client for secrets.
    pub fn secrets_manager(&self) -> aws_sdk_secretsmanager::Client {
        client!(aws_sdk_secretsmanager, self.0, secrets_manager)
    }

    /// Returns the client for agents' credentials.
    pub fn sts(&self) -> aws_sdk_sts::Client {
        client!(aws_sdk_sts, self.0, sts)
    }

    /// Returns the client for text messages.
    pub fn sns(&self) -> aws_sdk_sns::Client {
        client!(aws_sdk_sns, self.0, sns, providers)
    }

    /// Returns the client for text messages from a number of the company.
    pub fn end_user_messaging(&self) -> aws_sdk_pinpointsmsvoicev2::Client {
        client!(aws_sdk_pinpointsmsvoicev2, self.0, end_user_messaging, providers)
    }

    /// Returns the client for mail.
    pub fn ses(&self) -> aws_sdk_ses::Client {
        client!(aws_sdk_ses, self.0, ses, providers)
    }
}

/// Leaves out headers that AWS does not need and that cost a tenth of a warm request's instructions: the SDK's name,
/// ids and counts of attempts, and the correction of a clock that Lambda keeps right.
#[derive(Debug)]
struct FewerHeaders;

impl Intercept for FewerHeaders {
    fn name(&self) -> &'static str {
        "FewerHeaders"
    }

    fn read_before_execution(
        &self,
        _context: &BeforeSerializationInterceptorContextRef<'_>,
        settings: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        const WHY: &str = "not needed";
        let state = settings.interceptor_state();
        state.store_put(disable_interceptor::<UserAgentInterceptor>(WHY));
        state.store_put(disable_interceptor::<InvocationIdInterceptor>(WHY));
        state.store_put(disable_interceptor::<RequestInfoInterceptor>(WHY));
        state.store_put(disable_interceptor::<ServiceClockSkewInterceptor>(WHY));
        Ok(())
    }
}

/// Returns an HTTP client; without TLS only if the configured endpoint has none, which saves reading the system's
/// certificates.
fn http_client(is_plain_http: bool) -> SharedHttpClient {
    if is_plain_http {
        return Builder::new().build_http();
    }
    let provider = tls::Provider::Rustls(tls::rustls_provider::CryptoMode::AwsLc);
    Builder::new().tls_provider(provider).build_https()
}

/// Time-outs of a call, each in seconds.
struct Timeouts {
    attempt: u64,
    operation: u64,
}

/// Ends before a user stops waiting for a page.
const AWS_TIMEOUTS: Timeouts = Timeouts { attempt: 1, operation: 3 };
/// A provider of messages may have sent what it did not confirm in time: another attempt would send it, and charge for it,
/// once more. So there is one attempt with more time, and the queue tries again later.
const PROVIDER_TIMEOUTS: Timeouts = Timeouts { attempt: 5, operation: 6 };
/// Leaves time to an emulator on a busy machine: repeated calls would only keep it busy. Ends before the function's own
/// time-out of 10 seconds.
const EMULATOR_TIMEOUTS: Timeouts = Timeouts { attempt: 8, operation: 9 };

impl Timeouts {
    fn config(&self) -> TimeoutConfig {
        TimeoutConfig::builder()
            .connect_timeout(Duration::from_secs(1))
            .operation_attempt_timeout(Duration::from_secs(self.attempt))
            .operation_timeout(Duration::from_secs(self.operation))
            .build()
    }
}

#[cfg(test)]
mod partitions;

#[cfg(test)]
mod tests {
    use super::{Environment, MissingSetting, RetryConfig, TimeoutConfig};

    fn lookup(name: &str) -> Option<String> {
        (name != "AWS_SESSION_TOKEN" && name != "AWS_ENDPOINT_URL").then(|| format!("value of {name}"))
    }

    #[test]
    fn calls_of_an_emulator_get_more_time_than_those_of_aws() {
        let seconds = |lookup: fn(&str) -> Option<String>| {
            let clients = super::connect(Environment::read(lookup).unwrap());
            clients
                .0
                .config
                .timeout_config()
                .and_then(TimeoutConfig::operation_timeout)
                .map(|it| it.as_secs())
        };

        assert_eq!((seconds(lookup), seconds(|name| Some(name.into()))), (Some(3), Some(9)));
    }

    #[test]
    fn providers_of_messages_get_five_seconds_and_one_attempt() {
        let clients = super::connect(Environment::read(lookup).unwrap());
        let (ses, sns, texts) = (clients.ses(), clients.sns(), clients.end_user_messaging());
        let (ses, sns, texts) = (ses.config(), sns.config(), texts.config());
        for (timeouts, retries) in [
            (ses.timeout_config(), ses.retry_config()),
            (sns.timeout_config(), sns.retry_config()),
            (texts.timeout_config(), texts.retry_config()),
        ] {
            let attempt = timeouts.and_then(TimeoutConfig::operation_attempt_timeout);
            assert_eq!(attempt.map(|it| it.as_secs()), Some(5));
            assert_eq!(retries.map(RetryConfig::max_attempts), Some(1));
        }
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
