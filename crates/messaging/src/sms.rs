//! Providers of text messages. Each is a variant.

use crate::{SendError, Sns};

/// The provider that sends text messages. A second one is another variant.
#[derive(Debug, Clone)]
pub enum SmsProvider {
    /// Amazon Simple Notification Service.
    Sns(Sns),
}

impl SmsProvider {
    /// Hands one text to the provider. `number` is in the form of E.164.
    pub(crate) async fn send(&self, number: &str, text: &str) -> Result<(), SendError> {
        match self {
            Self::Sns(sns) => sns.send(number, text).await,
        }
    }
}
