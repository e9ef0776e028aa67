//! The notifications that entries of the audit trail cause.

use crypto::{
    freeze_link::FreezeLinks,
    link::{CancelLink, CancelLinks},
};
use domain::{AccountId, ClientInfo, Event, MethodKind, OrderKind, Policy, ResetId};
use jiff::Timestamp;
use lambda_kit::Failure;
use messaging::{
    Message,
    messages::{DeferredOrder, FailedOrder, FailureReason, Notice, NoticeKind},
};
use store::audit::Entry;

/// A notification to a user.
pub(crate) enum Notification {
    /// A change of the account, with the token of the link that freezes it.
    Done { kind: NoticeKind, at: Timestamp, client: Option<ClientInfo>, freeze: Option<String> },
    /// A deferred order, with the token of the link that cancels it.
    Deferred { order: OrderKind, until: Timestamp, cancel: String },
    /// A deferred order was not carried out.
    Failed(FailedOrder),
}

/// Signs the links in notifications.
#[derive(Debug)]
pub struct Signers {
    /// Signs links that cancel orders.
    pub cancel: CancelLinks,
    /// Signs links that freeze accounts.
    pub freeze: FreezeLinks,
}

impl Notification {
    /// Returns the notification of an entry, or `None` if there is none. The policy decides only
    /// about orders that were not deferred. Every new event must be decided here.
    pub(crate) fn of(entry: &Entry, policy: &Policy, signers: &Signers) -> Result<Option<Self>, Failure> {
        let kind = match &entry.event {
            Event::OrderPlaced { order, job, deferred_until: Some(until) } => {
                return deferred(entry, *order, job, *until, &signers.cancel).map(Some);
            }
            Event::OrderRefused { refusal, is_deferred: true, .. } => {
                return Ok(Some(Self::Failed(FailedOrder {
                    reason: FailureReason::of(refusal),
                    at: entry.at,
                })));
            }
            Event::PasswordSet { is_deferred, .. } if policy.notices.password_set || *is_deferred => {
                NoticeKind::PasswordSet
            }
            Event::PasswordChanged { .. } if policy.notices.password_set => NoticeKind::PasswordSet,
            Event::AccountUnlocked { is_deferred, .. } if policy.notices.account_unlocked || *is_deferred => {
                NoticeKind::AccountUnlocked
            }
            Event::MethodAdded { method, .. } => NoticeKind::MethodAdded(*method),
            Event::MethodChanged { method, .. } => NoticeKind::MethodChanged(*method),
            Event::MethodRemoved { method, .. } => NoticeKind::MethodRemoved(*method),
            Event::GateProved { method: MethodKind::RecoveryCode, .. }
            | Event::FactorProved { method: MethodKind::RecoveryCode } => NoticeKind::RecoveryCodeUsed,
            Event::AccountFrozen => NoticeKind::AccountFrozen,
            Event::AccountUnfrozen { .. } => NoticeKind::AccountUnfrozen,
            Event::ResetStarted { .. }
            | Event::CodeRequested { .. }
            | Event::DeliveryFailed { .. }
            | Event::GuessCounted { .. }
            | Event::GateProved { .. }
            | Event::OrderPlaced { .. }
            | Event::OrderTaken { .. }
            | Event::OrderRefused { .. }
            | Event::PasswordSet { .. }
            | Event::PasswordChanged { .. }
            | Event::AccountUnlocked { .. }
            | Event::SignInStarted { .. }
            | Event::SignInAnswered { .. }
            | Event::SignedIn
            | Event::SignedOut { .. }
            | Event::DeviceRemoved
            | Event::FactorProved { .. }
            | Event::MethodBegun { .. }
            | Event::MethodRenamed { .. }
            | Event::MethodConfirmed { .. }
            | Event::RegistrationSkipped
            | Event::EnrollmentAllowed
            | Event::AgentEnrolled
            | Event::AgentKeysRolled
            | Event::AgentRevoked
            | Event::PolicyApplied => return Ok(None),
        };
        done(entry, kind, &signers.freeze).map(Some)
    }

    /// Returns the message to send.
    pub(crate) fn message(&self) -> Message<'_> {
        match self {
            Self::Done { kind, at, client, freeze } => Message::Notice(Notice {
                kind: *kind,
                at: *at,
                source: client.as_ref(),
                freeze: freeze.as_deref(),
            }),
            Self::Deferred { order, until, cancel } => {
                Message::DeferredOrder(DeferredOrder { order: *order, until: *until, cancel })
            }
            Self::Failed(failed) => Message::FailedOrder(*failed),
        }
    }
}

/// Returns the id of the method that an event added. A user who has just proved a destination need not be notified
/// there.
pub(crate) fn added_method(event: &Event) -> Option<&str> {
    if let Event::MethodAdded { method_id, .. } = event { Some(method_id) } else { None }
}

/// Returns the account that an entry is about.
pub(crate) fn account(entry: &Entry) -> Result<&AccountId, Failure> {
    entry.account.as_ref().ok_or_else(|| Failure::internal("an audit entry names no account"))
}

/// Returns the notification of a change. The notice of a freeze has no link that freezes.
fn done(entry: &Entry, kind: NoticeKind, links: &FreezeLinks) -> Result<Notification, Failure> {
    let token = links.sign(&account(entry)?.0, entry.at);
    let freeze = token.filter(|_| kind != NoticeKind::AccountFrozen);
    Ok(Notification::Done { kind, at: entry.at, client: client(entry), freeze })
}

/// Returns the caller's network and device. Those of administrators are not known.
fn client(entry: &Entry) -> Option<ClientInfo> {
    Some(ClientInfo { network: entry.network.clone()?, device: entry.device.clone() })
}

fn deferred(
    entry: &Entry,
    order: OrderKind,
    job: &str,
    until: Timestamp,
    links: &CancelLinks,
) -> Result<Notification, Failure> {
    let ResetId(reset) =
        entry.reset.clone().ok_or_else(|| Failure::internal("an audit entry names no reset"))?;
    let link = CancelLink { reset, job: job.to_owned(), expires_at: until };
    let cancel = links.sign(&link).map_err(Failure::internal)?;
    Ok(Notification::Deferred { order, until, cancel })
}
