//! Starts the change of a known password in a session.

use jiff::Timestamp;

use crate::reset::{Core, Proved};
use crate::{Caller, Event, Policy, Purpose, Reset, ResetId, Session, Subject};

impl Session {
    /// Starts a change of the account's password. It needs no gates: the session replaces them, and the directory
    /// requires the current password.
    pub fn start_change(&self, id: ResetId, policy: &Policy, now: Timestamp) -> (Reset, Event) {
        let core = Core {
            id,
            subject: Subject { account: self.account.clone(), decoy: false },
            purpose: Purpose::ChangePassword,
            caller: Caller::User,
            remembers_device: false,
            started_at: now,
            expires_at: now + policy.limits.reset_ttl(),
            client: self.client.clone(),
            methods: Vec::new(),
            gates_required: 0,
            generation: 1,
            last_step: None,
            orders: 0,
            proofs: Vec::new(),
            signed_in_at: Some(self.began_at),
        };
        let event = Event::ResetStarted { purpose: Purpose::ChangePassword, decoy: false };
        (Reset::Proved(Proved { core }), event)
    }
}
