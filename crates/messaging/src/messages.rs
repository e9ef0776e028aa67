//! The contents of text messages and mails. No part of them comes from the user: the administrator sets company, help
//! desk and links, and the rest is Readmit's.

mod code;
mod html;
mod notice;
mod order;

use domain::policy::{HelpDesk, Language};

use crate::Site;
use jiff::{Timestamp, tz::TimeZone};

pub use code::{Code, CodePurpose};
pub use notice::{Notice, NoticeKind};
pub use order::{DeferredOrder, FailedOrder, FailureReason};

/// The sender, whom every message names.
#[derive(Debug, Clone, Copy)]
pub struct Sender<'a> {
    pub company: &'a str,
    /// The site that links lead to.
    pub site: &'a Site,
    /// The help desk to call.
    pub help_desk: Option<&'a HelpDesk>,
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

/// Writes a moment in UTC, and says so, because the user's time zone is not known.
fn moment(at: Timestamp) -> String {
    let utc = at.to_zoned(TimeZone::UTC);
    format!("{:04}-{:02}-{:02} {}", utc.year(), utc.month(), utc.day(), time(at))
}

/// Writes the time of day in UTC.
fn time(at: Timestamp) -> String {
    let utc = at.to_zoned(TimeZone::UTC);
    format!("{:02}:{:02} UTC", utc.hour(), utc.minute())
}

#[cfg(test)]
mod tests;
