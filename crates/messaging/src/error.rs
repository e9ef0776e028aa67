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

/// The codes with which SES and SNS refuse an address, however often it is tried
/// ([SES](https://docs.aws.amazon.com/ses/latest/APIReference/API_SendEmail.html),
/// [SNS](https://docs.aws.amazon.com/sns/latest/api/API_Publish.html)).
const PERMANENT: [&str; 4] =
    ["InvalidParameter", "InvalidParameterValue", "MessageRejected", "ValidationException"];

impl SendError {
    /// Returns whether the provider refuses this address, so that another attempt is of no use.
    pub fn is_permanent(&self) -> bool {
        PERMANENT.contains(&self.reason.0.as_str())
    }

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

#[cfg(test)]
mod tests {
    use super::SendError;

    #[test]
    fn only_refusals_of_an_address_are_permanent() {
        for (reason, is_permanent) in [
            ("InvalidParameterValue", true),
            ("MessageRejected", true),
            ("Throttling", false),
            ("AccountSendingPausedException", false),
            ("no answer in time", false),
        ] {
            assert_eq!(SendError::because("sending", reason).is_permanent(), is_permanent, "{reason}");
        }
    }
}
