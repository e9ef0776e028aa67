//! Writes both forms of a mail.

use texts::Text;

use super::{
    Mail, Sender, html,
    parts::{Help, MailContent, Part},
    plain,
};
use crate::words;

/// Writes a mail of these parts, with the help desk below them.
pub(super) fn mail(sender: &Sender<'_>, subject: &Text, title: &Text, parts: Vec<Part>) -> Mail {
    let say = |text: &Text| text.in_language(sender.language);
    let help =
        Help { question: say(&words::help()), unknown: say(&words::help_unknown()), desk: sender.help_desk };
    let content = MailContent { subject: say(subject), title: say(title), parts, help, sender };
    let is_right_to_left = words::direction(sender.language) == "rtl";
    Mail {
        text: plain::write(&content, is_right_to_left),
        html: html::write(&content, is_right_to_left),
        subject: content.subject,
    }
}
