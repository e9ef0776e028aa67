//! The state of a reset, as it is kept and back.

use domain::{DirectoryRefusal, JobId, MethodId, Order, OrderKind, SendId, SentCode, stored::StoredState};
use serde::{Deserialize, Serialize};

use crate::{
    StoreError,
    instant::{self, Instant},
};

/// A state, with what only this state has.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum State {
    Proving(Option<StoredSentCode>),
    Proved,
    Writing(StoredOrder),
    Done(StoredOrder, String, Instant),
    Refused(StoredOrder, DirectoryRefusal),
}

/// Id, method, when it ends, when the next may be asked for, how many digits.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredSentCode(String, String, Instant, Instant, u32);

/// Job, kind, when it was ordered, when it ends, the agents, whether it waits for one of them, when one took it.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredOrder(String, OrderKind, Instant, Instant, Vec<String>, u8, Option<Instant>);

impl State {
    pub(super) fn keep(state: &StoredState) -> Result<Self, StoreError> {
        Ok(match state {
            StoredState::Proving { sent } => Self::Proving(sent.as_ref().map(keep_sent).transpose()?),
            StoredState::Proved => Self::Proved,
            StoredState::Writing { order } => Self::Writing(keep_order(order)?),
            StoredState::Done { order, agent, at } => {
                Self::Done(keep_order(order)?, agent.clone(), instant::write(*at)?)
            }
            StoredState::Refused { order, refusal } => Self::Refused(keep_order(order)?, refusal.clone()),
        })
    }

    pub(super) fn open(self) -> StoredState {
        match self {
            Self::Proving(sent) => StoredState::Proving { sent: sent.map(open_sent) },
            Self::Proved => StoredState::Proved,
            Self::Writing(order) => StoredState::Writing { order: open_order(order) },
            Self::Done(order, agent, at) => {
                StoredState::Done { order: open_order(order), agent, at: instant::read(at) }
            }
            Self::Refused(order, refusal) => StoredState::Refused { order: open_order(order), refusal },
        }
    }
}

fn keep_sent(sent: &SentCode) -> Result<StoredSentCode, StoreError> {
    let (expires, resend) = (instant::write(sent.expires_at)?, instant::write(sent.resend_at)?);
    Ok(StoredSentCode(sent.id.0.clone(), sent.method.0.clone(), expires, resend, sent.digits))
}

fn open_sent(StoredSentCode(id, method, expires, resend, digits): StoredSentCode) -> SentCode {
    SentCode {
        id: SendId(id),
        method: MethodId(method),
        expires_at: instant::read(expires),
        resend_at: instant::read(resend),
        digits,
    }
}

fn keep_order(order: &Order) -> Result<StoredOrder, StoreError> {
    let (ordered, expires) = (instant::write(order.ordered_at)?, instant::write(order.expires_at)?);
    let (agents, patient) = (order.agents.clone(), u8::from(order.is_deferred));
    let taken = order.taken_at.map(instant::write).transpose()?;
    Ok(StoredOrder(order.job.0.clone(), order.kind, ordered, expires, agents, patient, taken))
}

fn open_order(StoredOrder(job, kind, ordered, expires, agents, patient, taken): StoredOrder) -> Order {
    Order {
        job: JobId(job),
        kind,
        ordered_at: instant::read(ordered),
        expires_at: instant::read(expires),
        agents,
        is_deferred: patient != 0,
        taken_at: taken.map(instant::read),
    }
}
