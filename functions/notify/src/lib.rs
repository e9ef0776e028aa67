//! Decides which notices an entry of the audit trail causes, and queues one for each address.

mod serve;

use jiff::Timestamp;
use lambda_kit::{Failure, Record};
use step_kit::{Notification, tell};
use store::{
    audit::Entry,
    notices::{Gathering, Notices},
    queues::{NoticeMessage, NoticesQueue},
    settings::Settings,
};

pub use serve::serve;

#[derive(Debug)]
pub struct Notify {
    pub settings: Settings,
    pub notices: Notices,
    pub queue: NoticesQueue,
}

impl Notify {
    /// Queues the notices of an entry, if it causes any. The first of an account goes at once; those that follow within
    /// five minutes go together at their end. If an entry is delivered again, its notice may be sent twice, but it is
    /// never lost.
    pub async fn handle(&self, record: &Record, now: Timestamp) -> Result<(), Failure> {
        let policy = self.settings.policy(now).await?;
        let entry: Entry = record.parse()?;
        let Some(notification) = Notification::of(&entry, &policy)? else { return Ok(()) };
        let account = entry.account.clone();
        let account = account.ok_or_else(|| Failure::internal("an audit entry names no account"))?;
        if notification.may_wait() {
            match self.notices.gather(&account, &entry, now).await? {
                Gathering::First => {}
                Gathering::Waits { is_first: false, .. } => return Ok(()),
                Gathering::Waits { is_first: true, until } => {
                    let waiting = NoticeMessage::TellWaiting { account };
                    return Ok(self.queue.queue(&waiting, until, now).await?);
                }
            }
        }
        let Some(context) = self.notices.load(&account).await? else { return Ok(()) };
        for message in tell(&account, &context, &[entry]) {
            self.queue.queue(&message, now, now).await?;
        }
        Ok(())
    }
}
