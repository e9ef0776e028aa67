//! Text messages by Amazon Simple Notification Service.

use aws_clients::Clients;
use aws_sdk_sns::types::MessageAttributeValue;
use tracing::instrument;

use crate::SendError;

const SEND: &str = "sending a text message";

/// Sends text messages by Amazon SNS.
#[derive(Debug, Clone)]
pub struct Sns {
    clients: Clients,
    sender_id: Option<String>,
    maximum_price: Option<String>,
}

impl Sns {
    /// Returns a provider. `sender_id` is the sender that phones show if their country allows it; `maximum_price` is
    /// what one message may cost, in US dollars (`"0.50"`).
    pub const fn new(clients: Clients, sender_id: Option<String>, maximum_price: Option<String>) -> Self {
        Self { clients, sender_id, maximum_price }
    }

    /// Sends one text message.
    #[instrument(level = "debug", skip_all)]
    pub async fn send(&self, number: &str, text: &str) -> Result<(), SendError> {
        let mut request = self
            .clients
            .sns()
            .publish()
            .phone_number(number)
            .message(text)
            .message_attributes("AWS.SNS.SMS.SMSType", attribute("String", "Transactional")?);
        if let Some(sender) = &self.sender_id {
            request = request.message_attributes("AWS.SNS.SMS.SenderID", attribute("String", sender)?);
        }
        if let Some(price) = &self.maximum_price {
            request = request.message_attributes("AWS.SNS.SMS.MaxPrice", attribute("Number", price)?);
        }
        request.send().await.map_err(|error| SendError::new(SEND, &error))?;
        Ok(())
    }
}

fn attribute(data_type: &str, value: &str) -> Result<MessageAttributeValue, SendError> {
    MessageAttributeValue::builder()
        .data_type(data_type)
        .string_value(value)
        .build()
        .map_err(|_| SendError::because(SEND, "an attribute is incomplete"))
}
