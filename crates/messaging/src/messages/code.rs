//! Messages with a one-time code.

use jiff::SignedDuration;
use texts::Text;

use super::{Mail, Sender, compose::mail, parts::Part};
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
        let Sender { company, language, .. } = *sender;
        let (title, reason) = match self.purpose {
            CodePurpose::ResetPassword => {
                (words::code_mail_reset_password_title(), words::code_mail_reset_password(company))
            }
            CodePurpose::UnlockAccount => {
                (words::code_mail_unlock_account_title(), words::code_mail_unlock_account(company))
            }
            CodePurpose::SignIn => (words::code_mail_sign_in_title(), words::code_mail_sign_in(company)),
            CodePurpose::Register => (words::code_mail_register_title(), words::code_mail_register(company)),
        };
        let unexpected = match self.purpose {
            // Only someone who gave the right password gets this far.
            CodePurpose::SignIn => words::code_ignore_sign_in(),
            CodePurpose::ResetPassword | CodePurpose::UnlockAccount | CodePurpose::Register => {
                words::code_ignore()
            }
        };
        let text = |text: Text| Part::Text(text.in_language(language));
        let parts = vec![
            text(reason),
            Part::Code(self.code.to_owned()),
            text(words::code_enter(self.ttl.as_mins())),
            text(unexpected),
            text(words::code_never()),
        ];
        mail(sender, &words::code_subject(company), &title, parts)
    }
}
