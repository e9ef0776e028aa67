//! A code.

use jiff::SignedDuration;

use super::{Mail, Sender, html, html::Paragraph, say};
use crate::gsm;

/// What a code is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodePurpose {
    /// A new password.
    ResetPassword,
    /// Unlocking.
    UnlockAccount,
    /// A sign-in.
    SignIn,
    /// Registering the number or address that it goes to.
    Register,
}

/// A code and what it is for.
#[derive(Clone, Copy)]
pub struct Code<'a> {
    /// The digits.
    pub code: &'a str,
    /// What it is for.
    pub purpose: CodePurpose,
    /// How long it lives.
    pub life: SignedDuration,
}

/// No code is ever printed.
impl std::fmt::Debug for Code<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Code").field("purpose", &self.purpose).finish_non_exhaustive()
    }
}

impl Code<'_> {
    /// The text message: one segment, whatever the company is called. Its last line is
    /// [bound to the page's origin](https://wicg.github.io/sms-one-time-codes/).
    pub fn text_message(&self, sender: &Sender<'_>) -> String {
        let Self { code, .. } = self;
        let purpose = match self.purpose {
            CodePurpose::ResetPassword => say(sender.language, "reset your password", "byta ditt lösenord"),
            CodePurpose::UnlockAccount => say(sender.language, "unlock your account", "låsa upp ditt konto"),
            CodePurpose::SignIn => say(sender.language, "sign in", "logga in"),
            CodePurpose::Register => say(sender.language, "register this number", "registrera numret"),
        };
        let is = say(sender.language, "is your code to", "är din kod för att");
        let never =
            say(sender.language, "We never ask you for this code.", "Vi frågar dig aldrig efter koden.");
        let rest = format!(": {code} {is} {purpose}. {never}\n@{} #{code}", sender.site.host());
        let room = gsm::length(&rest).and_then(|taken| gsm::SEGMENT.checked_sub(taken)).unwrap_or(0);
        format!("{}{rest}", gsm::fold(sender.company, room))
    }

    /// The mail.
    pub fn mail(&self, sender: &Sender<'_>) -> Mail {
        let Sender { company, language, .. } = *sender;
        let subject = format!("{} {company}", say(language, "Your code from", "Din kod från"));
        let asked = match self.purpose {
            CodePurpose::ResetPassword => say(
                language,
                "Somebody, hopefully you, asked for a code to reset your password.",
                "Någon, förhoppningsvis du, bad om en kod för att byta ditt lösenord.",
            ),
            CodePurpose::UnlockAccount => say(
                language,
                "Somebody, hopefully you, asked for a code to unlock your account.",
                "Någon, förhoppningsvis du, bad om en kod för att låsa upp ditt konto.",
            ),
            CodePurpose::SignIn => say(
                language,
                "Somebody, hopefully you, signs in with your password and needs this code.",
                "Någon, förhoppningsvis du, loggar in med ditt lösenord och behöver den här koden.",
            ),
            CodePurpose::Register => say(
                language,
                "Somebody, hopefully you, wants to register this address for proving who they are.",
                "Någon, förhoppningsvis du, vill registrera den här adressen för att kunna visa vem hen är.",
            ),
        };
        let minutes = self.life.as_mins();
        let enter = match language {
            domain::policy::Language::En => format!(
                "Type it into the page where you asked for it. It can be used once, within {minutes} minutes."
            ),
            domain::policy::Language::Sv => format!(
                "Skriv in den på sidan där du bad om den. Den går att använda en gång, inom {minutes} minuter."
            ),
        };
        let never = say(
            language,
            "We never ask you for this code, neither by phone nor in any other way. If you did not ask for it, nothing \
             has changed, and you need not do anything.",
            "Vi frågar dig aldrig efter koden, varken per telefon eller på annat sätt. Om du inte bad om den har inget \
             ändrats, och du behöver inte göra något.",
        );
        let mut paragraphs = vec![
            Paragraph::Text(asked.to_owned()),
            Paragraph::Code(self.code.to_owned()),
            Paragraph::Text(enter),
            Paragraph::Text(never.to_owned()),
        ];
        if let Some(desk) = sender.help_desk {
            let before = say(language, "Questions?", "Frågor?").to_owned();
            let (label, url) = (desk.label.clone(), desk.url.as_str().to_owned());
            paragraphs.push(Paragraph::Link { before, label, url });
        }
        html::mail(subject, language.tag(), &paragraphs)
    }
}
