//! The services that send text messages. Each is a member.

use domain::policy::TextProvider;

use crate::{EndUserMessaging, SendError, Sns};

/// The services that send text messages. The policy says which one sends to a number.
#[derive(Debug, Clone)]
pub struct TextProviders {
    /// Amazon Simple Notification Service.
    pub sns: Sns,
    /// AWS End User Messaging.
    pub end_user_messaging: EndUserMessaging,
}

impl TextProviders {
    /// Hands one text to one of these services: to the first one at the first attempt, to the next one at the next, and
    /// again to the first one after the last. `number` is in the form of E.164, `attempt` begins with 1.
    pub(crate) async fn send(
        &self,
        providers: &[TextProvider],
        attempt: u32,
        number: &str,
        text: &str,
    ) -> Result<(), SendError> {
        let turn = usize::try_from(attempt.saturating_sub(1)).unwrap_or_default();
        let provider = providers.get(turn % providers.len().max(1));
        let sent = match provider.copied().unwrap_or(TextProvider::Sns) {
            TextProvider::Sns => self.sns.send(number, text).await,
            TextProvider::EndUserMessaging => self.end_user_messaging.send(number, text).await,
        };
        sent.map_err(|error| error.with_alternative(turn + 1 < providers.len()))
    }
}
