//! Hands a message to the carrier of its kind, in the reader's language and the company's name.

use reset_domain::{MethodKind, Policy};
use tracing::instrument;

use crate::{
    CarrierError,
    mails::Mails,
    messages::{Code, Notice, Sender, Site},
    text_messages::TextMessages,
};

/// Everything that carries messages.
#[derive(Debug, Clone)]
pub struct Carriers {
    /// Sends text messages.
    pub text_messages: TextMessages,
    /// Sends mail.
    pub mails: Mails,
    /// Where the page is.
    pub site: Site,
}

/// What can be told.
#[derive(Debug, Clone, Copy)]
pub enum Message<'a> {
    /// A code.
    Code(Code<'a>),
    /// What was done to the account.
    Notice(Notice),
}

impl Carriers {
    /// Tells it to one destination. `language` is the reader's (BCP 47), where known.
    #[instrument(level = "debug", skip_all)]
    pub async fn tell(
        &self,
        message: Message<'_>,
        kind: MethodKind,
        destination: &str,
        language: Option<&str>,
        policy: &Policy,
    ) -> Result<(), CarrierError> {
        let sender = Sender {
            company: &policy.branding.name,
            site: &self.site,
            help_desk: policy.help_desk.as_ref(),
            language: policy.languages.choose(language),
        };
        match (kind, message) {
            (MethodKind::TextMessage, Message::Code(code)) => {
                self.text_messages.send(destination, &code.text_message(&sender)).await
            }
            (MethodKind::TextMessage, Message::Notice(notice)) => {
                self.text_messages.send(destination, &notice.text_message(&sender)).await
            }
            (MethodKind::Mail, Message::Code(code)) => {
                self.mails.send(destination, &code.mail(&sender)).await
            }
            (MethodKind::Mail, Message::Notice(notice)) => {
                self.mails.send(destination, &notice.mail(&sender)).await
            }
        }
    }
}
