//! A reset in memory, driven as the functions drive it, without a store.

mod orders;

use domain::{
    AccountId, AccountLimits, AdmittedGuess, Caller, GateRequirements, MethodId, Policy, Purpose,
    RequestDigest, Reset, ResetId, SendAttempt, SendCodeOutcome, SendId, StartReset, StepRefusal, Subject,
    Token,
};

pub(crate) use orders::new_order;

use super::{USER, at, client, methods, stranger};

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
        Self::begin_as(stranger("name"), policy, purpose, decoy)
    }

    /// Begins another reset of the same account.
    pub(crate) fn again(self, caller: Caller, seconds: i64) -> Self {
        let story = Self::begin_at(caller, self.policy, Purpose::ResetPassword, false, seconds);
        Self { limits: self.limits, ..story }
    }

    /// Begins a reset of the same account by another of its names.
    pub(crate) fn begin_under_another_name(self) -> Self {
        self.again(stranger("other"), 0)
    }

    pub(crate) fn begin_as(caller: Caller, policy: Policy, purpose: Purpose, decoy: bool) -> Self {
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
        self.pass_with_requirements(method, USER, seconds)
    }

    pub(crate) fn pass_with_requirements(
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

    fn renew(&mut self) {
        self.token = Token { generation: self.reset.generation() };
    }
}
