//! Orders of a reset: placed, taken, cancelled, expired and reported.

use domain::{
    CancelOutcome, CancelRequest, ExpireOutcome, JobId, NewOrder, OrderOutcome, Outcome, ReportOutcome,
    RequestDigest, StepRefusal, TakeJobOutcome, TakeJobRequest, Token,
};

use super::Story;
use crate::support::at;

/// Returns an order to place.
pub(crate) fn new_order(job: &str, request: &str, agents: &[&str], is_deferred: bool) -> NewOrder {
    let agents = agents.iter().map(|agent| (*agent).to_owned()).collect();
    NewOrder { job: JobId(job.into()), request: RequestDigest(request.into()), agents, is_deferred }
}

impl Story {
    pub(crate) fn set_password(&mut self, job: &str, seconds: i64) -> Result<OrderOutcome, StepRefusal> {
        self.set_password_with(self.token, job, job, seconds)
    }

    pub(crate) fn set_password_with(
        &mut self,
        token: Token,
        job: &str,
        request: &str,
        seconds: i64,
    ) -> Result<OrderOutcome, StepRefusal> {
        let new_order = new_order(job, request, &["agent"], false);
        let reset = self.reset.clone();
        let ordered = reset.set_password(token, new_order, &self.limits, &self.policy, at(seconds))?;
        self.take(&ordered);
        Ok(ordered)
    }

    pub(crate) fn unlock(&mut self, job: &str, seconds: i64) -> Result<OrderOutcome, StepRefusal> {
        let new_order = new_order(job, job, &[], false);
        let reset = self.reset.clone();
        let ordered = reset.unlock_account(self.token, new_order, &self.limits, &self.policy, at(seconds))?;
        self.take(&ordered);
        Ok(ordered)
    }

    /// Orders a deferred password that is sealed to these agents.
    pub(crate) fn defer_order(
        &mut self,
        job: &str,
        agents: &[&str],
        seconds: i64,
    ) -> Result<OrderOutcome, StepRefusal> {
        let new_order = new_order(job, job, agents, true);
        let reset = self.reset.clone();
        let ordered = reset.set_password(self.token, new_order, &self.limits, &self.policy, at(seconds))?;
        self.take(&ordered);
        Ok(ordered)
    }

    /// Lets an agent take the job while `north`, `south` and `agent` are enrolled.
    pub(crate) fn take_job(
        &mut self,
        job: &str,
        agent: &str,
        can_open: bool,
        seconds: i64,
    ) -> TakeJobOutcome {
        let enrolled = ["agent", "north", "south"].map(str::to_owned);
        self.take_job_among(
            job,
            TakeJobRequest { agent, can_open, is_frozen: false, enrolled: &enrolled },
            seconds,
        )
    }

    pub(crate) fn take_job_among(
        &mut self,
        job: &str,
        take_request: TakeJobRequest<'_>,
        seconds: i64,
    ) -> TakeJobOutcome {
        let outcome = self.reset.clone().take_job(&JobId(job.into()), take_request, at(seconds));
        if let TakeJobOutcome::Taken { reset, .. } | TakeJobOutcome::Withdrawn { reset, .. } = &outcome {
            self.reset = reset.clone();
        }
        outcome
    }

    pub(crate) fn cancel(
        &mut self,
        cancel_request: &CancelRequest,
        seconds: i64,
    ) -> Result<CancelOutcome, StepRefusal> {
        let after = self.reset.clone().cancel_order(cancel_request, at(seconds))?;
        if let CancelOutcome::Recorded { reset, .. } = &after {
            self.reset = reset.clone();
        }
        Ok(after)
    }

    pub(crate) fn expire(&mut self, job: &str, seconds: i64) -> ExpireOutcome {
        let expired = self.reset.clone().expire_order(&JobId(job.into()), at(seconds));
        if let ExpireOutcome::Recorded { reset, .. } = &expired {
            self.reset = reset.clone();
        }
        expired
    }

    pub(crate) fn report(&mut self, job: &str, outcome: Outcome, seconds: i64) -> ReportOutcome {
        self.report_by("agent", job, outcome, seconds)
    }

    pub(crate) fn report_by(
        &mut self,
        agent: &str,
        job: &str,
        outcome: Outcome,
        seconds: i64,
    ) -> ReportOutcome {
        let limits = self.limits.clone();
        let reported =
            self.reset.clone().report_writeback(&JobId(job.into()), outcome, agent, limits, at(seconds));
        if let ReportOutcome::Recorded { reset, limits, .. } = &reported {
            (self.reset, self.limits) = (reset.clone(), limits.clone());
        }
        reported
    }

    fn take(&mut self, ordered: &OrderOutcome) {
        if let OrderOutcome::Placed { reset, .. } = ordered {
            self.reset = reset.clone();
            self.renew();
        }
    }
}
