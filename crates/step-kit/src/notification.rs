//! The notices that entries of the audit trail cause.

use domain::{
    AccountId, ClientInfo, Destination, Event, MethodKind, OrderKind, Policy, RegisteredMethod, ResetId,
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
    pub fn of(entry: &Entry, policy: &Policy) -> Result<Option<Self>, Failure> {
        if let Event::OrderPlaced { order, job, deferred_until: Some(until) } = &entry.event {
            let reset = entry.reset.clone();
            let reset = reset.ok_or_else(|| Failure::internal("an audit entry names no reset"))?;
            let (order, job, until) = (*order, job.clone(), *until);
            return Ok(Some(Self::Deferred { reset, order, job, until }));
        }
        if let Event::OrderRefused { refusal, is_deferred: true, .. } = &entry.event {
            let reason = FailureReason::of(refusal);
            return Ok(Some(Self::Failed(FailedOrder { reason, at: entry.at })));
        }
        let kind = change(&entry.event, policy);
        Ok(kind.map(|kind| Self::Change { kind, at: entry.at, client: client(entry) }))
    }

    /// Returns whether it may wait for others, so that many changes are one message. An order that waits does not: its
    /// user may want to cancel it.
    pub const fn may_wait(&self) -> bool {
        matches!(self, Self::Change { .. })
    }
}

/// Returns the change that an event sends a notice of, or `None` if it sends none. Every new event must be decided
/// here.
fn change(event: &Event, policy: &Policy) -> Option<NoticeKind> {
    Some(match event {
        Event::PasswordSet { is_deferred, .. } if policy.notices.password_set || *is_deferred => {
            NoticeKind::PasswordSet
        }
        Event::PasswordChanged { .. } if policy.notices.password_set => NoticeKind::PasswordSet,
        Event::AccountUnlocked { is_deferred, .. } if policy.notices.account_unlocked || *is_deferred => {
            NoticeKind::AccountUnlocked
        }
        Event::MethodAdded { method, .. } => NoticeKind::MethodAdded(*method),
        Event::MethodChanged { method, .. } | Event::DirectoryMethodChanged { method } => {
            NoticeKind::MethodChanged(*method)
        }
        Event::MethodRemoved { method, .. } => NoticeKind::MethodRemoved(*method),
        Event::MethodDisowned { method } => NoticeKind::MethodDisowned(*method),
        Event::GateProved { method: MethodKind::RecoveryCode, .. }
        | Event::FactorProved { method: MethodKind::RecoveryCode } => NoticeKind::RecoveryCodeUsed,
        Event::AccountFrozen => NoticeKind::AccountFrozen,
        Event::AccountUnfrozen { .. } => NoticeKind::AccountUnfrozen,
        Event::ResetStarted { .. }
        | Event::CodeRequested { .. }
        | Event::DeliveryFailed { .. }
        | Event::IneligibleExplained { .. }
        | Event::NoticeRefused { .. }
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
        | Event::ConfirmationPostponed
        | Event::RegistrationSkipped
        | Event::EnrollmentAllowed
        | Event::AgentEnrolled
        | Event::AgentKeysRolled
        | Event::AgentRevoked
        | Event::PolicyApplied => return None,
    })
}

/// Returns one message about entries, the oldest first, for each address of an account. A destination that was just
/// added gets no notice of that.
pub fn tell(account: &AccountId, context: &NoticeContext, entries: &[Entry]) -> Vec<NoticeMessage> {
    let NoticeContext { account: known, registration } = context;
    let Some(oldest) = entries.first() else { return Vec::new() };
    let is_news = |to: &Destination, entry: &&Entry| {
        let Event::MethodAdded { method_id, .. } = &entry.event else { return true };
        registration.method(method_id).and_then(RegisteredMethod::destination) != Some(to)
    };
    let destinations =
        registration.notice_destinations(&known.directory, &known.replaced, oldest.at).into_iter();
    let messages = destinations.filter_map(|to| {
        let entries: Vec<Entry> = entries.iter().filter(|entry| is_news(to, entry)).cloned().collect();
        (!entries.is_empty()).then(|| NoticeMessage::Tell {
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
    use domain::{Event, MethodKind, Policy};
    use messaging::messages::NoticeKind;

    use super::change;

    #[test]
    fn a_new_name_of_a_method_causes_no_notice() {
        let (method, method_id) = (MethodKind::Mail, "m".to_owned());
        let notice = |event| change(&event, &Policy::default());
        assert_eq!(notice(Event::MethodRenamed { method, method_id: method_id.clone() }), None);
        assert_eq!(
            notice(Event::MethodRemoved { method, method_id }),
            Some(NoticeKind::MethodRemoved(method))
        );
    }
}
