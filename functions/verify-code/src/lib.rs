//! One guess at the newest code: counted by one conditional write, compared afterwards. When the last gate is proved it
//! answers with what the person needs now.

mod proved;

use api_contract::verify_code::{Response, VerifyCode as Step};
use cloud::{
    accounts::KnownAccount,
    agents::Agents,
    codes::CodeKey,
    counters::Counters,
    resets::{ForGuess, Loaded},
    settings::Settings,
};
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success};
use reset_domain::{
    AdmittedGuess, Demand, MethodId, Policy, Refusal, Reset, Token,
    shared_limit::{SharedLimit, breaker_open},
};
use step_kit::{Bearer, Presence, StepError, failure, retry, told_account};

/// What the step needs.
#[derive(Debug)]
pub struct VerifyCode {
    /// The policy.
    pub settings: Settings,
    /// Failed guesses of the tenant.
    pub counters: Counters,
    /// Whom to seal to, once all gates are proved.
    pub agents: Agents,
    /// What the hashes of codes are keyed by.
    pub key: CodeKey,
    /// Stores resets and issues tokens.
    pub bearer: Bearer,
}

/// A counted guess, with what it is judged by.
struct Counted {
    admitted: AdmittedGuess,
    judged: ForGuess,
    token: Token,
}

impl VerifyCode {
    /// Counts, compares, and proves the gate.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let policy = self.settings.policy(now).await?;
        let counted = retry(now, || self.admit(&request, &policy, now)).await?;
        let Counted { admitted, judged, .. } = &counted;
        // Where no code was made, for a decoy or before its delivery, no guess is right.
        if !self.key.matches(judged.code.as_ref(), &admitted.reset, &request.body.code) {
            self.note_failure(judged.failed_guesses, &policy, now).await?;
            return Err(failure(Refusal::CodeWrong { guesses_left: admitted.guesses_left }, now));
        }
        let known = judged.account.clone();
        let reset = self.prove(&request, counted, &policy, now).await?;
        self.answer(reset, known, &policy, now).await
    }

    async fn admit(
        &self,
        request: &Request<Step>,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<Counted, StepError> {
        let (judged, token) = self.bearer.admit_guess(request.token.as_deref(), now).await?;
        let method = MethodId(request.body.method.clone());
        let Loaded { reset, limits, versions } = judged.loaded;
        let admitted = reset.admit_guess(token, &method, limits, policy, now)?;
        let (reset, limits, event) = (&admitted.reset, &admitted.limits, &admitted.event);
        let versions = self.bearer.resets().save(&versions, reset, Some(limits), event, now).await?;
        let loaded = Loaded { reset: reset.clone(), limits: limits.clone(), versions };
        Ok(Counted { judged: ForGuess { loaded, ..judged }, admitted, token })
    }

    /// Counts a failed guess of the tenant. The line that tells of an open breaker is what the alarm listens to.
    async fn note_failure(&self, before: u32, policy: &Policy, now: Timestamp) -> Result<(), Failure> {
        self.counters.note(&SharedLimit::failed_guesses(), now).await?;
        let failed_guesses = before.saturating_add(1);
        if breaker_open(failed_guesses, policy) {
            tracing::warn!(failed_guesses, "breaker_opened");
        }
        Ok(())
    }

    async fn prove(
        &self,
        request: &Request<Step>,
        counted: Counted,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<Reset, Failure> {
        let Counted { admitted, judged, token } = counted;
        let demand = Demand {
            administrator: judged.account.is_some_and(|known| known.account.administrator),
            breaker_open: breaker_open(judged.failed_guesses, policy),
        };
        let mut known = Some(judged.loaded);
        retry(now, || {
            let known = known.take();
            let guess = &admitted.guess;
            async move {
                let Loaded { reset, limits, versions } = match known {
                    Some(loaded) => loaded,
                    None => self.bearer.admit(request.token.as_deref(), now).await?.loaded,
                };
                let proved = reset.prove_gate(token, guess, limits, demand, policy, now)?;
                let (reset, limits, event) = (proved.reset, proved.limits, proved.event);
                self.bearer.resets().save(&versions, &reset, Some(&limits), &event, now).await?;
                Ok(reset)
            }
        })
        .await
    }

    async fn answer(
        &self,
        reset: Reset,
        known: Option<KnownAccount>,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<Success<Step>, Failure> {
        let token = self.bearer.token_for(&reset)?;
        let gates = proved::gates(&reset);
        let next = proved::next(&reset);
        let (account, seal) = if matches!(reset, Reset::Proved(_)) {
            let presence = Presence::find(&self.agents, now).await?;
            (known.map(|known| told_account(known.account, policy, now)), proved::seal(&reset, presence))
        } else {
            (None, None)
        };
        Ok(Success::new(Response { token, gates, next, account, seal }))
    }
}
