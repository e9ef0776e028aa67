//! Hands a message to the carrier of its kind, in the reader's language and the company's name.

use domain::{MethodKind, Policy};
use tracing::instrument;

use crate::{
    CarrierError,
    mails::Mails,
    messages::{Code, Mail, NotDone, Notice, Sender, Site, Waiting},
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
    Notice(Notice<'a>),
    /// An order waits for an agent.
    Waiting(Waiting<'a>),
    /// It was not carried out.
    NotDone(NotDone),
}

impl Message<'_> {
    fn text_message(&self, sender: &Sender<'_>) -> String {
        match self {
            Self::Code(code) => code.text_message(sender),
            Self::Notice(notice) => notice.text_message(sender),
            Self::Waiting(waiting) => waiting.text_message(sender),
            Self::NotDone(not_done) => not_done.text_message(sender),
        }
    }

    fn mail(&self, sender: &Sender<'_>) -> Mail {
        match self {
            Self::Code(code) => code.mail(sender),
            Self::Notice(notice) => notice.mail(sender),
            Self::Waiting(waiting) => waiting.mail(sender),
            Self::NotDone(not_done) => not_done.mail(sender),
        }
    }
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
        match kind {
            MethodKind::TextMessage => {
                self.text_messages.send(destination, &message.text_message(&sender)).await
            }
            MethodKind::Mail => self.mails.send(destination, &message.mail(&sender)).await,
            MethodKind::AuthenticatorApp | MethodKind::Passkey | MethodKind::RecoveryCode => {
                Err(CarrierError::because("telling a person", "nothing is sent to what a person holds"))
            }
        }
    }
}
