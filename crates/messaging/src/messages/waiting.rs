//! An order that waits for an agent: that it does, and that it came to nothing.

use domain::{OrderKind, policy::Language};
use jiff::Timestamp;

use super::{Mail, Sender, html, html::Paragraph, moment, notice::repudiation, say, time};
use crate::gsm;

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

    const fn say(self, language: Language) -> &'static str {
        match self {
            Self::Cancelled => say(language, "the order was cancelled", "uppdraget avbröts"),
            Self::TimeOver => {
                say(language, "the directory was not reached in time", "katalogen nåddes inte i tid")
            }
            Self::Withdrawn => say(
                language,
                "the system that was to do it is gone",
                "systemet som skulle göra det finns inte kvar",
            ),
            Self::Unreachable => say(language, "the directory did not answer", "katalogen svarade inte"),
            Self::TooRecent => {
                say(language, "the password may not be changed yet", "lösenordet får inte bytas ännu")
            }
            Self::PasswordRefused => {
                say(language, "the directory did not accept the password", "katalogen godtog inte lösenordet")
            }
            Self::NotAllowed => say(
                language,
                "the directory does not allow it for your account",
                "katalogen tillåter det inte för ditt konto",
            ),
        }
    }
}

impl Waiting<'_> {
    /// The text message: up to four segments, because of the link.
    pub fn text_message(&self, sender: &Sender<'_>) -> String {
        let cancel = say(sender.language, "Cancel", "Avbryt");
        let rest =
            format!(": {} {cancel}: {}", self.told(sender.language, &time(self.until)), self.link(sender));
        let room = gsm::length(&rest).and_then(|taken| gsm::FOUR_SEGMENTS.checked_sub(taken)).unwrap_or(0);
        format!("{}{rest}", gsm::fold(sender.company, room))
    }

    /// The mail.
    pub fn mail(&self, sender: &Sender<'_>) -> Mail {
        let Sender { company, language, .. } = *sender;
        let subject = match self.order {
            OrderKind::SetPassword | OrderKind::ChangePassword => {
                say(language, "Your new password waits", "Ditt nya lösenord väntar")
            }
            OrderKind::UnlockAccount => say(language, "Your unlocking waits", "Din upplåsning väntar"),
        };
        let why = say(
            language,
            "Your company\u{2019}s directory cannot be reached at the moment. You need not keep the page open.",
            "Företagets katalog går inte att nå just nu. Du behöver inte ha sidan öppen.",
        );
        let cancel = Paragraph::Link {
            before: say(
                language,
                "You have changed your mind, or it was not you?",
                "Har du ändrat dig, eller var det inte du?",
            )
            .to_owned(),
            label: say(language, "Cancel the order", "Avbryt uppdraget").to_owned(),
            url: self.link(sender),
        };
        let paragraphs = [
            Paragraph::Text(format!("{company}: {}", self.told(language, &moment(self.until)))),
            Paragraph::Text(why.to_owned()),
            cancel,
            repudiation(sender, sender.help_desk),
        ];
        html::mail(format!("{subject} ({company})"), language.tag(), &paragraphs)
    }

    fn told(&self, language: Language, until: &str) -> String {
        let what = match self.order {
            OrderKind::SetPassword | OrderKind::ChangePassword => say(
                language,
                "we keep trying to set your new password",
                "vi försöker sätta ditt nya lösenord",
            ),
            OrderKind::UnlockAccount => {
                say(language, "we keep trying to unlock your account", "vi försöker låsa upp ditt konto")
            }
        };
        match language {
            Language::En => format!("{what} until {until} and tell you how it ends."),
            Language::Sv => format!("{what} till {until} och berättar hur det går."),
        }
    }

    fn link(&self, sender: &Sender<'_>) -> String {
        format!("{}/#cancel={}", sender.site.url(), self.cancel)
    }
}

impl NotDone {
    /// The text message: one segment. The page's address is in it where there is room.
    pub fn text_message(&self, sender: &Sender<'_>) -> String {
        let told = format!(": {}", self.told(sender.language));
        let again = say(sender.language, "Try again", "Försök igen");
        let linked = format!("{told} {again}: {}", sender.site.url());
        let fits = gsm::length(&linked).is_some_and(|taken| taken + 10 <= gsm::SEGMENT);
        let rest = if fits { linked } else { told };
        let room = gsm::length(&rest).and_then(|taken| gsm::SEGMENT.checked_sub(taken)).unwrap_or(0);
        format!("{}{rest}", gsm::fold(sender.company, room))
    }

    /// The mail.
    pub fn mail(&self, sender: &Sender<'_>) -> Mail {
        let Sender { company, language, .. } = *sender;
        let subject = say(language, "Nothing was changed", "Inget har ändrats");
        let when = format!("{company}, {}: {}", moment(self.at), self.told(language));
        let again = Paragraph::Link {
            before: say(language, "You can", "Du kan").to_owned(),
            label: say(language, "try again", "försöka igen").to_owned(),
            url: sender.site.url().to_owned(),
        };
        let paragraphs = [Paragraph::Text(when), again, repudiation(sender, sender.help_desk)];
        html::mail(format!("{subject} ({company})"), language.tag(), &paragraphs)
    }

    fn told(self, language: Language) -> String {
        format!("{}: {}.", say(language, "nothing was changed", "inget har ändrats"), self.why.say(language))
    }
}
