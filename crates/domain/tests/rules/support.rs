//! A reset in memory, driven as the functions drive it, without a store.

use domain::{
    AccountId, AccountLimits, AdmittedGuess, Caller, CancelOutcome, CancelRequest, ClientInfo, CorrectGuess,
    ExpireOutcome, GateRequirements, GuessTarget, JobId, Method, MethodId, MethodKind, NewOrder,
    OrderOutcome, Outcome, Policy, Purpose, ReportOutcome, RequestDigest, Reset, ResetId, SendAttempt,
    SendCodeOutcome, SendId, StartReset, StepRefusal, Subject, TakeJobOutcome, TakeJobRequest, Token, policy,
};
use jiff::Timestamp;

/// The lifetime of a reset in seconds.
pub(crate) const RESET_TTL: i64 = 15 * 60;

/// Returns the moment `seconds` after a fixed start.
pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

/// Returns a policy with one gate, as in the demonstration.
pub(crate) fn one_gate() -> Policy {
    policy::parse("[gates]\nrequired = 1\n").unwrap()
}

/// Returns a policy with two gates, as deployed.
pub(crate) fn two_gates() -> Policy {
    Policy::default()
}

/// An ordinary user.
pub(crate) const USER: GateRequirements =
    GateRequirements { administrator: false, breaker_open: false, is_untrusted: false };

/// Returns the methods of an account.
pub(crate) fn methods(decoy: bool) -> Vec<Method> {
    let method = |id: &str, kind| Method {
        id: MethodId(id.into()),
        kind,
        destination: format!("hash of {id}"),
        decoy,
    };
    vec![
        method("text", MethodKind::TextMessage),
        method("mail", MethodKind::Mail),
        method("app", MethodKind::AuthenticatorApp),
        method("passkey", MethodKind::Passkey),
        method("codes", MethodKind::RecoveryCode),
    ]
}

/// Returns anybody who typed this name.
pub(crate) fn stranger(name: &str) -> Caller {
    Caller::Stranger(name.into())
}

/// Returns the network and device of every reset.
pub(crate) fn client() -> ClientInfo {
    ClientInfo { network: "192.0.2.0/24".into(), device: None, language: None }
}

/// Returns an order to place.
pub(crate) fn new_order(job: &str, request: &str, agents: &[&str], is_deferred: bool) -> NewOrder {
    let agents = agents.iter().map(|agent| (*agent).to_owned()).collect();
    NewOrder { job: JobId(job.into()), request: RequestDigest(request.into()), agents, is_deferred }
}

/// A reset with its account's limits, its policy and the newest token.
#[derive(Debug, Clone)]
pub(crate) struct Story {
    pub(crate) reset: Reset,
    pub(crate) limits: AccountLimits,
    pub(crate) policy: Policy,
    pub(crate) token: Token,
    pub(crate) last_send: Option<SendId>,
}

impl Story {
    pub(crate) fn begin(policy: Policy, purpose: Purpose, decoy: bool) -> Self {
        Self::begin_by(stranger("name"), policy, purpose, decoy)
    }

    /// Begins another reset of the same account.
    pub(crate) fn again(self, caller: Caller, seconds: i64) -> Self {
        let story = Self::begin_at(caller, self.policy, Purpose::ResetPassword, false, seconds);
        Self { limits: self.limits, ..story }
    }

    /// Begins a reset of the same account by another of its names.
    pub(crate) fn by_another_name(self) -> Self {
        self.again(stranger("other"), 0)
    }

    pub(crate) fn begin_by(caller: Caller, policy: Policy, purpose: Purpose, decoy: bool) -> Self {
        Self::begin_at(caller, policy, purpose, decoy, 0)
    }

    fn begin_at(caller: Caller, policy: Policy, purpose: Purpose, decoy: bool, seconds: i64) -> Self {
        let start = StartReset {
            id: ResetId("r1".into()),
            subject: Subject { account: AccountId("a1".into()), decoy },
            purpose,
            caller,
            client: Some(client()),
            methods: methods(decoy),
        };
        let limits = AccountLimits::default();
        let (reset, _) = start.open(&policy, at(seconds));
        let token = Token { generation: reset.generation() };
        Self { reset, limits, policy, token, last_send: None }
    }

    pub(crate) fn new(policy: Policy) -> Self {
        Self::begin(policy, Purpose::ResetPassword, false)
    }

    pub(crate) fn send(&mut self, method: &str, seconds: i64) -> Result<(), StepRefusal> {
        self.send_with(self.token, method, None, &format!("send {method} {seconds}"), seconds)
    }

    pub(crate) fn send_with(
        &mut self,
        token: Token,
        method: &str,
        typed: Option<&str>,
        request: &str,
        seconds: i64,
    ) -> Result<(), StepRefusal> {
        let send = SendId(format!("{request} as {seconds}"));
        let attempt = SendAttempt {
            method: MethodId(method.into()),
            typed_destination: typed.map(|typed| vec![typed.to_owned()]),
            send: send.clone(),
            request: RequestDigest(request.into()),
        };
        match self.reset.clone().send_code(token, attempt, self.limits.clone(), &self.policy, at(seconds))? {
            SendCodeOutcome::Admitted { reset, limits, .. } => {
                (self.reset, self.limits, self.last_send) = (reset, limits, Some(send));
                self.renew();
            }
            SendCodeOutcome::Repeated(reset) => assert_eq!(reset, self.reset),
        }
        Ok(())
    }

    pub(crate) fn admit(&mut self, method: &str, seconds: i64) -> Result<AdmittedGuess, StepRefusal> {
        let method = MethodId(method.into());
        let admitted =
            self.reset.admit_guess(self.token, &method, self.limits.clone(), &self.policy, at(seconds))?;
        self.limits = admitted.limits.clone();
        Ok(admitted)
    }

    pub(crate) fn prove(
        &mut self,
        admitted: &AdmittedGuess,
        requirements: GateRequirements,
        seconds: i64,
    ) -> Result<(), StepRefusal> {
        let proved = self.reset.clone().prove_gate(
            self.token,
            &admitted.guess,
            self.limits.clone(),
            requirements,
            &self.policy,
            at(seconds),
        )?;
        (self.reset, self.limits) = (proved.reset, proved.limits);
        self.renew();
        Ok(())
    }

    /// Sends a code and proves the gate with it.
    pub(crate) fn pass(&mut self, method: &str, seconds: i64) -> Result<(), StepRefusal> {
        self.pass_as(method, USER, seconds)
    }

    pub(crate) fn pass_as(
        &mut self,
        method: &str,
        requirements: GateRequirements,
        seconds: i64,
    ) -> Result<(), StepRefusal> {
        self.send(method, seconds)?;
        let admitted = self.admit(method, seconds)?;
        self.prove(&admitted, requirements, seconds)
    }

    /// Proves a gate with a method to which no code is sent.
    pub(crate) fn show(
        &mut self,
        method: &str,
        requirements: GateRequirements,
        seconds: i64,
    ) -> Result<(), StepRefusal> {
        let admitted = self.admit(method, seconds)?;
        self.prove(&admitted, requirements, seconds)
    }

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

    fn renew(&mut self) {
        self.token = Token { generation: self.reset.generation() };
    }
}

/// Returns the sending whose code was guessed.
pub(crate) fn sending(guess: &CorrectGuess) -> String {
    match &guess.guessed {
        GuessTarget::Sent(send) => send.0.clone(),
        GuessTarget::Credential(method) => unreachable!("{method:?} is not sent"),
    }
}
