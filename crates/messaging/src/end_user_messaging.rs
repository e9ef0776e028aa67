//! Text messages by AWS End User Messaging, from a number or a sender of the company.

use aws_clients::Clients;
use aws_sdk_pinpointsmsvoicev2::{
    error::{ProvideErrorMetadata as _, SdkError},
    operation::send_text_message::SendTextMessageError,
    types::{
        ConflictExceptionReason, MessageType, ServiceQuotaExceededExceptionReason, ValidationExceptionReason,
    },
};
use tracing::instrument;

use crate::SendError;

const SEND: &str = "sending a text message by End User Messaging";
/// A code is of no use later.
const TIME_TO_LIVE_SECONDS: i32 = 900;

/// The settings of End User Messaging. It chooses for itself if a member is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EndUserMessagingSettings {
    /// The number, sender or pool that messages come from.
    pub origination: Option<String>,
    /// The set that says where receipts go.
    pub configuration_set: Option<String>,
    /// The rules of countries that may be sent to.
    pub protect_configuration: Option<String>,
    /// The maximum price of a message in US dollars (`"0.50"`).
    pub maximum_price: Option<String>,
}

/// Sends text messages by AWS End User Messaging.
#[derive(Debug, Clone)]
pub struct EndUserMessaging {
    clients: Clients,
    settings: EndUserMessagingSettings,
}

impl EndUserMessaging {
    pub const fn new(clients: Clients, settings: EndUserMessagingSettings) -> Self {
        Self { clients, settings }
    }

    /// Sends one text message.
    #[instrument(level = "debug", skip_all)]
    pub async fn send(&self, number: &str, text: &str) -> Result<(), SendError> {
        let EndUserMessagingSettings { origination, configuration_set, protect_configuration, maximum_price } =
            self.settings.clone();
        self.clients
            .end_user_messaging()
            .send_text_message()
            .destination_phone_number(number)
            .message_body(text)
            .message_type(MessageType::Transactional)
            .time_to_live(TIME_TO_LIVE_SECONDS)
            .set_origination_identity(origination)
            .set_configuration_set_name(configuration_set)
            .set_protect_configuration_id(protect_configuration)
            .set_max_price(maximum_price.map(with_point))
            .send()
            .await
            .map_err(|error| refused(&error))?;
        Ok(())
    }
}

/// Returns a price as the service reads it: always with a decimal point.
fn with_point(price: String) -> String {
    if price.contains('.') { price } else { price + ".0" }
}

/// Keeps the service's reason beside its code: a closed list of words, such as `DESTINATION_PHONE_NUMBER_OPTED_OUT`.
fn refused(error: &SdkError<SendTextMessageError>) -> SendError {
    let reason = match error.as_service_error() {
        Some(SendTextMessageError::ConflictException(conflict)) => {
            conflict.reason().map(ConflictExceptionReason::as_str)
        }
        Some(SendTextMessageError::ValidationException(invalid)) => {
            invalid.reason().map(ValidationExceptionReason::as_str)
        }
        Some(SendTextMessageError::ServiceQuotaExceededException(quota)) => {
            quota.reason().map(ServiceQuotaExceededExceptionReason::as_str)
        }
        _ => None,
    };
    let code = error.as_service_error().and_then(|refused| refused.code());
    match (code, reason) {
        (Some(code), Some(reason)) => SendError::because(SEND, &format!("{code}: {reason}")),
        _ => SendError::new(SEND, error),
    }
}

#[cfg(test)]
mod tests {
    use super::with_point;

    #[test]
    fn a_price_always_has_a_decimal_point() {
        assert_eq!((with_point("1".into()), with_point("0.50".into())), ("1.0".into(), "0.50".into()));
    }
}
