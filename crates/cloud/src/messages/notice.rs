//! What was done to an account, told to its owner.

use jiff::Timestamp;
use reset_domain::policy::HelpDesk;

use super::{Mail, Sender, html, html::Paragraph, moment, say};
use crate::gsm;

/// What was done, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notice {
    /// What was done.
    pub kind: NoticeKind,
    /// When.
    pub at: Timestamp,
}

/// What can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// A new password is in force.
    PasswordSet,
    /// The lockout is cleared.
    AccountUnlocked,
}

impl Notice {
    /// The text message: one segment. The help desk's link is in it where there is room.
    pub fn text_message(&self, sender: &Sender<'_>) -> String {
        let told = format!(": {} {}.", self.what(sender), moment(self.at));
        let not_you = say(sender.language, "Not you? Call the help desk", "Inte du? Kontakta supporten");
        let linked = sender.help_desk.map(|desk| format!("{told} {not_you}: {}", desk.url.as_str()));
        let rest = linked
            .filter(|text| gsm::length(text).is_some_and(|taken| taken + 10 <= gsm::SEGMENT))
            .unwrap_or_else(|| format!("{told} {not_you}."));
        let room = gsm::length(&rest).and_then(|taken| gsm::SEGMENT.checked_sub(taken)).unwrap_or(0);
        format!("{}{rest}", gsm::fold(sender.company, room))
    }

    /// The mail.
    pub fn mail(&self, sender: &Sender<'_>) -> Mail {
        let Sender { company, language, .. } = *sender;
        let subject = match self.kind {
            NoticeKind::PasswordSet => say(language, "Your password was changed", "Ditt lösenord har bytts"),
            NoticeKind::AccountUnlocked => {
                say(language, "Your account was unlocked", "Ditt konto har låsts upp")
            }
        };
        let told = format!("{company}: {} {}.", self.what(sender), moment(self.at));
        let was_you = say(
            language,
            "If this was you, you need not do anything.",
            "Om det var du behöver du inte göra något.",
        );
        let paragraphs = [
            Paragraph::Text(told),
            Paragraph::Text(was_you.to_owned()),
            repudiation(sender, sender.help_desk),
        ];
        html::mail(format!("{subject} ({company})"), language.tag(), &paragraphs)
    }

    fn what<'a>(&self, sender: &Sender<'a>) -> &'a str {
        match self.kind {
            NoticeKind::PasswordSet => {
                say(sender.language, "your password was changed", "ditt lösenord byttes")
            }
            NoticeKind::AccountUnlocked => {
                say(sender.language, "your account was unlocked", "ditt konto låstes upp")
            }
        }
    }
}

/// What to do if it was somebody else.
pub(super) fn repudiation(sender: &Sender<'_>, help_desk: Option<&HelpDesk>) -> Paragraph {
    let language = sender.language;
    match help_desk {
        Some(desk) => Paragraph::Link {
            before: say(
                language,
                "This was not you? Tell the help desk at once:",
                "Var det inte du? Säg till supporten genast:",
            )
            .to_owned(),
            label: desk.label.clone(),
            url: desk.url.as_str().to_owned(),
        },
        None => Paragraph::Text(
            say(
                language,
                "This was not you? Tell your help desk at once.",
                "Var det inte du? Säg till er support genast.",
            )
            .to_owned(),
        ),
    }
}
