//! The mail to the user of an account that cannot be reset. Only the address on file gets it, so that the page can
//! answer alike for every name.

use domain::{
    Event, IneligibleReason, MethodKind, Policy, SendId, client_info::reader_languages,
    registration::can_reset, shared_limit::SharedLimit,
};
use jiff::Timestamp;
use lambda_kit::Failure;
use store::{counters::CountOutcome, resets::DeliveryContext};

use zeroize::Zeroizing;

use crate::DeliverCode;

/// A mail to be sent.
struct Explanation<'a> {
    reason: IneligibleReason,
    address: Zeroizing<String>,
    /// The user's language in the directory.
    language: Option<&'a str>,
}

impl DeliverCode {
    /// Sends the mail if someone asked for a code of an account that cannot be reset: once a day at most, and never
    /// while the policy says not to.
    pub(crate) async fn explain(
        &self,
        delivery: &DeliveryContext,
        send: &SendId,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<(), Failure> {
        if !policy.notices.ineligible || !delivery.reset.is_requested_for_decoy(send, now) {
            return Ok(());
        }
        let Some(Explanation { reason, address, language }) = self.explanation(delivery, policy, now)? else {
            return Ok(());
        };
        let limit = SharedLimit::explanations_to(&delivery.reset.subject().account);
        if self.counters.count(&limit, now).await? != CountOutcome::Allowed {
            return Ok(());
        }
        let languages = reader_languages(delivery.reset.client(), language);
        match self.messenger.explain(reason, &address, &languages, policy).await {
            Ok(()) => {
                let event = Event::IneligibleExplained { reason };
                Ok(self.resets.note_delivery(&delivery.reset, send, &event, now).await?)
            }
            Err(refusal) if refusal.is_permanent() => {
                tracing::warn!("explanation_refused");
                Ok(())
            }
            Err(failure) => {
                self.counters.take_back(&limit, now).await?;
                Err(failure.into())
            }
        }
    }

    /// Returns the mail to send; `None` if there is nothing to say or no address.
    fn explanation<'a>(
        &self,
        delivery: &'a DeliveryContext,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<Option<Explanation<'a>>, Failure> {
        let DeliveryContext { reset, account, registration, limits, ineligible } = delivery;
        let Some(account) = account else {
            let Some(ineligible) = ineligible else { return Ok(None) };
            let (reason, address) = ineligible.open(&self.destinations)?;
            let language = ineligible.language.as_deref();
            return Ok(Some(Explanation { reason, address, language }));
        };
        let usable = registration.usable_methods(&account.directory, policy, now);
        let reason = if limits.frozen_at.is_some() {
            IneligibleReason::Frozen
        } else if can_reset(&usable, policy) {
            // The account has become eligible since the reset began.
            return Ok(None);
        } else {
            IneligibleReason::TooFewMethods
        };
        let registered = registration.destinations(&account.directory);
        let mut destinations = account.directory.iter().chain(registered);
        let Some(mail) = destinations.find(|to| to.kind == MethodKind::Mail) else { return Ok(None) };
        let address = self.destinations.open(&reset.subject().account, MethodKind::Mail, &mail.sealed)?;
        Ok(Some(Explanation { reason, address, language: account.language.as_deref() }))
    }
}
