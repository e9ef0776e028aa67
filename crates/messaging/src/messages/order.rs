//! Messages about deferred orders: that one is deferred, and that one was not carried out.

use domain::{DirectoryRefusalKind, OrderKind};
use jiff::Timestamp;
use texts::Text;

use super::{Mail, Sender, compose::mail, parts::Part};
use crate::{
    segments::{fits, with_name},
    words,
};

/// A notice that an order waits for an agent.
#[derive(Clone, Copy)]
pub struct DeferredOrder<'a> {
    pub order: OrderKind,
    /// The time when the order expires.
    pub until: Timestamp,
    /// The token of the link that cancels it.
    pub cancel: &'a str,
}

/// Prints no token, because anyone with it can cancel the order.
impl std::fmt::Debug for DeferredOrder<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DeferredOrder")
            .field("order", &self.order)
            .field("until", &self.until)
            .finish_non_exhaustive()
    }
}

/// A deferred order that was not carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FailedOrder {
    pub reason: FailureReason,
    /// The time when the order failed.
    pub at: Timestamp,
}

/// The reason that a message gives for an order that was not carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureReason {
    /// The user cancelled the order.
    Cancelled,
    /// The order expired before an agent carried it out.
    TimeOver,
    /// The agents that could carry it out are gone.
    Withdrawn,
    /// No domain controller answered.
    Unreachable,
    /// The password may not be changed yet.
    TooRecent,
    /// The password breaks a rule.
    PasswordRefused,
    /// The directory does not allow it for this account.
    NotAllowed,
}

impl FailureReason {
    /// Returns the reason for a refusal. Every new refusal must be decided here.
    pub const fn from_refusal(refusal: DirectoryRefusalKind) -> Self {
        match refusal {
            DirectoryRefusalKind::OrderCancelled => Self::Cancelled,
            DirectoryRefusalKind::JobExpired => Self::TimeOver,
            DirectoryRefusalKind::AgentWithdrawn => Self::Withdrawn,
            DirectoryRefusalKind::DirectoryUnreachable => Self::Unreachable,
            DirectoryRefusalKind::PasswordTooRecent => Self::TooRecent,
            DirectoryRefusalKind::PasswordTooShort
            | DirectoryRefusalKind::PasswordBanned
            | DirectoryRefusalKind::PasswordInHistory
            | DirectoryRefusalKind::PasswordNotComplex
            | DirectoryRefusalKind::PasswordContainsName
            | DirectoryRefusalKind::PasswordTooWeak
            | DirectoryRefusalKind::PasswordBreached
            | DirectoryRefusalKind::PasswordRefusedByFilter => Self::PasswordRefused,
            DirectoryRefusalKind::AccountDisabled
            | DirectoryRefusalKind::AccountExpired
            | DirectoryRefusalKind::AccountProtected
            | DirectoryRefusalKind::AccountLocked
            | DirectoryRefusalKind::CurrentPasswordWrong
            | DirectoryRefusalKind::ChangeNotPermitted
            | DirectoryRefusalKind::AgentNotPermitted
            | DirectoryRefusalKind::AccountNotFound => Self::NotAllowed,
        }
    }

    fn sentence(self) -> Text {
        match self {
            Self::Cancelled => words::not_done_cancelled(),
            Self::TimeOver => words::not_done_time_over(),
            Self::Withdrawn => words::not_done_withdrawn(),
            Self::Unreachable => words::not_done_unreachable(),
            Self::TooRecent => words::not_done_too_recent(),
            Self::PasswordRefused => words::not_done_password_refused(),
            Self::NotAllowed => words::not_done_not_allowed(),
        }
    }
}

impl DeferredOrder<'_> {
    /// Returns the text message: up to four segments, because of the link.
    pub fn text_message(&self, sender: &Sender<'_>) -> String {
        let (link, until) = (self.link(sender), sender.time(self.until));
        let text = |company: &str| words::waiting_text(&link, self.sentence(company, &until));
        with_name(sender.company, 4, sender.language, text)
    }

    pub fn mail(&self, sender: &Sender<'_>) -> Mail {
        let say = |text: Text| text.in_language(sender.language);
        let until = sender.moment(self.until);
        let (title, text) = match self.order {
            OrderKind::SetPassword | OrderKind::ChangePassword => {
                (words::waiting_set_password_title(), words::waiting_set_password_mail(until))
            }
            OrderKind::UnlockAccount => {
                (words::waiting_unlock_account_title(), words::waiting_unlock_account_mail(until))
            }
        };
        let parts = vec![
            Part::Text(say(text)),
            Part::Text(say(words::waiting_why())),
            Part::Text(say(words::waiting_cancel())),
            Part::Button { label: say(words::waiting_cancel_label()), url: self.link(sender) },
        ];
        mail(sender, &words::mail_subject(sender.company, title.clone()), &title, parts)
    }

    fn sentence(&self, company: &str, until: &str) -> Text {
        match self.order {
            OrderKind::SetPassword | OrderKind::ChangePassword => words::waiting_set_password(company, until),
            OrderKind::UnlockAccount => words::waiting_unlock_account(company, until),
        }
    }

    fn link(&self, sender: &Sender<'_>) -> String {
        format!("{}/#cancel={}", sender.site.url(), self.cancel)
    }
}

impl FailedOrder {
    /// Returns the text message: one segment, with the page's address if there is room for it.
    pub fn text_message(&self, sender: &Sender<'_>) -> String {
        let Sender { company, language, .. } = *sender;
        let linked =
            |company: &str| words::not_done_text_link(company, sender.site.url(), self.reason.sentence());
        if fits(&linked("").in_language(language), 1) {
            return with_name(company, 1, language, linked);
        }
        with_name(company, 1, language, |company| words::not_done_text(company, self.reason.sentence()))
    }

    pub fn mail(&self, sender: &Sender<'_>) -> Mail {
        let say = |text: Text| text.in_language(sender.language);
        let title = words::not_done_title();
        let parts = vec![
            Part::Rows(vec![(say(words::when()), sender.moment(self.at))]),
            Part::Text(say(words::not_done_mail(self.reason.sentence()))),
            Part::Button { label: say(words::not_done_again()), url: sender.site.url().to_owned() },
        ];
        mail(sender, &words::mail_subject(sender.company, title.clone()), &title, parts)
    }
}
