//! Sends messages in the reader's language, in the name of the company.

use domain::{IneligibleReason, MethodKind, Policy};
use tracing::instrument;

use crate::{
    SendError, Site,
    email::EmailProvider,
    messages::{Code, DeferredOrder, FailedOrder, Ineligible, Mail, Notice, Sender},
    segments::segments,
    sms::TextProviders,
};

/// Sends messages to users.
#[derive(Debug, Clone)]
pub struct Messenger {
    /// The services that send text messages.
    pub sms: TextProviders,
    /// The provider of mail.
    pub email: EmailProvider,
    /// The address of the page, for links.
    pub site: Site,
}

/// The destination of a message.
#[derive(Clone, Copy)]
pub struct To<'a> {
    /// The kind of method.
    pub kind: MethodKind,
    /// The number (E.164) or the address.
    pub destination: &'a str,
}

/// A message to a user.
#[derive(Debug, Clone, Copy)]
pub enum Message<'a> {
    Code(Code<'a>),
    /// A notice of a change of the account.
    Notice(Notice<'a>),
    DeferredOrder(DeferredOrder<'a>),
    /// A deferred order that was not carried out.
    FailedOrder(FailedOrder),
}

impl Message<'_> {
    fn text_message(&self, sender: &Sender<'_>) -> String {
        match self {
            Self::Code(code) => code.text_message(sender),
            Self::Notice(notice) => notice.text_message(sender),
            Self::DeferredOrder(order) => order.text_message(sender),
            Self::FailedOrder(order) => order.text_message(sender),
        }
    }

    fn mail(&self, sender: &Sender<'_>) -> Mail {
        match self {
            Self::Code(code) => code.mail(sender),
            Self::Notice(notice) => notice.mail(sender),
            Self::DeferredOrder(order) => order.mail(sender),
            Self::FailedOrder(order) => order.mail(sender),
        }
    }
}

impl Messenger {
    /// Sends a message to one destination. `languages` are the reader's (BCP 47), the best first. `attempt` counts from 1
    /// and says which service sends a text message.
    #[instrument(level = "debug", skip_all)]
    pub async fn send(
        &self,
        message: Message<'_>,
        to: To<'_>,
        languages: &[&str],
        attempt: u32,
        policy: &Policy,
    ) -> Result<(), SendError> {
        let sender = self.sender(to.kind, languages, policy);
        match to.kind {
            MethodKind::TextMessage => {
                let providers = policy.text_messages.providers_for(to.destination);
                let text = message.text_message(&sender);
                self.sms.send(providers, attempt, to.destination, &text).await
            }
            MethodKind::Mail => self.email.send(to.destination, &message.mail(&sender)).await,
            MethodKind::AuthenticatorApp | MethodKind::Passkey | MethodKind::RecoveryCode => {
                Err(SendError::because("sending a message", "the method has no destination"))
            }
        }
    }

    /// Returns how many segments a message takes as a text message, which the provider charges for one by one.
    pub fn segments(&self, message: Message<'_>, languages: &[&str], policy: &Policy) -> usize {
        segments(&message.text_message(&self.sender(MethodKind::TextMessage, languages, policy)))
    }

    /// Sends the mail that says why an account cannot be reset. `languages` are the reader's (BCP 47), the best first.
    #[instrument(level = "debug", skip_all)]
    pub async fn explain(
        &self,
        reason: IneligibleReason,
        address: &str,
        languages: &[&str],
        policy: &Policy,
    ) -> Result<(), SendError> {
        let sender = self.sender(MethodKind::Mail, languages, policy);
        self.email.send(address, &Ineligible { reason }.mail(&sender)).await
    }

    fn sender<'a>(&'a self, kind: MethodKind, languages: &[&str], policy: &'a Policy) -> Sender<'a> {
        let branding = &policy.branding;
        let is_text = kind == MethodKind::TextMessage;
        Sender {
            company: if is_text { branding.name_in_text_messages() } else { &branding.name },
            branding,
            site: &self.site,
            help_desk: policy.help_desk.as_ref(),
            zone: policy.languages.time_zone.time_zone(),
            language: policy.languages.choose(languages.iter().copied()),
        }
    }
}
