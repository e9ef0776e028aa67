//! Which notification an entry of the audit trail asks for.

use crypto::{
    freeze_link::FreezeLinks,
    link::{CancelLink, CancelLinks},
};
use domain::{AccountId, ClientInfo, Event, MethodKind, OrderKind, Policy, ResetId};
use jiff::{SignedDuration, Timestamp};
use lambda_kit::Failure;
use messaging::{
    Message,
    messages::{NotDone, Notice, NoticeKind, Waiting, Why},
};
use store::audit::Entry;

/// What users are notified of.
pub(crate) enum Notification {
    /// What was done to the account, with the token of the link that freezes it.
    Done { kind: NoticeKind, at: Timestamp, client: Option<ClientInfo>, freeze: Option<String> },
    /// An order is deferred, and this token cancels it.
    Deferred { order: OrderKind, until: Timestamp, cancel: String },
    /// A deferred order was not carried out.
    NotDone(NotDone),
}

/// Signs the links in notifications.
#[derive(Debug)]
pub struct Signers {
    /// Signs links that cancel orders.
    pub cancel: CancelLinks,
    /// Signs links that freeze accounts.
    pub freeze: FreezeLinks,
}

/// How long the link in a notice freezes the account.
const FREEZE_LINK_TTL: SignedDuration = SignedDuration::from_hours(14 * 24);

impl Notification {
    /// Returns what an entry asks for, or `None` if it asks for nothing. A user who defers an order, and one who has something
    /// registered, is notified whatever the policy says. A new event must decide here.
    pub(crate) fn of(entry: &Entry, policy: &Policy, signers: &Signers) -> Result<Option<Self>, Failure> {
        let kind = match &entry.event {
            Event::OrderPlaced { order, job, deferred_until: Some(until) } => {
                return deferred(entry, *order, job, *until, &signers.cancel).map(Some);
            }
            Event::OrderRefused { refusal, is_deferred: true, .. } => {
                return Ok(Some(Self::NotDone(NotDone { why: Why::of(refusal), at: entry.at })));
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
            | Event::FactorProved { .. }
            | Event::MethodBegun { .. }
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

    /// The message that tells it.
    pub(crate) fn message(&self) -> Message<'_> {
        match self {
            Self::Done { kind, at, client, freeze } => Message::Notice(Notice {
                kind: *kind,
                at: *at,
                source: client.as_ref(),
                freeze: freeze.as_deref(),
            }),
            Self::Deferred { order, until, cancel } => {
                Message::Waiting(Waiting { order: *order, until: *until, cancel })
            }
            Self::NotDone(not_done) => Message::NotDone(*not_done),
        }
    }
}

/// The id of the method that was added. A user who has just proved a destination need not be notified there.
pub(crate) fn added_method(event: &Event) -> Option<&str> {
    if let Event::MethodAdded { method_id, .. } = event { Some(method_id) } else { None }
}

/// The account that an entry is about.
pub(crate) fn account(entry: &Entry) -> Result<&AccountId, Failure> {
    entry.account.as_ref().ok_or_else(|| Failure::internal("an audit entry names no account"))
}

/// An account that is frozen already gets no link that freezes it.
fn done(entry: &Entry, kind: NoticeKind, links: &FreezeLinks) -> Result<Notification, Failure> {
    let token = links.sign(&account(entry)?.0, entry.at + FREEZE_LINK_TTL);
    let freeze = token.filter(|_| kind != NoticeKind::AccountFrozen);
    Ok(Notification::Done { kind, at: entry.at, client: client(entry), freeze })
}

/// Where the caller was. Of administrators nothing is known.
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
