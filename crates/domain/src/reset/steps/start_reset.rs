//! Opens a reset, for an account or for a decoy, alike.

use jiff::Timestamp;

use crate::reset::{Core, Proving};
use crate::{
    AccountLimits, ClientInfo, Event, Method, Policy, Purpose, Reset, ResetId, StepRefusal, Subject,
};

/// What a reset begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartReset {
    /// Its name: 128 random bits.
    pub id: ResetId,
    /// Whom it is about.
    pub subject: Subject,
    /// What for.
    pub purpose: Purpose,
    /// Where it is begun.
    pub client: Option<ClientInfo>,
    /// The methods to show, one per kind that the policy offers.
    pub methods: Vec<Method>,
}

impl StartReset {
    /// Opens the reset, unless the account (or decoy) is in a cooldown. The gates shown are the tenant's minimum, for everyone.
    pub fn open(
        self,
        limits: &AccountLimits,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<(Reset, Event), StepRefusal> {
        limits.admit(now)?;
        let event = Event::ResetStarted { purpose: self.purpose, decoy: self.subject.decoy };
        let core = Core {
            id: self.id,
            subject: self.subject,
            purpose: self.purpose,
            started_at: now,
            expires_at: now + policy.limits.reset_ttl(),
            client: self.client,
            methods: self.methods,
            demanded: policy.gates.required.get(),
            generation: 1,
            last_step: None,
            orders: 0,
            proofs: Vec::new(),
            signed_in_at: None,
        };
        Ok((Reset::Proving(Proving { core, sent: None }), event))
    }
}
