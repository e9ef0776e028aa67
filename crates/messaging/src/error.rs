//! The error of a provider that did not take a message.

use aws_sdk_ses::{
    config::http::HttpResponse,
    error::{ProvideErrorMetadata, SdkError},
};

/// A provider did not take a message. Providers repeat addresses in their texts, so only the kind of failure is kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{operation}")]
pub struct SendError {
    operation: &'static str,
    #[source]
    reason: Reason,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
struct Reason(String);

impl SendError {
    pub(crate) fn new<E: ProvideErrorMetadata>(
        operation: &'static str,
        error: &SdkError<E, HttpResponse>,
    ) -> Self {
        let reason = match error {
            SdkError::ServiceError(failed) => failed.err().code().unwrap_or("refused without a code"),
            SdkError::TimeoutError(_) => "no answer in time",
            SdkError::DispatchFailure(_) => "no connection",
            SdkError::ConstructionFailure(_) | SdkError::ResponseError(_) | _ => {
                "no answer that could be read"
            }
        };
        Self { operation, reason: Reason(reason.to_owned()) }
    }

    /// Returns the error of a message that was never handed to a provider.
    pub(crate) fn because(operation: &'static str, reason: &str) -> Self {
        Self { operation, reason: Reason(reason.to_owned()) }
    }
}
