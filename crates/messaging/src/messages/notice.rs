//! What was done to an account, told to its owner.

use domain::{ClientInfo, MethodKind, policy::HelpDesk};
use jiff::Timestamp;
use texts::Text;

use super::{Mail, Sender, html, html::Paragraph, moment};
use crate::{
    segments::{fits, with_name},
    words,
};

/// What was done, and when.
#[derive(Clone, Copy)]
pub struct Notice<'a> {
    /// What was done.
    pub kind: NoticeKind,
    /// When.
    pub at: Timestamp,
    /// Where whoever did it was.
    pub source: Option<&'a ClientInfo>,
    /// The token of the link that freezes the account, where one is given.
    pub freeze: Option<&'a str>,
}

/// Whoever holds the token can freeze.
impl std::fmt::Debug for Notice<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Notice").field("kind", &self.kind).field("at", &self.at).finish_non_exhaustive()
    }
}

/// What can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// A new password is in force.
    PasswordSet,
    /// The lockout is cleared.
    AccountUnlocked,
    /// A method was registered.
    MethodAdded(MethodKind),
    /// A method was named or preferred.
    MethodChanged(MethodKind),
    /// A method was forgotten.
    MethodRemoved(MethodKind),
    /// A recovery code was used up.
    RecoveryCodeUsed,
    /// Somebody said "this was not me".
    AccountFrozen,
    /// The account may be used again.
    AccountUnfrozen,
}

impl Notice<'_> {
    /// The text message: one segment, or two with the link that freezes.
    pub fn text_message(&self, sender: &Sender<'_>) -> String {
        let Sender { company, language, .. } = *sender;
        let is_fit = |text: &dyn Fn(&str) -> Text, segments| fits(&text("").in_language(language), segments);
        if let Some(link) = &self.link(sender) {
            let linked = |company: &str| words::not_you_link(link, self.told(company));
            if let Some(source) = self.source {
                let placed = |company: &str| words::not_you_placed(link, short(source), self.told(company));
                if is_fit(&placed, 2) {
                    return with_name(company, 2, language, placed);
                }
            }
            return with_name(company, 2, language, linked);
        }
        if let Some(desk) = sender.help_desk {
            let linked = |company: &str| words::not_you_call_link(desk.url.as_str(), self.told(company));
            if is_fit(&linked, 1) {
                return with_name(company, 1, language, linked);
            }
        }
        with_name(company, 1, language, |company| words::not_you_call(self.told(company)))
    }

    /// The mail.
    pub fn mail(&self, sender: &Sender<'_>) -> Mail {
        let say = |text: Text| text.in_language(sender.language);
        let mut paragraphs = vec![Paragraph::Text(say(self.told(sender.company)))];
        paragraphs.extend(self.source.map(|source| Paragraph::Text(say(place(source)))));
        if self.kind != NoticeKind::AccountFrozen {
            paragraphs.push(Paragraph::Text(say(words::was_you())));
        }
        if self.kind == NoticeKind::RecoveryCodeUsed {
            // Where new ones are made.
            let url = format!("{}/security-info", sender.site.url());
            let (before, label) = (say(words::replace_codes()), say(words::replace_codes_label()));
            paragraphs.push(Paragraph::Link { before, label, url });
        }
        if let Some(url) = self.link(sender) {
            // It leads to a page with a button: looking at it changes nothing.
            let (before, label) = (say(words::freeze()), say(words::freeze_label()));
            paragraphs.push(Paragraph::Link { before, label, url });
        }
        paragraphs.push(repudiation(sender, sender.help_desk));
        html::mail(say(self.kind.subject(sender.company)), sender.language, &paragraphs)
    }

    fn told(&self, company: &str) -> Text {
        let moment = moment(self.at);
        match self.kind {
            NoticeKind::PasswordSet => words::notice_password_set(company, moment),
            NoticeKind::AccountUnlocked => words::notice_account_unlocked(company, moment),
            NoticeKind::MethodAdded(kind) => words::notice_method_added(company, word(kind), moment),
            NoticeKind::MethodChanged(kind) => words::notice_method_changed(company, word(kind), moment),
            NoticeKind::MethodRemoved(kind) => words::notice_method_removed(company, word(kind), moment),
            NoticeKind::RecoveryCodeUsed => words::notice_recovery_code_used(company, moment),
            NoticeKind::AccountFrozen => words::notice_account_frozen(company, moment),
            NoticeKind::AccountUnfrozen => words::notice_account_unfrozen(company, moment),
        }
    }

    fn link(&self, sender: &Sender<'_>) -> Option<String> {
        self.freeze.map(|token| format!("{}/sign-in#freeze={token}", sender.site.url()))
    }
}

impl NoticeKind {
    fn subject(self, company: &str) -> Text {
        match self {
            Self::PasswordSet => words::notice_password_set_subject(company),
            Self::AccountUnlocked => words::notice_account_unlocked_subject(company),
            Self::MethodAdded(_) | Self::MethodChanged(_) | Self::MethodRemoved(_) => {
                words::notice_method_subject(company)
            }
            Self::RecoveryCodeUsed => words::notice_recovery_code_used_subject(company),
            Self::AccountFrozen => words::notice_account_frozen_subject(company),
            Self::AccountUnfrozen => words::notice_account_unfrozen_subject(company),
        }
    }
}

/// Place and kind of device, in a sentence.
fn place(source: &ClientInfo) -> Text {
    let ClientInfo { network, device } = source;
    match device {
        Some(device) => words::source_mail(device, network),
        None => words::source_mail(words::device_unknown(), network),
    }
}

/// The same in a few characters.
fn short(source: &ClientInfo) -> texts::Value {
    let ClientInfo { network, device } = source;
    match device {
        Some(device) => words::source(device, network).into(),
        None => network.into(),
    }
}

/// A kind of method in words.
fn word(kind: MethodKind) -> Text {
    match kind {
        MethodKind::TextMessage => words::method_text_message(),
        MethodKind::Mail => words::method_mail(),
        MethodKind::AuthenticatorApp => words::method_authenticator_app(),
        MethodKind::Passkey => words::method_passkey(),
        MethodKind::RecoveryCode => words::method_recovery_code(),
    }
}

/// What to do if it was somebody else.
pub(super) fn repudiation(sender: &Sender<'_>, help_desk: Option<&HelpDesk>) -> Paragraph {
    let say = |text: Text| text.in_language(sender.language);
    match help_desk {
        Some(desk) => Paragraph::Link {
            before: say(words::repudiate_link()),
            label: desk.label.clone(),
            url: desk.url.as_str().to_owned(),
        },
        None => Paragraph::Text(say(words::repudiate())),
    }
}
