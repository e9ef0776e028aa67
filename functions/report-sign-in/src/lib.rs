//! Takes an agent's report on a password: signed, recorded once.

mod serve;

use agent_protocol::sign_in::{REPORT_SIGN_IN_PATH, SignInReport};
use api_contract::ProblemKind;
use domain::{JobId, SignIn, SignInId, SignInReportOutcome, SignInVerdict, shared_limit::SharedLimit};
use jiff::Timestamp;
use lambda_kit::{AgentRequest, AgentResponse, Failure};
use step_kit::{StepError, retry, verify_signature};
use store::{
    agents::Agents,
    counters::Counters,
    sign_ins::{LoadedLimits, SignIns},
};

pub use serve::serve;

#[derive(Debug)]
pub struct ReportSignIn {
    /// The agents and their keys.
    pub agents: Agents,
    /// The counter of the company's wrong passwords.
    pub counters: Counters,
    pub sign_ins: SignIns,
}

impl ReportSignIn {
    /// Verifies the signature, then records the verdict. A repeated report gets the same answer. A report that no
    /// sign-in waits for is answered `step-not-allowed`, and the agent forgets it.
    pub async fn handle(&self, request: AgentRequest, now: Timestamp) -> Result<AgentResponse<()>, Failure> {
        let agent = verify_signature(&self.agents, &request, REPORT_SIGN_IN_PATH, now).await?.id;
        let report: SignInReport = request.parse()?;
        retry(now, || self.record(&report, &agent, now)).await?;
        Ok(AgentResponse::NoContent)
    }

    async fn record(&self, report: &SignInReport, agent: &str, now: Timestamp) -> Result<(), StepError> {
        let unexpected = || Failure::refused(ProblemKind::StepNotAllowed);
        let (id, job) = (SignInId(report.sign_in.clone()), JobId(report.job.clone()));
        let loaded = self.sign_ins.load(&id).await?.ok_or_else(unexpected)?;
        let LoadedLimits { limits, version } = self.sign_ins.limits(&loaded.sign_in.subject.account).await?;
        match loaded.sign_in.record_verdict(&job, report.verdict, agent, limits) {
            SignInReportOutcome::Recorded { sign_in, limits, event } => {
                let limits = LoadedLimits { limits, version };
                self.sign_ins.save(loaded.version, &sign_in, &limits, &event, now).await?;
                Ok(self.count_wrong(&sign_in, report.verdict, now).await?)
            }
            SignInReportOutcome::Repeated => Ok(()),
            SignInReportOutcome::Unexpected => {
                tracing::warn!(agent, job = job.0, "report_of_no_sign_in_of_this_agent");
                Err(unexpected().into())
            }
        }
    }

    /// Counts a wrong password of a user. An alarm watches for many such lines. Those of made-up names do not count:
    /// anybody can type as many as they like.
    async fn count_wrong(
        &self,
        sign_in: &SignIn,
        verdict: SignInVerdict,
        now: Timestamp,
    ) -> Result<(), Failure> {
        if verdict == SignInVerdict::Wrong && !sign_in.is_decoy() {
            tracing::info!("wrong_password_counted");
            self.counters.note(&SharedLimit::wrong_passwords(), now).await?;
        }
        Ok(())
    }
}
