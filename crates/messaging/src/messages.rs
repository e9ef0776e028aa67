//! The contents of text messages and mails. No part of them comes from the user: the administrator sets company, help
//! desk and links, and the rest is Readmit's.

mod code;
mod compose;
mod html;
mod ineligible;
mod notice;
mod order;
mod parts;
mod plain;

use domain::policy::{Branding, HelpDesk, Language};

use crate::Site;
use jiff::{Timestamp, tz::TimeZone};

pub use code::{Code, CodePurpose};
pub use ineligible::Ineligible;
pub use notice::{Notice, NoticeKind};
pub use order::{DeferredOrder, FailedOrder, FailureReason};

/// The sender, whom every message names.
#[derive(Debug, Clone, Copy)]
pub struct Sender<'a> {
    pub company: &'a str,
    /// The colors of mails.
    pub branding: &'a Branding,
    /// The site that links lead to.
    pub site: &'a Site,
    /// The help desk to call.
    pub help_desk: Option<&'a HelpDesk>,
    /// The time zone of times.
    pub zone: &'a TimeZone,
    /// The language of the message.
    pub language: Language,
}

/// A mail, ready to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    pub subject: String,
    /// The part for mail programs that show plain text.
    pub text: String,
    /// The part for programs that show HTML.
    pub html: String,
}

/// Prints the subject only, because a mail may have a code.
impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mail").field("subject", &self.subject).finish_non_exhaustive()
    }
}

impl Sender<'_> {
    /// Writes a moment in the company's time zone, and names the zone: the reader may be in another.
    fn moment(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%Y-%m-%d %H:%M %Z").to_string()
    }

    /// Writes the time of day in the same way.
    fn time(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%H:%M %Z").to_string()
    }
}

#[cfg(test)]
mod tests;
