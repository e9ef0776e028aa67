//! The notices that entries of the audit trail cause, and the activity that users see of them.

use domain::{
    AccountId, Activity, ActivityKind, ClientInfo, Destination, Event, MethodKind, OrderKind, Policy,
    RegisteredMethod, ResetId, SignInVerdict,
};
use jiff::Timestamp;
use lambda_kit::Failure;
use messaging::messages::{FailedOrder, FailureReason, NoticeKind};
use store::{
    audit::Entry,
    notices::NoticeContext,
    queues::{NoticeAddress, NoticeMessage},
};

/// A notice to a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notification {
    /// Something was done to the account.
    Change {
        kind: NoticeKind,
        at: Timestamp,
        /// The network and device of the caller who made it. Those of administrators are not known.
        client: Option<ClientInfo>,
    },
    /// An order was deferred. The notice has a link that cancels it.
    Deferred { reset: ResetId, order: OrderKind, job: String, until: Timestamp },
    /// A deferred order was not carried out.
    Failed(FailedOrder),
}

impl Notification {
    /// Returns the notice of an entry, or `None` if there is none. The policy decides only about orders that were not
    /// deferred.
    pub fn from_entry(entry: &Entry, policy: &Policy) -> Result<Option<Self>, Failure> {
        if let Event::OrderPlaced { order, job, deferred_until: Some(until) } = &entry.event {
            let reset = entry.reset.clone();
            let reset = reset.ok_or_else(|| Failure::internal("an audit entry names no reset"))?;
            let (order, job, until) = (*order, job.clone(), *until);
            return Ok(Some(Self::Deferred { reset, order, job, until }));
        }
        if let Event::OrderRefused { refusal, is_deferred: true, .. } = &entry.event {
            let reason = FailureReason::from_refusal(*refusal);
            return Ok(Some(Self::Failed(FailedOrder { reason, at: entry.at })));
        }
        let kind = relevance(&entry.event, policy).notice;
        Ok(kind.map(|kind| Self::Change { kind, at: entry.at, client: client(entry) }))
    }

    /// Returns whether it may wait for others, so that many changes are one message. An order that waits does not: its
    /// user may want to cancel it.
    pub const fn may_wait(&self) -> bool {
        matches!(self, Self::Change { .. })
    }
}

/// Returns what the user sees of an entry in the list of recent activity, or `None` if it is nothing. A guess in a
/// session is counted before it is compared, so that its entry does not say that it was wrong; the limits know.
pub fn activity(entry: &Entry, policy: &Policy) -> Option<Activity> {
    let (kind, method) = relevance(&entry.event, policy).activity?;
    if kind == ActivityKind::WrongCodes && entry.reset.is_none() {
        return None;
    }
    Some(Activity { kind, method, at: entry.at, count: 1, client: client(entry) })
}

/// The meaning of an event to the user of its account.
#[derive(Debug, Default, PartialEq, Eq)]
struct Relevance {
    /// The change that a notice reports; `None` if none is sent.
    notice: Option<NoticeKind>,
    /// The activity, and the kind of method that it is about.
    activity: Option<(ActivityKind, Option<MethodKind>)>,
}

impl Relevance {
    /// Returns an activity without a notice.
    const fn from_activity(kind: ActivityKind) -> Self {
        Self { notice: None, activity: Some((kind, None)) }
    }

    const fn about(self, method: MethodKind) -> Self {
        match self.activity {
            Some((kind, _)) => Self { notice: self.notice, activity: Some((kind, Some(method))) },
            None => self,
        }
    }

    const fn with(self, notice: NoticeKind) -> Self {
        Self { notice: Some(notice), activity: self.activity }
    }

    /// Adds a notice on a condition.
    const fn with_if(self, is_sent: bool, notice: NoticeKind) -> Self {
        if is_sent { self.with(notice) } else { self }
    }
}

/// Returns whether an event causes a notice, and whether it is an activity. Every new event must be decided here.
#[expect(clippy::too_many_lines, reason = "a table")]
fn relevance(event: &Event, policy: &Policy) -> Relevance {
    match event {
        Event::PasswordSet { is_deferred, .. } => Relevance::from_activity(ActivityKind::PasswordReset)
            .with_if(policy.notices.password_set || *is_deferred, NoticeKind::PasswordSet),
        Event::PasswordChanged { .. } => Relevance::from_activity(ActivityKind::PasswordChanged)
            .with_if(policy.notices.password_set, NoticeKind::PasswordSet),
        Event::AccountUnlocked { is_deferred, .. } => Relevance::from_activity(ActivityKind::AccountUnlocked)
            .with_if(policy.notices.account_unlocked || *is_deferred, NoticeKind::AccountUnlocked),
        Event::MethodAdded { method, .. } => Relevance::from_activity(ActivityKind::MethodAdded)
            .about(*method)
            .with(NoticeKind::MethodAdded(*method)),
        Event::MethodChanged { method, .. } | Event::DirectoryMethodChanged { method } => {
            Relevance::from_activity(ActivityKind::MethodChanged)
                .about(*method)
                .with(NoticeKind::MethodChanged(*method))
        }
        Event::MethodRemoved { method, .. } => Relevance::from_activity(ActivityKind::MethodRemoved)
            .about(*method)
            .with(NoticeKind::MethodRemoved(*method)),
        Event::MethodDisowned { method } => Relevance::from_activity(ActivityKind::MethodDisowned)
            .about(*method)
            .with(NoticeKind::MethodDisowned(*method)),
        Event::GateProved { method: MethodKind::RecoveryCode, .. }
        | Event::FactorProved { method: MethodKind::RecoveryCode } => {
            Relevance::from_activity(ActivityKind::RecoveryCodeUsed).with(NoticeKind::RecoveryCodeUsed)
        }
        Event::AccountFrozen => {
            Relevance::from_activity(ActivityKind::AccountFrozen).with(NoticeKind::AccountFrozen)
        }
        Event::AccountUnfrozen { .. } => {
            Relevance::from_activity(ActivityKind::AccountUnfrozen).with(NoticeKind::AccountUnfrozen)
        }
        Event::SignedIn => Relevance::from_activity(ActivityKind::SignedIn),
        Event::SignedOut { everywhere: true } => Relevance::from_activity(ActivityKind::SignedOutEverywhere),
        Event::DeviceRemoved => Relevance::from_activity(ActivityKind::DeviceRemoved),
        Event::GuessCounted { method, .. } => {
            Relevance::from_activity(ActivityKind::WrongCodes).about(*method)
        }
        Event::SignInAnswered { verdict: SignInVerdict::Wrong, .. } => {
            Relevance::from_activity(ActivityKind::WrongPasswords)
        }
        Event::ResetStarted { .. }
        | Event::CodeRequested { .. }
        | Event::DeliveryFailed { .. }
        | Event::IneligibleExplained { .. }
        | Event::NoticeRefused { .. }
        | Event::GateProved { .. }
        | Event::OrderPlaced { .. }
        | Event::OrderTaken { .. }
        | Event::OrderRefused { .. }
        | Event::SignInStarted { .. }
        | Event::SignInAnswered { .. }
        | Event::SignedOut { .. }
        | Event::FactorProved { .. }
        | Event::MethodBegun { .. }
        | Event::MethodRenamed { .. }
        | Event::MethodConfirmed { .. }
        | Event::ConfirmationPostponed
        | Event::RegistrationSkipped
        | Event::AccountErased { .. }
        | Event::EnrollmentAllowed
        | Event::AgentEnrolled
        | Event::AgentKeysRolled
        | Event::AgentRevoked
        | Event::PolicyApplied => Relevance::default(),
    }
}

/// Returns one message about entries, the oldest first, for each address of an account. A destination that was just
/// added gets no notice of that.
pub fn notice_messages(
    account: &AccountId,
    context: &NoticeContext,
    entries: &[Entry],
) -> Vec<NoticeMessage> {
    let NoticeContext { account: known, registration } = context;
    let Some(oldest) = entries.first() else { return Vec::new() };
    let is_about_another = |to: &Destination, entry: &&Entry| {
        let Event::MethodAdded { method_id, .. } = &entry.event else { return true };
        registration.method(method_id).and_then(RegisteredMethod::destination) != Some(to)
    };
    let destinations =
        registration.notice_destinations(&known.directory, &known.replaced, oldest.at).into_iter();
    let messages = destinations.filter_map(|to| {
        let entries: Vec<Entry> =
            entries.iter().filter(|entry| is_about_another(to, entry)).cloned().collect();
        (!entries.is_empty()).then(|| NoticeMessage::SendEntries {
            account: account.clone(),
            to: NoticeAddress { kind: to.kind, hash: to.hash.clone(), sealed: to.sealed.clone() },
            language: known.language.clone(),
            entries,
        })
    });
    messages.collect()
}

fn client(entry: &Entry) -> Option<ClientInfo> {
    Some(ClientInfo { network: entry.network.clone()?, device: entry.device.clone(), language: None })
}

#[cfg(test)]
mod tests {
    use domain::{ActivityKind, Event, MethodKind, Policy};
    use messaging::messages::NoticeKind;

    use super::{Relevance, relevance};

    #[test]
    fn renaming_a_method_causes_no_notice() {
        let (method, method_id) = (MethodKind::Mail, "m".to_owned());
        let relevance = |event| relevance(&event, &Policy::default());
        assert_eq!(
            relevance(Event::MethodRenamed { method, method_id: method_id.clone() }),
            Relevance::default()
        );
        let removed = Relevance {
            notice: Some(NoticeKind::MethodRemoved(method)),
            activity: Some((ActivityKind::MethodRemoved, Some(method))),
        };
        assert_eq!(relevance(Event::MethodRemoved { method, method_id }), removed);
    }

    #[test]
    fn activity_does_not_depend_on_the_notices_of_the_policy() {
        let mut policy = Policy::default();
        policy.notices.password_set = false;
        let event = Event::PasswordSet { job: "j".into(), agent: "a".into(), is_deferred: false };
        assert_eq!(relevance(&event, &policy), Relevance::from_activity(ActivityKind::PasswordReset));
    }
}
