//! Conversion between the state of a reset and its stored form.

use domain::{DirectoryRefusal, JobId, MethodId, Order, OrderKind, SendId, SentCode, stored::StoredState};
use serde::{Deserialize, Serialize};

use crate::{
    StoreError,
    instant::{self, Instant},
};

/// A state, with the members that only this state has.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum State {
    Proving(Option<StoredSentCode>),
    /// Like `Proving`, with a code that was not sent.
    ProvingWithheld(StoredSentCode),
    Proved,
    Writing(StoredOrder),
    Done(StoredOrder, String, Instant),
    Refused(StoredOrder, DirectoryRefusal),
}

/// The newest code: id, method, end, moment when the next code may be requested, number of digits.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredSentCode(String, String, Instant, Instant, u32);

/// An order: job, kind, moment of the order, end, agents, whether it is deferred, moment when an agent took it.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredOrder(String, OrderKind, Instant, Instant, Vec<String>, u8, Option<Instant>);

impl State {
    pub(super) fn from_domain(state: &StoredState) -> Result<Self, StoreError> {
        Ok(match state {
            StoredState::Proving { sent: Some(sent) } if sent.is_withheld => {
                Self::ProvingWithheld(sent_to_stored(sent)?)
            }
            StoredState::Proving { sent } => Self::Proving(sent.as_ref().map(sent_to_stored).transpose()?),
            StoredState::Proved => Self::Proved,
            StoredState::Writing { order } => Self::Writing(order_to_stored(order)?),
            StoredState::Done { order, agent, at } => {
                Self::Done(order_to_stored(order)?, agent.clone(), instant::write(*at)?)
            }
            StoredState::Refused { order, refusal } => {
                Self::Refused(order_to_stored(order)?, refusal.clone())
            }
        })
    }

    pub(super) fn into_domain(self) -> StoredState {
        match self {
            Self::Proving(sent) => StoredState::Proving { sent: sent.map(sent_from_stored) },
            Self::ProvingWithheld(sent) => {
                StoredState::Proving { sent: Some(SentCode { is_withheld: true, ..sent_from_stored(sent) }) }
            }
            Self::Proved => StoredState::Proved,
            Self::Writing(order) => StoredState::Writing { order: order_from_stored(order) },
            Self::Done(order, agent, at) => {
                StoredState::Done { order: order_from_stored(order), agent, at: instant::read(at) }
            }
            Self::Refused(order, refusal) => {
                StoredState::Refused { order: order_from_stored(order), refusal }
            }
        }
    }
}

fn sent_to_stored(sent: &SentCode) -> Result<StoredSentCode, StoreError> {
    let (expires_at, resend_at) = (instant::write(sent.expires_at)?, instant::write(sent.resend_at)?);
    Ok(StoredSentCode(sent.id.0.clone(), sent.method.0.clone(), expires_at, resend_at, sent.digits))
}

fn sent_from_stored(StoredSentCode(id, method, expires_at, resend_at, digits): StoredSentCode) -> SentCode {
    SentCode {
        id: SendId(id),
        method: MethodId(method),
        expires_at: instant::read(expires_at),
        resend_at: instant::read(resend_at),
        digits,
        is_withheld: false,
    }
}

fn order_to_stored(order: &Order) -> Result<StoredOrder, StoreError> {
    let (ordered_at, expires_at) = (instant::write(order.ordered_at)?, instant::write(order.expires_at)?);
    let (agents, deferred) = (order.agents.clone(), u8::from(order.is_deferred));
    let taken_at = order.taken_at.map(instant::write).transpose()?;
    Ok(StoredOrder(order.job.0.clone(), order.kind, ordered_at, expires_at, agents, deferred, taken_at))
}

fn order_from_stored(
    StoredOrder(job, kind, ordered_at, expires_at, agents, deferred, taken_at): StoredOrder,
) -> Order {
    Order {
        job: JobId(job),
        kind,
        ordered_at: instant::read(ordered_at),
        expires_at: instant::read(expires_at),
        agents,
        is_deferred: deferred != 0,
        taken_at: taken_at.map(instant::read),
    }
}
