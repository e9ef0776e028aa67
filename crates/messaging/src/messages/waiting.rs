//! An order that waits for an agent: that it does, and that it came to nothing.

use domain::OrderKind;
use jiff::Timestamp;
use texts::Text;

use super::{Mail, Sender, html, html::Paragraph, moment, notice::repudiation, time};
use crate::{
    segments::{fits, with_name},
    words,
};

/// An order waits.
#[derive(Clone, Copy)]
pub struct Waiting<'a> {
    /// What is ordered.
    pub order: OrderKind,
    /// Until when.
    pub until: Timestamp,
    /// The token of the link that cancels it.
    pub cancel: &'a str,
}

/// Whoever holds the token can cancel.
impl std::fmt::Debug for Waiting<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Waiting")
            .field("order", &self.order)
            .field("until", &self.until)
            .finish_non_exhaustive()
    }
}

/// An order that waited was not carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotDone {
    /// Why not.
    pub why: Why,
    /// When that was known.
    pub at: Timestamp,
}

/// Why an order was not carried out, as far as a message tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Somebody cancelled it.
    Cancelled,
    /// Its time was over.
    TimeOver,
    /// The agents that could are gone.
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

impl Why {
    /// What to tell of a refusal, by the name of its kind (`DirectoryRefusal::name`).
    pub fn of(refusal: &str) -> Self {
        match refusal {
            "order-cancelled" => Self::Cancelled,
            "job-expired" => Self::TimeOver,
            "agent-withdrawn" => Self::Withdrawn,
            "directory-unreachable" => Self::Unreachable,
            "password-too-recent" => Self::TooRecent,
            kind if kind.starts_with("password-") => Self::PasswordRefused,
            _ => Self::NotAllowed,
        }
    }

    fn told(self) -> Text {
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

impl Waiting<'_> {
    /// The text message: up to four segments, because of the link.
    pub fn text_message(&self, sender: &Sender<'_>) -> String {
        let (link, until) = (self.link(sender), time(self.until));
        let text = |company: &str| words::waiting_text(&link, self.told(company, &until));
        with_name(sender.company, 4, sender.language, text)
    }

    /// The mail.
    pub fn mail(&self, sender: &Sender<'_>) -> Mail {
        let say = |text: Text| text.in_language(sender.language);
        let subject = match self.order {
            OrderKind::SetPassword | OrderKind::ChangePassword => {
                words::waiting_set_password_subject(sender.company)
            }
            OrderKind::UnlockAccount => words::waiting_unlock_account_subject(sender.company),
        };
        let cancel = Paragraph::Link {
            before: say(words::waiting_cancel()),
            label: say(words::waiting_cancel_label()),
            url: self.link(sender),
        };
        let paragraphs = [
            Paragraph::Text(say(self.told(sender.company, &moment(self.until)))),
            Paragraph::Text(say(words::waiting_why())),
            cancel,
            repudiation(sender, sender.help_desk),
        ];
        html::mail(say(subject), sender.language, &paragraphs)
    }

    fn told(&self, company: &str, until: &str) -> Text {
        match self.order {
            OrderKind::SetPassword | OrderKind::ChangePassword => words::waiting_set_password(company, until),
            OrderKind::UnlockAccount => words::waiting_unlock_account(company, until),
        }
    }

    fn link(&self, sender: &Sender<'_>) -> String {
        format!("{}/#cancel={}", sender.site.url(), self.cancel)
    }
}

impl NotDone {
    /// The text message: one segment. The page's address is in it where there is room.
    pub fn text_message(&self, sender: &Sender<'_>) -> String {
        let Sender { company, language, .. } = *sender;
        let linked = |company: &str| words::not_done_text_link(company, sender.site.url(), self.why.told());
        if fits(&linked("").in_language(language), 1) {
            return with_name(company, 1, language, linked);
        }
        with_name(company, 1, language, |company| words::not_done_text(company, self.why.told()))
    }

    /// The mail.
    pub fn mail(&self, sender: &Sender<'_>) -> Mail {
        let say = |text: Text| text.in_language(sender.language);
        let when = words::not_done_mail(sender.company, moment(self.at), self.why.told());
        let again = Paragraph::Link {
            before: say(words::not_done_again()),
            label: say(words::not_done_again_label()),
            url: sender.site.url().to_owned(),
        };
        let paragraphs = [Paragraph::Text(say(when)), again, repudiation(sender, sender.help_desk)];
        html::mail(say(words::not_done_subject(sender.company)), sender.language, &paragraphs)
    }
}
