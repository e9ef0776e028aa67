//! Makes the messenger, whose providers the environment chooses.

use messaging::{
    EndUserMessaging, EndUserMessagingSettings, Messenger, Ses, Smtp, SmtpError, SmtpRelay, Sns,
    email::EmailProvider, sms::TextProviders,
};

use super::{Wiring, WiringError};
use crate::secrets;

impl Wiring {
    /// Returns the messenger, which sends text messages and mail.
    pub async fn messenger(&self) -> Result<Messenger, WiringError> {
        Ok(Messenger { sms: self.sms(), email: self.email().await?, site: self.site()? })
    }

    fn sms(&self) -> TextProviders {
        let sender_id = self.optional("SMS_SENDER_ID");
        let maximum_price = self.optional("SMS_MAXIMUM_PRICE");
        let settings = EndUserMessagingSettings {
            origination: self.optional("TEXT_ORIGINATION"),
            configuration_set: self.optional("TEXT_CONFIGURATION_SET"),
            protect_configuration: self.optional("TEXT_PROTECT_CONFIGURATION"),
            maximum_price: maximum_price.clone(),
        };
        TextProviders {
            sns: Sns::new(self.clients.clone(), sender_id, maximum_price),
            end_user_messaging: EndUserMessaging::new(self.clients.clone(), settings),
        }
    }

    /// Returns the relay if there is one, with the secret that an administrator has put in, otherwise SES.
    async fn email(&self) -> Result<EmailProvider, WiringError> {
        let from = self.required("MAIL_FROM")?;
        let Some(address) = self.optional("SMTP_RELAY") else {
            return Ok(EmailProvider::Ses(Ses::new(self.clients.clone(), from)));
        };
        let relay = SmtpRelay::parse(&address).ok_or(SmtpError::Relay)?;
        let arn = self.required("SMTP_SECRET_ARN")?;
        let secret = secrets::fetch_text(&self.clients.secrets_manager(), arn).await?;
        Ok(EmailProvider::Smtp(Box::new(Smtp::new(&relay, &secret, &from)?)))
    }
}
