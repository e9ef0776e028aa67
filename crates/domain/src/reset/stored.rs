//! The stored form of a reset. Reading it back checks the proofs again, so that a damaged item can never become a
//! proved reset.

use jiff::Timestamp;

use crate::reset::{Core, Done, LastStep, Order, Proof, Proved, Proving, Refused, SentCode, Writing};
use crate::{Caller, ClientInfo, DirectoryRefusal, Method, Purpose, Reset, ResetId, Subject};

/// A reset with all its data public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredReset {
    pub id: ResetId,
    pub subject: Subject,
    pub purpose: Purpose,
    pub caller: Caller,
    pub remembers_device: bool,
    pub started_at: Timestamp,
    pub expires_at: Timestamp,
    pub client: Option<ClientInfo>,
    pub methods: Vec<Method>,
    pub gates_required: u8,
    pub generation: u32,
    pub last_step: Option<LastStep>,
    pub orders: u32,
    pub proofs: Vec<Proof>,
    pub signed_in_at: Option<Timestamp>,
    pub state: StoredState,
}

/// A state with its own data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoredState {
    Proving { sent: Option<SentCode> },
    Proved,
    Writing { order: Order },
    Done { order: Order, agent: String, at: Timestamp },
    Refused { order: Order, refusal: DirectoryRefusal },
}

/// The state of a stored reset needs proofs that it does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the stored reset claims more than its proofs show")]
pub struct MissingProofsError;

impl From<Reset> for StoredReset {
    fn from(reset: Reset) -> Self {
        let (core, state) = match reset {
            Reset::Proving(Proving { core, sent }) => (core, StoredState::Proving { sent }),
            Reset::Proved(Proved { core }) => (core, StoredState::Proved),
            Reset::Writing(Writing { core, order }) => (core, StoredState::Writing { order }),
            Reset::Done(Done { core, order, agent, at }) => (core, StoredState::Done { order, agent, at }),
            Reset::Refused(Refused { core, order, refusal }) => {
                (core, StoredState::Refused { order, refusal })
            }
        };
        Self {
            id: core.id,
            subject: core.subject,
            purpose: core.purpose,
            caller: core.caller,
            remembers_device: core.remembers_device,
            started_at: core.started_at,
            expires_at: core.expires_at,
            client: core.client,
            methods: core.methods,
            gates_required: core.gates_required,
            generation: core.generation,
            last_step: core.last_step,
            orders: core.orders,
            proofs: core.proofs,
            signed_in_at: core.signed_in_at,
            state,
        }
    }
}

impl TryFrom<StoredReset> for Reset {
    type Error = MissingProofsError;

    fn try_from(stored: StoredReset) -> Result<Self, MissingProofsError> {
        let core = Core {
            id: stored.id,
            subject: stored.subject,
            purpose: stored.purpose,
            caller: stored.caller,
            remembers_device: stored.remembers_device,
            started_at: stored.started_at,
            expires_at: stored.expires_at,
            client: stored.client,
            methods: stored.methods,
            gates_required: stored.gates_required,
            generation: stored.generation,
            last_step: stored.last_step,
            orders: stored.orders,
            proofs: stored.proofs,
            signed_in_at: stored.signed_in_at,
        };
        if !matches!(stored.state, StoredState::Proving { .. }) && !core.all_gates_proved() {
            return Err(MissingProofsError);
        }
        Ok(match stored.state {
            StoredState::Proving { sent } => Self::Proving(Proving { core, sent }),
            StoredState::Proved => Self::Proved(Proved { core }),
            StoredState::Writing { order } => Self::Writing(Writing { core, order }),
            StoredState::Done { order, agent, at } => Self::Done(Done { core, order, agent, at }),
            StoredState::Refused { order, refusal } => Self::Refused(Refused { core, order, refusal }),
        })
    }
}
