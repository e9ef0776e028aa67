//! Codes for signed-in users: counted against shared limits, made, and sent at once. The account is known by then, so
//! that no queue is needed to make all requests look alike.

use api_contract::ProblemKind;
use crypto::{
    codes::generate,
    keys::{DestinationKey, Secret},
};
use domain::{
    Caller, ClientInfo, Destination, MethodKind, Policy, address::AddressBlock,
    client_info::reader_languages, shared_limit::SharedLimit,
};
use jiff::Timestamp;
use lambda_kit::{Failure, random};
use messaging::{
    Message, Messenger,
    messages::{Code, CodePurpose},
};
use store::{
    Wiring, WiringError,
    accounts::KnownAccount,
    counters::{CountOutcome, Counters},
};

use crate::refuse_if_reached;

/// The wait after which a provider may take a code that it did not take before.
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
    pub fn connect(wiring: &Wiring, destinations: &Secret) -> Result<Self, WiringError> {
        let (counters, messenger) = (wiring.counters()?, wiring.messenger()?);
        Ok(Self { counters, destinations: destinations.destination_key(), messenger })
    }

    /// Counts one sending against the limits that many users share.
    pub async fn count(
        &self,
        source_address: &str,
        kind: MethodKind,
        hash: &str,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<(), Failure> {
        let block = AddressBlock::new(source_address.parse()?);
        let to = SharedLimit::sends_to(hash, &Caller::User, policy);
        let from = SharedLimit::sends_from(&block, policy);
        let texts = (kind == MethodKind::TextMessage).then(|| SharedLimit::text_messages(policy));
        let counted_texts = async {
            match &texts {
                Some(texts) => self.counters.count(texts, now).await,
                None => Ok(CountOutcome::Allowed),
            }
        };
        let counted =
            tokio::try_join!(self.counters.count(&from, now), self.counters.count(&to, now), counted_texts);
        let (from, to, texts) = counted?;
        [from, to, texts].into_iter().try_for_each(|counted| refuse_if_reached(counted, now))
    }

    /// Makes a random code with as many digits as the policy says.
    pub fn code(&self, policy: &Policy) -> Result<String, Failure> {
        let digits = u8::try_from(policy.limits.code_digits.value())?;
        generate(digits, &random()?).ok_or_else(|| Failure::internal("no code in these bytes"))
    }

    /// Sends a code, or refuses if no provider takes it. The caller has counted the sending. `page` is the client of the
    /// session.
    pub async fn send(
        &self,
        account: &KnownAccount,
        page: Option<&ClientInfo>,
        to: &Destination,
        purpose: CodePurpose,
        code: &str,
        policy: &Policy,
    ) -> Result<(), Failure> {
        let destination = self.destinations.open(&account.account.id, to.kind, &to.sealed)?;
        let code = Code { code, purpose, ttl: policy.limits.code_ttl(to.kind) };
        let languages = reader_languages(page, account.language.as_deref());
        let sent = self.messenger.send(Message::Code(code), to.kind, &destination, &languages, policy).await;
        sent.map_err(|error| {
            tracing::error!(error = &error as &dyn std::error::Error, "code_not_sent");
            Failure::refused_until(ProblemKind::CodeNotSent, RETRY_SECONDS)
        })
    }
}
