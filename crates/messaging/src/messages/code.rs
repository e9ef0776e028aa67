//! Messages with a one-time code.

use jiff::SignedDuration;
use texts::Text;

use super::{Mail, Sender, html, html::Paragraph};
use crate::{segments, words};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodePurpose {
    /// The code proves a gate of a reset for a new password.
    ResetPassword,
    /// The code proves a gate of a reset that only ends a lockout.
    UnlockAccount,
    /// The code is a second factor of a sign-in.
    SignIn,
    /// The registration of the number or address that it goes to.
    Register,
}

/// A message with a one-time code.
#[derive(Clone, Copy)]
pub struct Code<'a> {
    pub code: &'a str,
    pub purpose: CodePurpose,
    /// The lifetime of the code, from when it was sent.
    pub ttl: SignedDuration,
}

/// Prints the purpose only, because no code belongs in a log.
impl std::fmt::Debug for Code<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Code").field("purpose", &self.purpose).finish_non_exhaustive()
    }
}

impl Code<'_> {
    /// Returns the text message: one segment, however long the company's name is. Its last line is
    /// [bound to the page's origin](https://wicg.github.io/sms-one-time-codes/).
    pub fn text_message(&self, sender: &Sender<'_>) -> String {
        let Self { code, .. } = *self;
        let text = |company: &str| match self.purpose {
            CodePurpose::ResetPassword => words::code_text_reset_password(code, company),
            CodePurpose::UnlockAccount => words::code_text_unlock_account(code, company),
            CodePurpose::SignIn => words::code_text_sign_in(code, company),
            CodePurpose::Register => words::code_text_register(code, company),
        };
        let end = format!("\n@{} #{code}", sender.site.host());
        segments::with_name_and_end(sender.company, 1, sender.language, text, &end)
    }

    pub fn mail(&self, sender: &Sender<'_>) -> Mail {
        let say = |text: Text| text.in_language(sender.language);
        let reason = match self.purpose {
            CodePurpose::ResetPassword => words::code_mail_reset_password(),
            CodePurpose::UnlockAccount => words::code_mail_unlock_account(),
            CodePurpose::SignIn => words::code_mail_sign_in(),
            CodePurpose::Register => words::code_mail_register(),
        };
        let mut paragraphs = vec![
            Paragraph::Text(say(reason)),
            Paragraph::Code(self.code.to_owned()),
            Paragraph::Text(say(words::code_enter(self.ttl.as_mins()))),
            Paragraph::Text(say(words::code_never())),
        ];
        if let Some(desk) = sender.help_desk {
            let (label, url) = (desk.label.clone(), desk.url.as_str().to_owned());
            paragraphs.push(Paragraph::Link { before: say(words::code_questions()), label, url });
        }
        html::mail(say(words::code_subject(sender.company)), sender.language, &paragraphs)
    }
}
