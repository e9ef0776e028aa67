//! Providers of mail. Each is a variant.

use crate::{SendError, Ses, Smtp, messages::Mail};

/// The provider that sends mails.
#[derive(Debug, Clone)]
pub enum EmailProvider {
    /// Amazon Simple Email Service.
    Ses(Ses),
    /// A relay.
    Smtp(Box<Smtp>),
}

impl EmailProvider {
    /// Hands one mail to the provider.
    pub(crate) async fn send(&self, address: &str, mail: &Mail) -> Result<(), SendError> {
        match self {
            Self::Ses(ses) => ses.send(address, mail).await,
            Self::Smtp(smtp) => smtp.send(address, mail).await,
        }
    }
}
