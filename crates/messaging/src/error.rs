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
    /// Whether the next attempt is by another service.
    has_alternative: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
struct Reason(String);

/// The codes with which SES, SNS and End User Messaging refuse an address, however often it is tried
/// ([SES](https://docs.aws.amazon.com/ses/latest/APIReference/API_SendEmail.html),
/// [SNS](https://docs.aws.amazon.com/sns/latest/api/API_Publish.html),
/// [End User Messaging](https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SendTextMessage.html)).
const PERMANENT: [&str; 5] = [
    "ConflictException",
    "InvalidParameter",
    "InvalidParameterValue",
    "MessageRejected",
    "ValidationException",
];

pub(crate) const NO_ANSWER: &str = "no answer in time";
pub(crate) const NO_CONNECTION: &str = "no connection";
pub(crate) const NOT_READ: &str = "no answer that could be read";

/// The reasons that hold for every address. Throttling is none of them, because strangers can cause it.
const OUTAGES: [&str; 14] = [
    "AccessDenied",
    "AccessDeniedException",
    "AccountSendingPausedException",
    "AuthorizationError",
    "InternalError",
    "InternalFailure",
    "InternalServerError",
    "InternalServerException",
    "ResourceNotFoundException",
    "ServiceQuotaExceededException",
    "ServiceUnavailable",
    "UnrecognizedClientException",
    NO_ANSWER,
    NO_CONNECTION,
];

impl SendError {
    /// Returns whether no provider currently accepts any message, for any address.
    pub fn is_outage(&self) -> bool {
        !self.has_alternative && OUTAGES.contains(&self.code())
    }

    /// Returns whether the last provider refuses this address, so that another attempt is of no use.
    pub fn is_permanent(&self) -> bool {
        !self.has_alternative && PERMANENT.contains(&self.code())
    }

    /// Returns whether the next attempt is by another service.
    pub const fn has_alternative(&self) -> bool {
        self.has_alternative
    }

    /// Returns whether the provider may have sent the message although it did not say so.
    pub fn may_be_sent(&self) -> bool {
        [NO_ANSWER, NOT_READ].contains(&self.reason.0.as_str())
    }

    pub(crate) fn with_alternative(self, has_alternative: bool) -> Self {
        Self { has_alternative, ..self }
    }

    /// Returns the code, without what a service adds to it.
    fn code(&self) -> &str {
        self.reason.0.split(':').next().unwrap_or_default()
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
        Self::because(operation, reason)
    }

    /// Returns the error of a message that was never handed to a provider.
    pub(crate) fn because(operation: &'static str, reason: &str) -> Self {
        Self { operation, reason: Reason(reason.to_owned()), has_alternative: false }
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
            ("ConflictException: DESTINATION_PHONE_NUMBER_OPTED_OUT", true, false),
            ("ServiceQuotaExceededException: MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT", false, true),
            ("Throttling", false, false),
            ("AccountSendingPausedException", false, true),
            ("no answer in time", false, true),
        ] {
            let error = SendError::because("sending", reason);
            assert_eq!((error.is_permanent(), error.is_outage()), (is_permanent, is_outage), "{reason}");
            assert_eq!(error.may_be_sent(), reason.starts_with("no answer"), "{reason}");
        }
    }

    #[test]
    fn refusal_is_not_the_last_word_while_another_service_is_left() {
        for reason in ["ConflictException", "no answer in time"] {
            let error = SendError::because("sending", reason).with_alternative(true);
            assert!(!error.is_permanent() && !error.is_outage() && error.has_alternative(), "{reason}");
        }
    }
}
