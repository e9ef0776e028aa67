//! Providers of mail. Each is a variant.

use crate::{SendError, Ses, messages::Mail};

/// The provider that sends mails. A second one is another variant.
#[derive(Debug, Clone)]
pub enum EmailProvider {
    /// Amazon Simple Email Service.
    Ses(Ses),
}

impl EmailProvider {
    /// Hands one mail to the provider.
    pub(crate) async fn send(&self, address: &str, mail: &Mail) -> Result<(), SendError> {
        match self {
            Self::Ses(ses) => ses.send(address, mail).await,
        }
    }
}
