//! Takes an agent's report on a password: signed, recorded once.

mod serve;

use agent_protocol::sign_in::{REPORT_SIGN_IN_PATH, SignInReport};
use api_contract::ProblemKind;
use domain::{JobId, SignIn, SignInId, SignInReportOutcome, SignInVerdict, shared_limit::SharedLimit};
use jiff::Timestamp;
use lambda_kit::{AgentRequest, AgentResponse, Failure};
use step_kit::{StepError, retry_loaded, signature_failure, signed_request, verify_signature};
use store::{
    StoreError,
    agents::{Agents, claimed_agent},
    counters::Counters,
    sign_ins::{LoadedLimits, LoadedSignIn, SignIns},
};

pub use serve::serve;

/// The maximum length of a sign-in's id.
const MAX_ID_CHARACTERS: usize = 64;

#[derive(Debug)]
pub struct ReportSignIn {
    pub agents: Agents,
    /// The counter of the company's wrong passwords.
    pub counters: Counters,
    pub sign_ins: SignIns,
}

impl ReportSignIn {
    /// Verifies the signature, then records the verdict. A repeated report gets the same answer. A report that no
    /// sign-in waits for is answered `step-not-allowed`, and the agent forgets it.
    pub async fn handle(&self, request: AgentRequest, now: Timestamp) -> Result<AgentResponse<()>, Failure> {
        let report = request
            .parse::<SignInReport>()
            .map(|report| (report.sign_in.len() <= MAX_ID_CHARACTERS).then_some(report));
        let (Some(claimed), Ok(Some(report))) = (claimed_agent(&request.token), report) else {
            verify_signature(&self.agents, &request, REPORT_SIGN_IN_PATH, now).await?;
            request.parse::<SignInReport>()?;
            return Err(Failure::refused(ProblemKind::StepNotAllowed));
        };
        let id = SignInId(report.sign_in.clone());
        let (agent, loaded) = self.verify(&request, &claimed, &id, now).await?;
        let load = || self.load(&id);
        retry_loaded(now, loaded, load, |loaded| self.record(loaded, &report, &agent, now)).await?;
        Ok(AgentResponse::NoContent)
    }

    /// Returns the agent that signed the request, and the sign-in that the request names. Both are read before the
    /// signature is verified; nothing else is done with an unverified request.
    async fn verify(
        &self,
        request: &AgentRequest,
        claimed: &str,
        id: &SignInId,
        now: Timestamp,
    ) -> Result<(String, Option<(LoadedSignIn, LoadedLimits)>), Failure> {
        let (agent, loaded) = self.sign_ins.load_for_report(&self.agents, claimed, id).await?;
        let signed_request = signed_request(request, REPORT_SIGN_IN_PATH);
        let verified = async {
            let verified = self.agents.verify_loaded(agent, &signed_request, now).await;
            Ok(verified.map_err(|error| signature_failure(error, request))?.id)
        };
        let limits = async { Ok::<_, Failure>(self.with_limits(loaded).await?) };
        // In this order, so that a wrong signature is found before anything else is loaded.
        tokio::try_join!(biased; verified, limits)
    }

    async fn load(&self, id: &SignInId) -> Result<Option<(LoadedSignIn, LoadedLimits)>, StoreError> {
        self.with_limits(self.sign_ins.load(id).await?).await
    }

    async fn with_limits(
        &self,
        loaded: Option<LoadedSignIn>,
    ) -> Result<Option<(LoadedSignIn, LoadedLimits)>, StoreError> {
        let Some(loaded) = loaded else { return Ok(None) };
        let limits = self.sign_ins.limits(&loaded.sign_in.subject.account).await?;
        Ok(Some((loaded, limits)))
    }

    async fn record(
        &self,
        loaded: Option<(LoadedSignIn, LoadedLimits)>,
        report: &SignInReport,
        agent: &str,
        now: Timestamp,
    ) -> Result<(), StepError> {
        let unexpected = || Failure::refused(ProblemKind::StepNotAllowed);
        let job = JobId(report.job.clone());
        let (loaded, LoadedLimits { limits, version }) = loaded.ok_or_else(unexpected)?;
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
