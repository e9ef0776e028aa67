//! Sends a code: counts it against every limit and queues its delivery, for decoys too.

mod serve;

use std::sync::OnceLock;

use api_contract::send_code::{Response, SendCode as Step};
use crypto::names::NameKey;
use domain::{
    MethodId, MethodKind, Policy, Reset, SendAttempt, SendCodeOutcome, SendId, address::AddressBlock,
    shared_limit::SharedLimit,
};
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success, random, rfc3339};
use step_kit::{
    AuthenticatedReset, ResetAuthenticator, StepError, refuse_if_not_delivered, refuse_if_reached,
    request_digest, retry, seconds_until, uuid,
};
use store::{
    counters::{CountOutcome, Counters},
    queues::CodesQueue,
    settings::Settings,
};

pub use serve::serve;

#[derive(Debug)]
pub struct SendCode {
    pub settings: Settings,
    /// The counters of sends per destination and address block, of failed deliveries and of text messages.
    pub counters: Counters,
    /// The key that hashes typed destinations.
    pub names: NameKey,
    pub reset_authenticator: ResetAuthenticator,
    pub codes: CodesQueue,
}

impl SendCode {
    /// Admits a send and queues its delivery. A repeated request is queued again; it is delivered once.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let policy = self.settings.policy(now).await?;
        let send = SendId(uuid(random()?));
        let counted = SharedCounts::default();
        let admitted = retry(now, || self.admit(&request, &send, &policy, &counted, now)).await;
        if matches!(admitted, Err(Failure::Refused(_))) {
            self.take_back(&counted, now).await?;
        }
        let reset = admitted?;
        let newest =
            reset.sent_code().ok_or_else(|| Failure::internal("an admitted sending was not stored"))?;
        self.codes.queue(&reset, &newest.id).await?;
        Ok(Success::new(Response {
            token: self.reset_authenticator.token_for(&reset)?,
            code_length: u8::try_from(newest.digits)?,
            code_expires_at: rfc3339(newest.expires_at),
            resend_after_seconds: seconds_until(newest.resend_at, now),
        }))
    }

    /// Counts a send in every limit and saves it in the reset.
    async fn admit(
        &self,
        request: &Request<Step>,
        send: &SendId,
        policy: &Policy,
        counted: &SharedCounts,
        now: Timestamp,
    ) -> Result<Reset, StepError> {
        let admitted = self.reset_authenticator.admit(request.token.as_deref(), now);
        let address = self.count_address(request, policy, counted, now);
        let (AuthenticatedReset { loaded, token }, address) = tokio::try_join!(biased; admitted, address)?;
        let method = MethodId(request.body.method.clone());
        let kind = loaded.reset.method(&method).map(|method| method.kind);
        let typed = request.body.destination.as_deref();
        let attempt = SendAttempt {
            typed_destination: typed
                .zip(kind)
                .map(|(typed, kind)| self.names.destination_hashes(kind, typed)),
            method,
            send: send.clone(),
            request: request_digest::<Step>(&request.body)?,
        };
        let versions = loaded.versions;
        let outcome = loaded.reset.send_code(token, attempt, loaded.limits, policy, now)?;
        match outcome {
            SendCodeOutcome::Repeated(reset) => Ok(reset),
            SendCodeOutcome::Admitted { reset, limits, event } => {
                refuse_if_reached(address, now)?;
                let reset = self.count_sending(reset, policy, counted, now).await?;
                self.reset_authenticator.resets().save(&versions, &reset, Some(&limits), &event, now).await?;
                Ok(reset)
            }
        }
    }

    /// Counts a send of the address block of a caller with a token. It does not wait for the send to be admitted, so
    /// that both run at the same time.
    async fn count_address(
        &self,
        request: &Request<Step>,
        policy: &Policy,
        counted: &SharedCounts,
        now: Timestamp,
    ) -> Result<CountOutcome, StepError> {
        let block = AddressBlock::new(request.source_address.parse().map_err(Failure::internal)?);
        let limit = SharedLimit::sends_from(&block, policy);
        once(&counted.address, async { Ok(self.counters.count(&limit, now).await?) }).await
    }

    /// Counts a send to a destination, before the transaction of the account. If too much was sent there, a stranger's
    /// code is withheld, because the stranger must not learn of it. A code is refused to everybody while its provider
    /// accepts none, or while the company's text messages are used up; one is counted when it is delivered, so that one
    /// for a decoy costs nothing.
    async fn count_sending(
        &self,
        reset: Reset,
        policy: &Policy,
        counted: &SharedCounts,
        now: Timestamp,
    ) -> Result<Reset, StepError> {
        let newest = reset.sent_code().and_then(|sent| reset.method(&sent.method));
        let newest = newest.ok_or_else(|| Failure::internal("an admitted sending was not stored"))?;
        let to = SharedLimit::sends_to(&newest.destination, reset.caller(), policy);
        let texts = (newest.kind == MethodKind::TextMessage)
            .then(|| SharedLimit::text_messages_for(reset.caller(), policy));
        let limits: Vec<_> =
            std::iter::once(SharedLimit::failed_deliveries(newest.kind)).chain(texts).collect();
        let sent = once(&counted.destination, async { Ok((self.counters.count(&to, now).await?, to)) });
        let provider = once(&counted.provider, async { Ok(self.counters.check(&limits, now).await?) });
        let (provider, (sent, _)) = tokio::try_join!(provider, sent)?;
        refuse_unless_delivered(&provider, now)?;
        if sent != CountOutcome::Allowed && reset.caller().is_stranger() {
            return Ok(reset.withhold_code());
        }
        refuse_if_reached(sent, now)?;
        Ok(reset)
    }

    /// Takes back the count of a destination to which nothing is sent.
    async fn take_back(&self, counted: &SharedCounts, now: Timestamp) -> Result<(), Failure> {
        if let Some((CountOutcome::Allowed, limit)) = counted.destination.get() {
            self.counters.take_back(limit, now).await?;
        }
        Ok(())
    }
}

/// The outcomes of counting in limits that many users share. A request is counted once, however often it is retried.
#[derive(Default)]
struct SharedCounts {
    address: OnceLock<CountOutcome>,
    destination: OnceLock<(CountOutcome, SharedLimit)>,
    /// The failed deliveries of the code's kind, and the text messages of the day if it goes in one.
    provider: OnceLock<Vec<CountOutcome>>,
}

/// Refuses a code if the provider accepts none, or if the text messages are used up.
fn refuse_unless_delivered(provider: &[CountOutcome], now: Timestamp) -> Result<(), Failure> {
    let (failed, texts) =
        provider.split_first().ok_or_else(|| Failure::internal("no count of the provider was read"))?;
    refuse_if_not_delivered(*failed, now)?;
    texts.iter().try_for_each(|outcome| refuse_if_reached(*outcome, now))
}

/// Returns an outcome, and counts first unless that was done before.
async fn once<T: Clone>(
    outcome: &OnceLock<T>,
    count: impl Future<Output = Result<T, StepError>>,
) -> Result<T, StepError> {
    if let Some(counted) = outcome.get() {
        return Ok(counted.clone());
    }
    let counted = count.await?;
    Ok(outcome.get_or_init(|| counted).clone())
}
