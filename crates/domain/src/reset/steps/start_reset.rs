//! Starts a reset, for accounts and decoys alike.

use jiff::Timestamp;

use crate::reset::{Core, Proving};
use crate::{Caller, ClientInfo, Event, Method, Policy, Purpose, Reset, ResetId, Subject};

/// The parameters of a new reset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartReset {
    /// The id: 128 random bits.
    pub id: ResetId,
    /// The account or the decoy.
    pub subject: Subject,
    pub purpose: Purpose,
    /// The caller whose counts the reset uses up.
    pub caller: Caller,
    /// The network and device of the caller.
    pub client: Option<ClientInfo>,
    /// The methods to show, one of each kind that the policy offers.
    pub methods: Vec<Method>,
}

impl StartReset {
    /// Starts the reset. It shows the company's minimum of gates to everyone.
    pub fn open(self, policy: &Policy, now: Timestamp) -> (Reset, Event) {
        let event = Event::ResetStarted { purpose: self.purpose, decoy: self.subject.decoy };
        let core = Core {
            id: self.id,
            subject: self.subject,
            purpose: self.purpose,
            caller: self.caller,
            remembers_device: policy.devices.enabled,
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
        (Reset::Proving(Proving { core, sent: None }), event)
    }
}
