//! What was done to an account, told to its owner.

use domain::{
    ClientInfo, MethodKind,
    policy::{HelpDesk, Language},
};
use jiff::Timestamp;

use super::{Mail, Sender, html, html::Paragraph, moment, say};
use crate::gsm;

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
        let told = self.told(sender.language);
        let not_you = say(sender.language, "Not you?", "Inte du?");
        let ask = say(sender.language, "Call the help desk", "Kontakta supporten");
        if let Some(link) = self.link(sender) {
            let placed = self.source.map(|source| format!("{told} {} {not_you} {link}", short(source)));
            let placed = placed.filter(|text| fits(text, gsm::TWO_SEGMENTS));
            let text = placed.unwrap_or_else(|| format!("{told} {not_you} {link}"));
            return within(gsm::TWO_SEGMENTS, sender, &text);
        }
        let linked = sender.help_desk.map(|desk| format!("{told} {not_you} {ask}: {}", desk.url.as_str()));
        let linked = linked.filter(|text| fits(text, gsm::SEGMENT));
        within(gsm::SEGMENT, sender, &linked.unwrap_or_else(|| format!("{told} {not_you} {ask}.")))
    }

    /// The mail.
    pub fn mail(&self, sender: &Sender<'_>) -> Mail {
        let Sender { company, language, .. } = *sender;
        let mut paragraphs = vec![Paragraph::Text(format!("{company}{}", self.told(language)))];
        paragraphs.extend(self.source.map(|source| Paragraph::Text(place(language, source))));
        if self.kind != NoticeKind::AccountFrozen {
            let was_you = say(
                language,
                "If this was you, you need not do anything.",
                "Om det var du behöver du inte göra något.",
            );
            paragraphs.push(Paragraph::Text(was_you.to_owned()));
        }
        if self.kind == NoticeKind::RecoveryCodeUsed {
            paragraphs.push(replacing(sender));
        }
        paragraphs.extend(self.link(sender).map(|url| freezing(language, url)));
        paragraphs.push(repudiation(sender, sender.help_desk));
        html::mail(format!("{} ({company})", self.kind.subject(language)), language.tag(), &paragraphs)
    }

    fn told(&self, language: Language) -> String {
        format!(": {} {}.", self.kind.what(language), moment(self.at))
    }

    fn link(&self, sender: &Sender<'_>) -> Option<String> {
        self.freeze.map(|token| format!("{}/sign-in#freeze={token}", sender.site.url()))
    }
}

impl NoticeKind {
    fn subject(self, language: Language) -> &'static str {
        match self {
            Self::PasswordSet => say(language, "Your password was changed", "Ditt lösenord har bytts"),
            Self::AccountUnlocked => say(language, "Your account was unlocked", "Ditt konto har låsts upp"),
            Self::MethodAdded(_) | Self::MethodChanged(_) | Self::MethodRemoved(_) => {
                say(language, "Your security information was changed", "Din säkerhetsinformation har ändrats")
            }
            Self::RecoveryCodeUsed => {
                say(language, "A recovery code was used", "En återställningskod har använts")
            }
            Self::AccountFrozen => say(language, "Your account is frozen", "Ditt konto är fryst"),
            Self::AccountUnfrozen => {
                say(language, "Your account may be used again", "Ditt konto kan användas igen")
            }
        }
    }

    fn what(self, language: Language) -> String {
        let fixed = match self {
            Self::PasswordSet => say(language, "your password was changed", "ditt lösenord byttes"),
            Self::AccountUnlocked => say(language, "your account was unlocked", "ditt konto låstes upp"),
            Self::MethodAdded(kind) => {
                let registered = say(language, "registered for your account:", "registrerat för ditt konto:");
                return format!("{registered} {}", word(kind, language));
            }
            Self::MethodChanged(kind) => {
                let changed = say(language, "changed for your account:", "ändrat för ditt konto:");
                return format!("{changed} {}", word(kind, language));
            }
            Self::MethodRemoved(kind) => {
                let removed = say(language, "removed from your account:", "borttaget från ditt konto:");
                return format!("{removed} {}", word(kind, language));
            }
            Self::RecoveryCodeUsed => say(
                language,
                "one of your recovery codes was used",
                "en av dina återställningskoder användes",
            ),
            Self::AccountFrozen => say(
                language,
                "your account is frozen: nobody can sign in or reset its password here",
                "ditt konto är fryst: ingen kan logga in eller byta lösenord här",
            ),
            Self::AccountUnfrozen => {
                say(language, "your account may be used here again", "ditt konto kan användas här igen")
            }
        };
        fixed.to_owned()
    }
}

/// Whether there is room for the company's name too.
fn fits(rest: &str, septets: usize) -> bool {
    gsm::length(rest).is_some_and(|taken| taken + 10 <= septets)
}

/// Place and kind of device, in a sentence.
fn place(language: Language, source: &ClientInfo) -> String {
    let ClientInfo { network, device } = source;
    let device = device.as_deref().unwrap_or(say(language, "unknown device", "okänd enhet"));
    match language {
        Language::En => format!("Done with: {device}. Network: {network}."),
        Language::Sv => format!("Gjort med: {device}. Nätverk: {network}."),
    }
}

/// The same in a few characters.
fn short(source: &ClientInfo) -> String {
    let device = source.device.as_ref().map(|device| format!("{device}, ")).unwrap_or_default();
    format!("({device}{})", source.network)
}

/// The company's name before the rest, as much of it as there is room for.
fn within(septets: usize, sender: &Sender<'_>, rest: &str) -> String {
    let room = gsm::length(rest).and_then(|taken| septets.checked_sub(taken)).unwrap_or(0);
    format!("{}{rest}", gsm::fold(sender.company, room))
}

/// A kind of method in words.
const fn word(kind: MethodKind, language: Language) -> &'static str {
    match kind {
        MethodKind::TextMessage => say(language, "a phone number", "ett telefonnummer"),
        MethodKind::Mail => say(language, "a mail address", "en e-postadress"),
        MethodKind::AuthenticatorApp => say(language, "an authenticator app", "en autentiseringsapp"),
        MethodKind::Passkey => say(language, "a passkey", "en passkey"),
        MethodKind::RecoveryCode => say(language, "recovery codes", "återställningskoder"),
    }
}

/// Where new recovery codes are made.
fn replacing(sender: &Sender<'_>) -> Paragraph {
    Paragraph::Link {
        before: say(
            sender.language,
            "This code is worth nothing any more. Make new ones before the last is used:",
            "Den koden är inte längre värd något. Gör nya innan den sista är använd:",
        )
        .to_owned(),
        label: say(sender.language, "Security information", "Säkerhetsinformation").to_owned(),
        url: format!("{}/security-info", sender.site.url()),
    }
}

/// The link that freezes. It leads to a page with a button: looking at it changes nothing.
fn freezing(language: Language, url: String) -> Paragraph {
    Paragraph::Link {
        before: say(
            language,
            "This was not you? Freeze your account at once, so that nobody can use it here:",
            "Var det inte du? Frys ditt konto genast, så att ingen kan använda det här:",
        )
        .to_owned(),
        label: say(language, "This was not me", "Det var inte jag").to_owned(),
        url,
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
