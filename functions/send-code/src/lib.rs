//! Asks for a code: counts the sending against every limit, then queues its delivery, for decoys too.

mod serve;

use std::sync::atomic::{AtomicBool, Ordering};

use api_contract::send_code::{Response, SendCode as Step};
use cloud::{counters::Counters, names::NameKey, queues::CodesQueue, settings::Settings};
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success, random, rfc3339};
use reset_domain::{
    Method, MethodId, MethodKind, Policy, Reset, SendAttempt, SendCode as Sending, SendId,
    address::AddressBlock, shared_limit::SharedLimit,
};
use step_kit::{Admitted, Bearer, StepError, refuse_reached, request_digest, retry, seconds_until, uuid};

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
    pub bearer: Bearer,
    /// Where deliveries are queued.
    pub codes: CodesQueue,
}

impl SendCode {
    /// Admits the sending and queues it. A repeated request is queued again, which the delivery takes as one.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let policy = self.settings.policy(now).await?;
        let send = SendId(uuid(random()?));
        let counted = AtomicBool::new(false);
        let reset = retry(now, || self.admit(&request, &send, &policy, &counted, now)).await?;
        let newest = reset.sent().ok_or_else(|| Failure::internal("an admitted sending left no trace"))?;
        self.codes.queue(reset.id(), &newest.id).await?;
        Ok(Success::new(Response {
            token: self.bearer.token_for(&reset)?,
            code_length: u8::try_from(policy.limits.code_digits.value())?,
            code_expires_at: rfc3339(newest.expires_at),
            resend_after_seconds: seconds_until(newest.resend_at, now),
        }))
    }

    async fn admit(
        &self,
        request: &Request<Step>,
        send: &SendId,
        policy: &Policy,
        counted: &AtomicBool,
        now: Timestamp,
    ) -> Result<Reset, StepError> {
        let Admitted { loaded, token } = self.bearer.admit(request.token.as_deref(), now).await?;
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
            Sending::Repeated(reset) => Ok(reset),
            Sending::Admitted { reset, limits, event } => {
                // Once, however often the race for the reset is lost.
                if !counted.swap(true, Ordering::Relaxed) {
                    self.count_shared(request, &reset, policy, now).await?;
                }
                self.bearer.resets().save(&versions, &reset, Some(&limits), &event, now).await?;
                Ok(reset)
            }
        }
    }

    /// The limits that many people share, before the account's transaction.
    async fn count_shared(
        &self,
        request: &Request<Step>,
        reset: &Reset,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<(), Failure> {
        let block = AddressBlock::of(request.source_address.parse()?);
        let newest: Option<&Method> = reset.sent().and_then(|sent| reset.method(&sent.method));
        let mut limits = vec![SharedLimit::sends_from(&block, policy)];
        limits.extend(newest.map(|method| SharedLimit::sends_to(&method.destination, policy)));
        if newest.is_some_and(|method| method.kind == MethodKind::TextMessage) {
            limits.push(SharedLimit::text_messages(policy));
        }
        for limit in &limits {
            refuse_reached(self.counters.count(limit, now).await?, now)?;
        }
        Ok(())
    }
}
