//! Has an agent check a name and a password: counts the password, and queues one job, even for a name that no account
//! has.

mod serve;

use agent_protocol::{Job, job::Order};
use api_contract::{
    ProblemKind,
    sign_in::{Response, SignIn as Step},
};
use crypto::names::NameKey;
use crypto::{
    challenge::{Challenges, SolvedChallenge},
    sign_in_token::SignInTokens,
};
use domain::{
    Caller, JobId, KnownDevice, Policy, SignIn as StartedSignIn, SignInId, StartSignIn, Subject, UserName,
    address::AddressBlock, shared_limit::SharedLimit,
};
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success, random, rfc3339};
use step_kit::{
    Devices, Presence, StepError, check_work, refuse_if_reached, retry_loaded, uuid, validated_envelopes,
};
use store::{
    accounts::{AccountLookup, Accounts},
    agents::Agents,
    counters::{CountOutcome, Counters},
    queues::JobsQueue,
    settings::Settings,
    sign_ins::{LoadedLimits, SignIns},
    used_challenges::UsedChallenges,
};

pub use serve::serve;

#[derive(Debug)]
pub struct SignIn {
    /// The policy and the directory's domains.
    pub settings: Settings,
    pub accounts: Accounts,
    /// The key that hashes names and derives decoys.
    pub names: NameKey,
    /// The counters of sign-ins per address block.
    pub counters: Counters,
    pub challenges: Challenges,
    pub used_challenges: UsedChallenges,
    pub agents: Agents,
    pub sign_ins: SignIns,
    pub jobs: JobsQueue,
    pub tokens: SignInTokens,
    pub devices: Devices,
}

impl SignIn {
    /// Verifies the proof of work, counts the attempt and the password, and queues the job.
    pub async fn handle(&self, mut request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let solved = check_work(&self.challenges, &request.body.work, now)?;
        let mut envelopes = validated_envelopes(std::mem::take(&mut request.body.envelopes))?;
        let policy = self.settings.policy(now).await?;
        let block = AddressBlock::new(request.source_address.parse()?);
        let counted = self.count_attempt(&solved, &block, &policy, now);
        let (found, ()) = tokio::try_join!(self.find(&request.body.user_id, now), counted)?;
        let (name, lookup) = found;
        let presence = Presence::find(&self.agents, now).await?;
        envelopes.retain(|envelope| presence.is_alive(&envelope.agent));
        if envelopes.is_empty() {
            return Err(Failure::refused(ProblemKind::AgentsOffline));
        }
        let (subject, caller) = self.subject(&request, &name, &lookup, &policy, now);
        let is_stranger = matches!(caller, Caller::Stranger(_));
        let order = Order::CheckPassword { envelopes, is_stranger };
        let start = StartSignIn {
            id: SignInId(solved.id.clone()),
            subject,
            caller,
            job: JobId(uuid(random()?)),
            agents: order.envelopes().iter().map(|envelope| envelope.agent.clone()).collect(),
        };
        let sign_in = self.open(&start, lookup.limits, &policy, now).await?;
        self.jobs.send(&self.job(&sign_in, &solved, order)).await?;
        let token = self.tokens.sign(&sign_in.id.0, solved.terms.expires_at)?;
        Ok(Success::new(Response { token, expires_at: rfc3339(sign_in.expires_at) }))
    }

    /// Uses the challenge up, and counts the attempt at the same time. A challenge that is sent again counts for
    /// nobody.
    async fn count_attempt(
        &self,
        solved: &SolvedChallenge,
        block: &AddressBlock,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<(), Failure> {
        let limit = SharedLimit::sign_ins_from(block, policy);
        let used_up = self.used_challenges.use_up(&solved.id, solved.terms.expires_at);
        let (is_good, counted) = tokio::try_join!(used_up, self.counters.count(&limit, now))?;
        if is_good {
            return refuse_if_reached(counted, now);
        }
        if counted == CountOutcome::Allowed {
            self.counters.take_back(&limit, now).await?;
        }
        Err(Failure::refused(ProblemKind::WorkRequired))
    }

    async fn find(&self, user_id: &str, now: Timestamp) -> Result<(UserName, AccountLookup), Failure> {
        let domains = self.settings.domains(now).await?;
        let name = UserName::parse(user_id, &domains);
        let name = name.ok_or_else(|| Failure::refused(ProblemKind::MalformedRequest))?;
        let lookup = self.accounts.find(&self.names, &name).await?;
        Ok((name, lookup))
    }

    /// Returns the account of a name, or the decoy that always stands for it, which has an id like any account's; and
    /// the caller, which is a known device of the account or anybody who typed the name.
    fn subject(
        &self,
        request: &Request<Step>,
        name: &UserName,
        lookup: &AccountLookup,
        policy: &Policy,
        now: Timestamp,
    ) -> (Subject, Caller) {
        let subject = Subject { decoy: lookup.account.is_none(), account: lookup.subject.clone() };
        let device = self.devices.find(request, &subject.account, &lookup.limits.limits, policy, now);
        let caller = device.map_or_else(|| self.names.stranger(name), KnownDevice::caller);
        (subject, caller)
    }

    /// Counts the password in the limits that were read with the account; after a lost race, in new ones.
    async fn open(
        &self,
        start: &StartSignIn,
        limits: LoadedLimits,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<StartedSignIn, Failure> {
        let load = || self.sign_ins.limits(&start.subject.account);
        retry_loaded(now, limits, load, |read| self.count(start.clone(), read, policy, now)).await
    }

    /// Counts the password and stores the sign-in.
    async fn count(
        &self,
        start: StartSignIn,
        read: LoadedLimits,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<StartedSignIn, StepError> {
        let (sign_in, limits, event) = start.open(read.limits, policy, now)?;
        self.sign_ins.open(&sign_in, &limits, read.version, &event).await?;
        Ok(sign_in)
    }

    /// Returns the job of a sign-in. To an agent a decoy, or a withheld password, looks like an account that has just
    /// left the directory, and takes the same work.
    fn job(&self, sign_in: &StartedSignIn, solved: &SolvedChallenge, order: Order) -> Job {
        let account = &sign_in.subject.account;
        Job {
            id: sign_in.job.0.clone(),
            reset: sign_in.id.0.clone(),
            account: if sign_in.is_decoy() {
                uuid(self.names.decoy_guid(account))
            } else {
                account.0.clone()
            },
            ordered_at: sign_in.started_at.as_second(),
            expires_at: sign_in.expires_at.as_second(),
            reset_expires_at: solved.terms.expires_at.as_second(),
            is_deferred: false,
            order,
        }
    }
}
