//! The parts of a mail, which are written as plain text and as HTML.

use domain::policy::HelpDesk;

use super::Sender;

/// One part of a mail.
pub(super) enum Part {
    Text(String),
    /// A code, large.
    Code(String),
    /// Labels with their values, one below the other.
    Rows(Vec<(String, String)>),
    /// The one thing to do.
    Button {
        label: String,
        url: String,
    },
    /// Words and a link.
    Link {
        before: String,
        label: String,
        url: String,
    },
}

/// A mail before it is written.
pub(super) struct MailContent<'a> {
    pub(super) subject: String,
    /// The heading.
    pub(super) title: String,
    pub(super) parts: Vec<Part>,
    /// The help desk, below the parts.
    pub(super) help: Help<'a>,
    pub(super) sender: &'a Sender<'a>,
}

/// The last lines: the help desk, or that there is one.
pub(super) struct Help<'a> {
    /// The question before it.
    pub(super) question: String,
    /// The advice if the policy names no help desk.
    pub(super) unknown: String,
    pub(super) desk: Option<&'a HelpDesk>,
}

impl Help<'_> {
    /// Returns the link of the help desk, unless it calls the number that is shown anyway.
    pub(super) fn link(&self) -> Option<&str> {
        self.desk.map(|desk| desk.url.as_str()).filter(|url| !url.starts_with("tel:"))
    }
}
