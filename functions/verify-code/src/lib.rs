//! One guess at the newest code: counted by one conditional write, compared afterwards. When the last gate is proved it
//! answers with what the person needs now.

mod proved;

use api_contract::verify_code::{Response, VerifyCode as Step};
use cloud::{
    accounts::Accounts,
    agents::Agents,
    codes::{CodeKey, Codes},
    counters::Counters,
    resets::Loaded,
    settings::Settings,
};
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success};
use reset_domain::{
    AdmittedGuess, Demand, MethodId, Policy, Refusal, Reset, Token,
    shared_limit::{SharedLimit, breaker_open},
};
use step_kit::{Admitted, Bearer, StepError, failure, retry};

/// What the step needs.
#[derive(Debug)]
pub struct VerifyCode {
    /// The policy.
    pub settings: Settings,
    /// Failed guesses of the tenant.
    pub counters: Counters,
    /// Who the account is, once a gate is proved.
    pub accounts: Accounts,
    /// Whom to seal to, once all are.
    pub agents: Agents,
    /// The keyed hashes of codes.
    pub codes: Codes,
    /// What they are keyed by.
    pub key: CodeKey,
    /// Stores resets and issues tokens.
    pub bearer: Bearer,
}

impl VerifyCode {
    /// Counts, compares, and proves the gate.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let policy = self.settings.policy(now).await?;
        let (admitted, loaded, token) = retry(now, || self.admit(&request, &policy, now)).await?;
        if !self.compare(&admitted, &request.body.code).await? {
            self.note_failure(&policy, now).await?;
            return Err(failure(Refusal::CodeWrong { guesses_left: admitted.guesses_left }, now));
        }
        let reset = self.prove(&request, &admitted, loaded, token, &policy, now).await?;
        self.answer(reset, &policy, now).await
    }

    async fn admit(
        &self,
        request: &Request<Step>,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<(AdmittedGuess, Loaded, Token), StepError> {
        let Admitted { loaded, token } = self.bearer.admit(request.token.as_deref(), now).await?;
        let method = MethodId(request.body.method.clone());
        let admitted = loaded.reset.admit_guess(token, &method, loaded.limits, policy, now)?;
        let (reset, limits, event) = (&admitted.reset, &admitted.limits, &admitted.event);
        let versions = self.bearer.resets().save(&loaded.versions, reset, Some(limits), event, now).await?;
        let loaded = Loaded { reset: reset.clone(), limits: limits.clone(), versions };
        Ok((admitted, loaded, token))
    }

    /// Whether the guess is the stored code. Where none was made, for a decoy or before its delivery, it never is.
    async fn compare(&self, admitted: &AdmittedGuess, code: &str) -> Result<bool, Failure> {
        let stored = self.codes.load(admitted.reset.id(), &admitted.guess.send).await?;
        Ok(self.key.matches(stored.as_ref(), &admitted.reset, code))
    }

    /// Counts a failed guess of the tenant. The line that tells of an open breaker is what the alarm listens to.
    async fn note_failure(&self, policy: &Policy, now: Timestamp) -> Result<(), Failure> {
        let limit = SharedLimit::failed_guesses();
        self.counters.note(&limit, now).await?;
        let failed_guesses = self.counters.recent(&limit, now).await?;
        if breaker_open(failed_guesses, policy) {
            tracing::warn!(failed_guesses, "breaker_opened");
        }
        Ok(())
    }

    async fn prove(
        &self,
        request: &Request<Step>,
        admitted: &AdmittedGuess,
        loaded: Loaded,
        token: Token,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<Reset, Failure> {
        let demand = self.demand(&loaded.reset, policy, now).await?;
        let mut known = Some(loaded);
        retry(now, || {
            let known = known.take();
            async move {
                let loaded = match known {
                    Some(loaded) => loaded,
                    None => self.bearer.admit(request.token.as_deref(), now).await?.loaded,
                };
                let versions = loaded.versions;
                let proved =
                    loaded.reset.prove_gate(token, &admitted.guess, loaded.limits, demand, policy, now)?;
                let (reset, limits, event) = (proved.reset, proved.limits, proved.event);
                self.bearer.resets().save(&versions, &reset, Some(&limits), &event, now).await?;
                Ok(reset)
            }
        })
        .await
    }

    async fn demand(&self, reset: &Reset, policy: &Policy, now: Timestamp) -> Result<Demand, Failure> {
        let account = self.accounts.load(&reset.subject().account).await?;
        let failed = self.counters.recent(&SharedLimit::failed_guesses(), now).await?;
        Ok(Demand {
            administrator: account.is_some_and(|known| known.account.administrator),
            breaker_open: breaker_open(failed, policy),
        })
    }

    async fn answer(&self, reset: Reset, policy: &Policy, now: Timestamp) -> Result<Success<Step>, Failure> {
        let token = self.bearer.token_for(&reset)?;
        let gates = proved::gates(&reset);
        let next = proved::next(&reset);
        let (account, seal) = if matches!(reset, Reset::Proved(_)) {
            let account = self.accounts.load(&reset.subject().account).await?;
            let alive = self.agents.alive(now).await?;
            (account.map(|known| proved::account(known.account, policy, now)), proved::seal(&reset, alive))
        } else {
            (None, None)
        };
        Ok(Success::new(Response { token, gates, next, account, seal }))
    }
}
