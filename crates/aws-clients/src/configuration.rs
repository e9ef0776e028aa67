//! The configuration under all clients: credentials, time-outs, retries, and the one HTTP client.

use std::time::Duration;

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

use crate::Environment;

/// The configurations of the clients.
#[derive(Debug)]
pub(crate) struct Configurations {
    /// The configuration for calls that may be repeated.
    pub(crate) calls: SdkConfig,
    /// The configuration for providers of messages.
    pub(crate) providers: SdkConfig,
}

impl Configurations {
    pub(crate) fn new(environment: Environment) -> Self {
        let is_emulator = environment.endpoint_url.is_some();
        let (timeouts, provider_timeouts) = if is_emulator {
            (EMULATOR_TIMEOUTS, EMULATOR_TIMEOUTS)
        } else {
            (AWS_TIMEOUTS, PROVIDER_TIMEOUTS)
        };
        let calls = configuration(environment, &timeouts);
        let providers = calls.to_builder().timeout_config(provider_timeouts.config());
        Self { providers: providers.retry_config(RetryConfig::disabled()).build(), calls }
    }
}

fn configuration(environment: Environment, timeouts: &Timeouts) -> SdkConfig {
    let is_plain_http = environment.endpoint_url.as_deref().is_some_and(|url| url.starts_with("http://"));
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
        .http_client(http_client(is_plain_http))
        .sleep_impl(TokioSleep::new())
        .time_source(SystemTimeSource::new())
        // Answers are small and read at once; the time-outs below end a stalled one.
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .timeout_config(timeouts.config())
        .retry_config(RetryConfig::standard().with_max_attempts(3));
    config.set_endpoint_url(environment.endpoint_url);
    config.build()
}

/// Leaves out headers that AWS does not need and that cost a tenth of a warm request's instructions: the SDK's name,
/// ids and counts of attempts, and the correction of a clock that Lambda keeps right.
#[derive(Debug)]
pub(crate) struct FewerHeaders;

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
