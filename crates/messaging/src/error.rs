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

pub(crate) const NO_ANSWER: &str = "no answer in time";
pub(crate) const NO_CONNECTION: &str = "no connection";
pub(crate) const NOT_READ: &str = "no answer that could be read";

/// The reasons that hold for every address. Throttling is none of them, because strangers can cause it.
const OUTAGES: [&str; 11] = [
    "AccessDenied",
    "AccessDeniedException",
    "AccountSendingPausedException",
    "AuthorizationError",
    "InternalError",
    "InternalFailure",
    "InternalServerError",
    "ServiceUnavailable",
    "UnrecognizedClientException",
    NO_ANSWER,
    NO_CONNECTION,
];

impl SendError {
    /// Returns whether the provider currently accepts no messages at all, for any address.
    pub fn is_outage(&self) -> bool {
        OUTAGES.contains(&self.reason.0.as_str())
    }

    /// Returns whether the provider refuses this address, so that another attempt is of no use.
    pub fn is_permanent(&self) -> bool {
        PERMANENT.contains(&self.reason.0.as_str())
    }

    /// Returns whether the provider may have sent the message although it did not say so.
    pub fn may_be_sent(&self) -> bool {
        [NO_ANSWER, NOT_READ].contains(&self.reason.0.as_str())
    }

    pub(crate) fn new<E: ProvideErrorMetadata>(
        operation: &'static str,
        error: &SdkError<E, HttpResponse>,
    ) -> Self {
        let reason = match error {
            SdkError::ServiceError(failed) => failed.err().code().unwrap_or("refused without a code"),
            SdkError::TimeoutError(_) => NO_ANSWER,
            SdkError::DispatchFailure(_) => NO_CONNECTION,
            SdkError::ConstructionFailure(_) | SdkError::ResponseError(_) | _ => NOT_READ,
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
    fn refusals_of_an_address_and_throttling_are_no_outage() {
        for (reason, is_permanent, is_outage) in [
            ("no answer that could be read", false, false),
            ("InvalidParameterValue", true, false),
            ("MessageRejected", true, false),
            ("OptedOut", false, false),
            ("Throttling", false, false),
            ("AccountSendingPausedException", false, true),
            ("no answer in time", false, true),
        ] {
            let error = SendError::because("sending", reason);
            assert_eq!((error.is_permanent(), error.is_outage()), (is_permanent, is_outage), "{reason}");
            assert_eq!(error.may_be_sent(), reason.starts_with("no answer"), "{reason}");
        }
    }
}
