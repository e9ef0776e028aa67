//! Codes for signed-in users: counted against shared limits, made, and sent at once. The account is known by then, so
//! that no queue is needed to make all requests look alike.

use api_contract::ProblemKind;
use crypto::{
    codes::generate,
    keys::{DestinationKey, Secret},
};
use domain::{
    Caller, Destination, MethodKind, Policy, address::AddressBlock, client_info::reader_languages,
    shared_limit::SharedLimit,
};
use jiff::Timestamp;
use lambda_kit::{Failure, random};
use messaging::{
    Message, Messenger, To,
    messages::{Code, CodePurpose},
};
use store::{
    StoreError, Wiring, WiringError,
    counters::{CountOutcome, Counters},
};

use crate::{SignedInUser, refuse_if_reached};

/// The wait after which a provider may accept codes again.
const RETRY_SECONDS: u32 = 60;

/// The sender of codes, which also makes them.
#[derive(Debug)]
pub struct CodeSender {
    /// The counters of sends per destination, address block and company.
    pub counters: Counters,
    pub destinations: DestinationKey,
    /// The sender of text messages and mail.
    pub messenger: Messenger,
}

impl CodeSender {
    /// Connects to the limits and the messenger.
    pub async fn connect(wiring: &Wiring, destinations: &Secret) -> Result<Self, WiringError> {
        let (counters, messenger) = (wiring.counters()?, wiring.messenger().await?);
        Ok(Self { counters, destinations: destinations.destination_key(), messenger })
    }

    /// Counts one sending against the limits that many users share. A text message counts for as many as it has segments.
    pub async fn count(
        &self,
        source_address: &str,
        code: &UserCode<'_>,
        hash: &str,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<(), Failure> {
        let block = AddressBlock::new(source_address.parse()?);
        let to = SharedLimit::sends_to(hash, &Caller::User, policy);
        let from = SharedLimit::sends_from(&block, policy);
        let counted = tokio::try_join!(
            self.counters.count(&from, now),
            self.counters.count(&to, now),
            self.count_text(code, policy, now)
        );
        let (from, to, texts) = counted?;
        [from, to, texts].into_iter().try_for_each(|counted| refuse_if_reached(counted, now))
    }

    /// Counts the segments of a text message, before a service charges for them.
    async fn count_text(
        &self,
        code: &UserCode<'_>,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<CountOutcome, StoreError> {
        if code.kind != MethodKind::TextMessage {
            return Ok(CountOutcome::Allowed);
        }
        let segments = self.messenger.segments(code.message(policy), &code.languages(), policy);
        self.counters.count(&SharedLimit::text_messages(policy).with_segments(segments), now).await
    }

    /// Makes a random code with as many digits as the policy says.
    pub fn code(&self, policy: &Policy) -> Result<String, Failure> {
        let digits = u8::try_from(policy.limits.code_digits.value())?;
        generate(digits, &random()?).ok_or_else(|| Failure::internal("no code in these bytes"))
    }

    /// Sends a code, by the next service if one fails, or refuses if none accepts it. The caller has counted the sending;
    /// a text message that may have been sent counts once more with the next service.
    pub async fn send(
        &self,
        code: &UserCode<'_>,
        to: &Destination,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<(), Failure> {
        let destination = self.destinations.open(&code.user.account.account.id, to.kind, &to.sealed)?;
        let (message, languages) = (code.message(policy), code.languages());
        let to = To { kind: to.kind, destination: &destination };
        let mut attempt = 1;
        loop {
            let sent = self.messenger.send(message, to, &languages, attempt, policy).await;
            let Err(error) = sent else { return Ok(()) };
            if !error.has_alternative() {
                tracing::error!(error = &error as &dyn std::error::Error, "code_not_sent");
                return Err(Failure::refused_until(ProblemKind::CodeNotSent, RETRY_SECONDS));
            }
            tracing::warn!(error = &error as &dyn std::error::Error, "service_replaced");
            if error.may_be_sent() {
                refuse_if_reached(self.count_text(code, policy, now).await?, now)?;
            }
            attempt += 1;
        }
    }
}

/// A code for a signed-in user.
#[derive(Clone, Copy)]
pub struct UserCode<'a> {
    pub user: &'a SignedInUser,
    /// The kind of method that it is sent to.
    pub kind: MethodKind,
    pub purpose: CodePurpose,
    pub code: &'a str,
}

/// Prints the kind and the purpose only.
impl std::fmt::Debug for UserCode<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("UserCode")
            .field("kind", &self.kind)
            .field("purpose", &self.purpose)
            .finish_non_exhaustive()
    }
}

impl UserCode<'_> {
    fn message(&self, policy: &Policy) -> Message<'_> {
        let Self { kind, purpose, code, .. } = *self;
        Message::Code(Code { code, purpose, ttl: policy.limits.code_ttl(kind) })
    }

    /// Returns the languages of the reader.
    fn languages(&self) -> Vec<&str> {
        let SignedInUser { loaded, account, .. } = self.user;
        reader_languages(loaded.session.client.as_ref(), account.language.as_deref())
    }
}
