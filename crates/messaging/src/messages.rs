//! What people are told by text message and mail. Nothing in it comes from the person: company, help desk and links are
//! the administrator's, the rest is ours.

mod code;
mod html;
mod notice;
mod waiting;

use domain::policy::{HelpDesk, Language};

use crate::Site;
use jiff::{Timestamp, tz::TimeZone};

pub use code::{Code, CodePurpose};
pub use notice::{Notice, NoticeKind};
pub use waiting::{NotDone, Waiting, Why};

/// What every message is written with.
#[derive(Debug, Clone, Copy)]
pub struct Sender<'a> {
    /// The company's name.
    pub company: &'a str,
    /// Where the page is.
    pub site: &'a Site,
    /// Whom to call.
    pub help_desk: Option<&'a HelpDesk>,
    /// In which language.
    pub language: Language,
}

/// A mail, ready to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    /// The subject.
    pub subject: String,
    /// The part for readers that show plain text.
    pub text: String,
    /// The part for all others.
    pub html: String,
}

/// A mail may hold a code.
impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mail").field("subject", &self.subject).finish_non_exhaustive()
    }
}

/// In UTC, and says so: we do not know where the person is.
fn moment(at: Timestamp) -> String {
    let utc = at.to_zoned(TimeZone::UTC);
    format!("{:04}-{:02}-{:02} {}", utc.year(), utc.month(), utc.day(), time(at))
}

/// The time of day alone, likewise.
fn time(at: Timestamp) -> String {
    let utc = at.to_zoned(TimeZone::UTC);
    format!("{:02}:{:02} UTC", utc.hour(), utc.minute())
}

#[cfg(test)]
mod tests;
