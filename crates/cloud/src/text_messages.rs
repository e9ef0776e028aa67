//! Text messages, through SNS.

use aws_sdk_sns::types::MessageAttributeValue;
use tracing::instrument;

use crate::{Clients, error::CarrierError};

const SEND: &str = "sending a text message";

/// Sends text messages.
#[derive(Debug, Clone)]
pub struct TextMessages {
    clients: Clients,
    sender_id: Option<String>,
    most_dollars: Option<String>,
}

impl TextMessages {
    /// `sender_id` is what phones show as the sender, where countries allow it; `most_dollars` is what one message may
    /// cost (`"0.50"`).
    pub const fn new(clients: Clients, sender_id: Option<String>, most_dollars: Option<String>) -> Self {
        Self { clients, sender_id, most_dollars }
    }

    /// Hands one message to the carrier.
    #[instrument(level = "debug", skip_all)]
    pub async fn send(&self, number: &str, text: &str) -> Result<(), CarrierError> {
        let mut request = self
            .clients
            .text_messages()
            .publish()
            .phone_number(number)
            .message(text)
            .message_attributes("AWS.SNS.SMS.SMSType", attribute("String", "Transactional")?);
        if let Some(sender) = &self.sender_id {
            request = request.message_attributes("AWS.SNS.SMS.SenderID", attribute("String", sender)?);
        }
        if let Some(most) = &self.most_dollars {
            request = request.message_attributes("AWS.SNS.SMS.MaxPrice", attribute("Number", most)?);
        }
        request.send().await.map_err(|error| CarrierError::new(SEND, &error))?;
        Ok(())
    }
}

fn attribute(data_type: &str, value: &str) -> Result<MessageAttributeValue, CarrierError> {
    MessageAttributeValue::builder()
        .data_type(data_type)
        .string_value(value)
        .build()
        .map_err(|_| CarrierError::because(SEND, "an attribute is incomplete"))
}
