//! Asks for a code: counts the sending against every limit, then queues its delivery, for decoys too.

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
    AuthenticatedReset, ResetAuthenticator, StepError, refuse_if_reached, request_digest, retry,
    seconds_until, uuid,
};
use store::{
    counters::{CountOutcome, Counters},
    queues::CodesQueue,
    settings::Settings,
};

pub use serve::serve;

/// What the step needs.
#[derive(Debug)]
pub struct SendCode {
    /// The policy.
    pub settings: Settings,
    /// Sends per destination, address block and tenant.
    pub counters: Counters,
    /// Keyed hashes of typed destinations.
    pub names: NameKey,
    /// Stores resets and issues tokens.
    pub reset_authenticator: ResetAuthenticator,
    /// Where deliveries are queued.
    pub codes: CodesQueue,
}

impl SendCode {
    /// Admits the sending and queues it. A repeated request is queued again, which the delivery takes as one.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let policy = self.settings.policy(now).await?;
        let send = SendId(uuid(random()?));
        let counted = Shared::default();
        let reset = retry(now, || self.admit(&request, &send, &policy, &counted, now)).await?;
        let newest =
            reset.sent_code().ok_or_else(|| Failure::internal("an admitted sending left no trace"))?;
        self.codes.queue(&reset, &newest.id).await?;
        Ok(Success::new(Response {
            token: self.reset_authenticator.token_for(&reset)?,
            code_length: u8::try_from(newest.digits)?,
            code_expires_at: rfc3339(newest.expires_at),
            resend_after_seconds: seconds_until(newest.resend_at, now),
        }))
    }

    async fn admit(
        &self,
        request: &Request<Step>,
        send: &SendId,
        policy: &Policy,
        counted: &Shared,
        now: Timestamp,
    ) -> Result<Reset, StepError> {
        let admitted = self.reset_authenticator.admit(request.token.as_deref(), now);
        let address = self.count_address(request, policy, counted, now);
        let (AuthenticatedReset { loaded, token }, address) = tokio::try_join!(biased; admitted, address)?;
        let method = MethodId(request.body.method.clone());
        let kind = loaded.reset.method(&method).map(|method| method.kind);
        let typed = request.body.destination.as_deref();
        let attempt = SendAttempt {
            typed_destination: typed.zip(kind).map(|(typed, kind)| self.names.destination(kind, typed)),
            method,
            send: send.clone(),
            request: request_digest::<Step>(&request.body)?,
        };
        let versions = loaded.versions;
        let sending = loaded.reset.send_code(token, attempt, loaded.limits, policy, now)?;
        match sending {
            SendCodeOutcome::Repeated(reset) => Ok(reset),
            SendCodeOutcome::Admitted { reset, limits, event } => {
                refuse_if_reached(address, now)?;
                refuse_if_reached(self.count_sending(&reset, policy, counted, now).await?, now)?;
                self.reset_authenticator.resets().save(&versions, &reset, Some(&limits), &event, now).await?;
                Ok(reset)
            }
        }
    }

    /// Whoever has a token is counted, whether the sending is admitted or not, so that nobody waits for the answer.
    async fn count_address(
        &self,
        request: &Request<Step>,
        policy: &Policy,
        counted: &Shared,
        now: Timestamp,
    ) -> Result<CountOutcome, StepError> {
        let block = AddressBlock::new(request.source_address.parse().map_err(Failure::internal)?);
        let limit = SharedLimit::sends_from(&block, policy);
        once(&counted.address, async { Ok(self.counters.count(&limit, now).await?) }).await
    }

    /// What is sent to one destination, and the text messages of all, before the account's transaction. What the one refuses
    /// does not use up the other.
    async fn count_sending(
        &self,
        reset: &Reset,
        policy: &Policy,
        counted: &Shared,
        now: Timestamp,
    ) -> Result<CountOutcome, StepError> {
        let newest = reset.sent_code().and_then(|sent| reset.method(&sent.method));
        let newest = newest.ok_or_else(|| Failure::internal("an admitted sending left no trace"))?;
        let (to, texts) =
            (SharedLimit::sends_to(&newest.destination, policy), SharedLimit::text_messages(policy));
        once(&counted.sending, async {
            if newest.kind == MethodKind::TextMessage {
                return Ok(self.counters.count_both(&to, &texts, now).await?);
            }
            Ok(self.counters.count(&to, now).await?)
        })
        .await
    }
}

/// What was counted towards limits that many people share: once, however often the race for the reset is lost.
#[derive(Default)]
struct Shared {
    address: OnceLock<CountOutcome>,
    sending: OnceLock<CountOutcome>,
}

/// Counts, unless that was done before.
async fn once(
    done: &OnceLock<CountOutcome>,
    count: impl Future<Output = Result<CountOutcome, StepError>>,
) -> Result<CountOutcome, StepError> {
    if let Some(counted) = done.get() {
        return Ok(*counted);
    }
    let counted = count.await?;
    Ok(*done.get_or_init(|| counted))
}
