//! Starts a reset, for accounts and decoys alike.

use jiff::Timestamp;

use crate::reset::{Core, Proving};
use crate::{
    AccountLimits, ClientInfo, Event, Method, Policy, Purpose, Reset, ResetId, StepRefusal, Subject,
};

/// The parameters of a new reset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartReset {
    /// The id: 128 random bits.
    pub id: ResetId,
    /// The account or the decoy.
    pub subject: Subject,
    pub purpose: Purpose,
    /// The network and device of the caller.
    pub client: Option<ClientInfo>,
    /// The methods to show, one of each kind that the policy offers.
    pub methods: Vec<Method>,
}

impl StartReset {
    /// Starts the reset unless the account or decoy is in a cooldown. It shows the tenant's minimum of gates to
    /// everyone.
    pub fn open(
        self,
        limits: &AccountLimits,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<(Reset, Event), StepRefusal> {
        limits.check_cooldown(now)?;
        let event = Event::ResetStarted { purpose: self.purpose, decoy: self.subject.decoy };
        let core = Core {
            id: self.id,
            subject: self.subject,
            purpose: self.purpose,
            started_at: now,
            expires_at: now + policy.limits.reset_ttl(),
            client: self.client,
            methods: self.methods,
            gates_required: policy.gates.required.get(),
            generation: 1,
            last_step: None,
            orders: 0,
            proofs: Vec::new(),
            signed_in_at: None,
        };
        Ok((Reset::Proving(Proving { core, sent: None }), event))
    }
}
