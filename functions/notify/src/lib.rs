//! Decides which notices an entry of the audit trail causes, and queues one for each address. Adds the entry to the
//! recent activity of its account, if the user sees it there.

mod serve;

use domain::Policy;
use jiff::{SignedDuration, Timestamp};
use lambda_kit::{Failure, Record};
use step_kit::{Notification, StepError, activity, notice_messages, retry};
use store::{
    StoreError,
    activities::Activities,
    audit::Entry,
    notices::{NoticeDecision, Notices},
    queues::{NoticeMessage, NoticesQueue},
    settings::Settings,
};

pub use serve::serve;

/// The age from which an entry is no news. The stream has an entry for an hour at most, so an older one was copied from a
/// backup, and its user knows of it.
const NEWS: SignedDuration = SignedDuration::from_hours(2);

#[derive(Debug)]
pub struct Notify {
    pub settings: Settings,
    pub activities: Activities,
    pub notices: Notices,
    pub queue: NoticesQueue,
}

impl Notify {
    /// Queues the notices of an entry, if it causes any. The first of an account goes at once; those that follow within
    /// five minutes go together at their end. If an entry is delivered again, its notice may be sent twice, but it is
    /// never lost.
    pub async fn handle(&self, record: &Record, now: Timestamp) -> Result<(), Failure> {
        let entry: Entry = record.parse()?;
        if now.duration_since(entry.at) > NEWS {
            return Ok(());
        }
        let policy = self.settings.policy(now).await?;
        self.note(&entry, &policy, now).await?;
        let Some(notification) = Notification::from_entry(&entry, &policy)? else { return Ok(()) };
        let account = entry.account.clone();
        let account = account.ok_or_else(|| Failure::internal("an audit entry names no account"))?;
        if notification.may_wait() {
            match self.notices.gather(&account, &entry, now).await? {
                NoticeDecision::SendNow => {}
                NoticeDecision::Wait { is_first: false, .. } => return Ok(()),
                NoticeDecision::Wait { is_first: true, until } => {
                    let waiting = NoticeMessage::SendWaiting { account };
                    return Ok(self.queue.queue(&waiting, until, now).await?);
                }
            }
        }
        let Some(context) = self.notices.load(&account).await? else { return Ok(()) };
        for message in notice_messages(&account, &context, &[entry]) {
            self.queue.queue(&message, now, now).await?;
        }
        Ok(())
    }

    /// Adds an entry to the recent activity of its account. A damaged item is logged and keeps no notice from its user.
    async fn note(&self, entry: &Entry, policy: &Policy, now: Timestamp) -> Result<(), Failure> {
        let (Some(activity), Some(account)) = (activity(entry, policy), &entry.account) else {
            return Ok(());
        };
        let noted = retry(now, || async {
            match self.activities.note(account, &activity).await {
                Err(error @ StoreError::Inconsistent { .. }) => {
                    tracing::error!(error = &error as &dyn std::error::Error, "activity_not_noted");
                    Ok(())
                }
                noted => noted.map_err(StepError::from),
            }
        });
        noted.await
    }
}
