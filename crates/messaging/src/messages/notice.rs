//! Notices to a user of changes of the account.

use domain::{ClientInfo, MethodKind};
use jiff::Timestamp;
use texts::Text;

use super::{Mail, Sender, compose::mail, parts::Part};
use crate::{
    segments::{fits, with_name},
    words,
};

/// A change of an account, or several.
#[derive(Clone, Copy)]
pub struct Notice<'a> {
    /// The change that the notice is about.
    pub kind: NoticeKind,
    /// The time when the change was made.
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
    /// A number or address of the directory is not used any more.
    MethodDisowned(MethodKind),
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
            let linked = |company: &str| words::not_you_link(link, self.sentence(company, sender));
            if let Some(source) = self.source {
                let placed = |company: &str| {
                    words::not_you_placed(link, short_source(source), self.sentence(company, sender))
                };
                if is_fit(&placed, 2) {
                    return with_name(company, 2, language, placed);
                }
            }
            return with_name(company, 2, language, linked);
        }
        if let Some(desk) = sender.help_desk {
            let contact = desk.number().unwrap_or_else(|| desk.url.as_str().trim_start_matches("mailto:"));
            let linked = |company: &str| words::not_you_call_link(contact, self.sentence(company, sender));
            if is_fit(&linked, 1) {
                return with_name(company, 1, language, linked);
            }
        }
        with_name(company, 1, language, |company| words::not_you_call(self.sentence(company, sender)))
    }

    pub fn mail(&self, sender: &Sender<'_>) -> Mail {
        let say = |text: Text| text.in_language(sender.language);
        let is_frozen = self.kind == NoticeKind::AccountFrozen;
        let mut parts = vec![
            Part::Rows(self.rows(sender)),
            Part::Text(say(if is_frozen { words::frozen() } else { words::was_you() })),
        ];
        if self.has(NoticeKind::RecoveryCodeUsed) {
            // New ones are made on this page.
            let url = format!("{}/security-info", sender.site.url());
            let (before, label) = (say(words::replace_codes()), say(words::replace_codes_label()));
            parts.push(Part::Link { before, label, url });
        }
        match self.link(sender) {
            // The link leads to a page with a button, so opening it changes nothing.
            Some(url) => {
                parts.push(Part::Text(say(words::freeze())));
                parts.push(Part::Button { label: say(words::freeze_label()), url });
            }
            None => parts.push(Part::Text(say(words::not_you()))),
        }
        let title = self.title();
        let subject = words::mail_subject(sender.company, title.clone());
        mail(sender, &subject, &title, parts)
    }

    /// Returns when, and with which device and from which network. Of several changes, each is named.
    fn rows(&self, sender: &Sender<'_>) -> Vec<(String, String)> {
        let say = |text: Text| text.in_language(sender.language);
        let mut rows: Vec<_> = if self.earlier.is_empty() {
            vec![(say(words::when()), sender.moment(self.at))]
        } else {
            let all = self.earlier.iter().copied().chain([(self.kind, self.at)]);
            all.map(|(kind, at)| (sender.moment(at), say(kind.title()))).collect()
        };
        if let Some(ClientInfo { network, device, .. }) = self.source {
            let device = device.clone().unwrap_or_else(|| say(words::device_unknown()));
            rows.extend([(say(words::device()), device), (say(words::network()), network.clone())]);
        }
        rows
    }

    /// Returns the change in one sentence, or how many there are.
    fn sentence(&self, company: &str, sender: &Sender<'_>) -> Text {
        let moment = sender.moment(self.at);
        match u32::try_from(self.earlier.len()) {
            Ok(0) | Err(_) => self.kind.sentence(company, moment),
            Ok(earlier) => words::notice_several(company, earlier.saturating_add(1), moment),
        }
    }

    fn title(&self) -> Text {
        if self.earlier.is_empty() { self.kind.title() } else { words::notice_several_title() }
    }

    fn has(&self, kind: NoticeKind) -> bool {
        self.kind == kind || self.earlier.iter().any(|(earlier, _)| *earlier == kind)
    }

    fn link(&self, sender: &Sender<'_>) -> Option<String> {
        self.freeze.map(|token| format!("{}/sign-in#freeze={token}", sender.site.url()))
    }
}

impl NoticeKind {
    fn sentence(self, company: &str, moment: String) -> Text {
        match self {
            Self::PasswordSet => words::notice_password_set(company, moment),
            Self::AccountUnlocked => words::notice_account_unlocked(company, moment),
            Self::MethodAdded(kind) => words::notice_method_added(company, method_name(kind), moment),
            Self::MethodChanged(kind) => words::notice_method_changed(company, method_name(kind), moment),
            Self::MethodRemoved(kind) => words::notice_method_removed(company, method_name(kind), moment),
            Self::MethodDisowned(kind) => words::notice_method_disowned(company, method_name(kind), moment),
            Self::RecoveryCodeUsed => words::notice_recovery_code_used(company, moment),
            Self::AccountFrozen => words::notice_account_frozen(company, moment),
            Self::AccountUnfrozen => words::notice_account_unfrozen(company, moment),
        }
    }

    fn title(self) -> Text {
        match self {
            Self::PasswordSet => words::notice_password_set_title(),
            Self::AccountUnlocked => words::notice_account_unlocked_title(),
            Self::MethodAdded(kind) => words::notice_method_added_title(method_name(kind)),
            Self::MethodChanged(kind) => words::notice_method_changed_title(method_name(kind)),
            Self::MethodRemoved(kind) => words::notice_method_removed_title(method_name(kind)),
            Self::MethodDisowned(kind) => words::notice_method_disowned_title(method_name(kind)),
            Self::RecoveryCodeUsed => words::notice_recovery_code_used_title(),
            Self::AccountFrozen => words::notice_account_frozen_title(),
            Self::AccountUnfrozen => words::notice_account_unfrozen_title(),
        }
    }
}

/// Returns network and device in a few characters.
fn short_source(source: &ClientInfo) -> texts::Value {
    let ClientInfo { network, device, .. } = source;
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
