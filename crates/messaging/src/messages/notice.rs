//! Notices to a user of changes of the account.

use domain::{ClientInfo, MethodKind, policy::HelpDesk};
use jiff::Timestamp;
use texts::Text;

use super::{Mail, Sender, html, html::Paragraph, moment};
use crate::{
    segments::{fits, with_name},
    words,
};

/// A change of an account, or several.
#[derive(Clone, Copy)]
pub struct Notice<'a> {
    /// The change that the notice tells of.
    pub kind: NoticeKind,
    /// When the change was made.
    pub at: Timestamp,
    /// The changes shortly before, the oldest first.
    pub earlier: &'a [(NoticeKind, Timestamp)],
    /// The network and device of the caller who made it, if known.
    pub source: Option<&'a ClientInfo>,
    /// The token of the link that freezes the account; `None` for a notice without that link.
    pub freeze: Option<&'a str>,
}

/// Prints no token, because anyone with it can freeze the account.
impl std::fmt::Debug for Notice<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Notice").field("kind", &self.kind).field("at", &self.at).finish_non_exhaustive()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// A new password was set.
    PasswordSet,
    /// The lockout was ended.
    AccountUnlocked,
    /// A method was registered.
    MethodAdded(MethodKind),
    /// A method was renamed or preferred.
    MethodChanged(MethodKind),
    /// A method was removed.
    MethodRemoved(MethodKind),
    /// A recovery code was used up.
    RecoveryCodeUsed,
    /// The account was frozen: "this was not me".
    AccountFrozen,
    /// The freeze was lifted.
    AccountUnfrozen,
}

impl Notice<'_> {
    /// Returns the text message: one segment, or two with the link that freezes.
    pub fn text_message(&self, sender: &Sender<'_>) -> String {
        let Sender { company, language, .. } = *sender;
        let is_fit = |text: &dyn Fn(&str) -> Text, segments| fits(&text("").in_language(language), segments);
        if let Some(link) = &self.link(sender) {
            let linked = |company: &str| words::not_you_link(link, self.sentence(company));
            if let Some(source) = self.source {
                let placed =
                    |company: &str| words::not_you_placed(link, short_source(source), self.sentence(company));
                if is_fit(&placed, 2) {
                    return with_name(company, 2, language, placed);
                }
            }
            return with_name(company, 2, language, linked);
        }
        if let Some(desk) = sender.help_desk {
            let linked = |company: &str| words::not_you_call_link(desk.url.as_str(), self.sentence(company));
            if is_fit(&linked, 1) {
                return with_name(company, 1, language, linked);
            }
        }
        with_name(company, 1, language, |company| words::not_you_call(self.sentence(company)))
    }

    pub fn mail(&self, sender: &Sender<'_>) -> Mail {
        let say = |text: Text| text.in_language(sender.language);
        let changes = self.earlier.iter().copied().chain([(self.kind, self.at)]);
        let changes = changes.map(|(kind, at)| Paragraph::Text(say(kind.sentence(sender.company, at))));
        let mut paragraphs: Vec<_> = changes.collect();
        paragraphs.extend(self.source.map(|source| Paragraph::Text(say(source_sentence(source)))));
        if self.kind != NoticeKind::AccountFrozen {
            paragraphs.push(Paragraph::Text(say(words::was_you())));
        }
        if self.has(NoticeKind::RecoveryCodeUsed) {
            // New ones are made on this page.
            let url = format!("{}/security-info", sender.site.url());
            let (before, label) = (say(words::replace_codes()), say(words::replace_codes_label()));
            paragraphs.push(Paragraph::Link { before, label, url });
        }
        if let Some(url) = self.link(sender) {
            // The link leads to a page with a button, so opening it changes nothing.
            let (before, label) = (say(words::freeze()), say(words::freeze_label()));
            paragraphs.push(Paragraph::Link { before, label, url });
        }
        paragraphs.push(repudiation(sender, sender.help_desk));
        html::mail(say(self.subject(sender.company)), sender.language, &paragraphs)
    }

    /// Returns the change in one sentence, or how many there are.
    fn sentence(&self, company: &str) -> Text {
        match u32::try_from(self.earlier.len()) {
            Ok(0) | Err(_) => self.kind.sentence(company, self.at),
            Ok(earlier) => words::notice_several(company, earlier.saturating_add(1), moment(self.at)),
        }
    }

    fn subject(&self, company: &str) -> Text {
        if self.earlier.is_empty() {
            self.kind.subject(company)
        } else {
            words::notice_several_subject(company)
        }
    }

    fn has(&self, kind: NoticeKind) -> bool {
        self.kind == kind || self.earlier.iter().any(|(earlier, _)| *earlier == kind)
    }

    fn link(&self, sender: &Sender<'_>) -> Option<String> {
        self.freeze.map(|token| format!("{}/sign-in#freeze={token}", sender.site.url()))
    }
}

impl NoticeKind {
    fn sentence(self, company: &str, at: Timestamp) -> Text {
        let moment = moment(at);
        match self {
            Self::PasswordSet => words::notice_password_set(company, moment),
            Self::AccountUnlocked => words::notice_account_unlocked(company, moment),
            Self::MethodAdded(kind) => words::notice_method_added(company, method_name(kind), moment),
            Self::MethodChanged(kind) => words::notice_method_changed(company, method_name(kind), moment),
            Self::MethodRemoved(kind) => words::notice_method_removed(company, method_name(kind), moment),
            Self::RecoveryCodeUsed => words::notice_recovery_code_used(company, moment),
            Self::AccountFrozen => words::notice_account_frozen(company, moment),
            Self::AccountUnfrozen => words::notice_account_unfrozen(company, moment),
        }
    }

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

/// Returns a sentence with network and device.
fn source_sentence(source: &ClientInfo) -> Text {
    let ClientInfo { network, device } = source;
    match device {
        Some(device) => words::source_mail(device, network),
        None => words::source_mail(words::device_unknown(), network),
    }
}

/// Returns network and device in a few characters.
fn short_source(source: &ClientInfo) -> texts::Value {
    let ClientInfo { network, device } = source;
    match device {
        Some(device) => words::source(device, network).into(),
        None => network.into(),
    }
}

/// Returns the name of a kind of method.
fn method_name(kind: MethodKind) -> Text {
    match kind {
        MethodKind::TextMessage => words::method_text_message(),
        MethodKind::Mail => words::method_mail(),
        MethodKind::AuthenticatorApp => words::method_authenticator_app(),
        MethodKind::Passkey => words::method_passkey(),
        MethodKind::RecoveryCode => words::method_recovery_code(),
    }
}

/// Returns the paragraph that says what to do if somebody else made the change.
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
