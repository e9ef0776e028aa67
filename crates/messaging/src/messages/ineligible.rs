//! The mail that says why an account cannot be reset.

use domain::IneligibleReason;
use texts::Text;

use super::{Mail, Sender, compose::mail, parts::Part};
use crate::words;

/// A mail to the user of an account that cannot be reset, after someone asked for a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ineligible {
    /// The reason.
    pub reason: IneligibleReason,
}

impl Ineligible {
    /// Returns the mail: the reason, what the user can do, and the help desk.
    pub fn mail(&self, sender: &Sender<'_>) -> Mail {
        let say = |text: Text| Part::Text(text.in_language(sender.language));
        let mut parts = vec![say(words::ineligible_asked(sender.company)), say(self.why())];
        if self.reason == IneligibleReason::TooFewMethods {
            let url = format!("{}/security-info", sender.site.url());
            let text = |text: Text| text.in_language(sender.language);
            let (before, label) =
                (text(words::ineligible_register()), text(words::ineligible_register_label()));
            parts.push(Part::Link { before, label, url });
        }
        parts.push(say(words::ineligible_not_you()));
        let title = words::ineligible_title();
        mail(sender, &words::mail_subject(sender.company, title.clone()), &title, parts)
    }

    fn why(self) -> Text {
        match self.reason {
            IneligibleReason::Disabled => words::ineligible_disabled(),
            IneligibleReason::Expired => words::ineligible_expired(),
            IneligibleReason::Protected => words::ineligible_protected(),
            IneligibleReason::OutOfScope => words::ineligible_out_of_scope(),
            IneligibleReason::Frozen => words::ineligible_frozen(),
            IneligibleReason::TooFewMethods => words::ineligible_too_few_methods(),
        }
    }
}
