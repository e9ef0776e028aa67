//! The parameters of a search, and its answer.

use ldap3::{Scope as Depth, controls::Control};

use super::entry::Entry;
use crate::directory::DirectoryError;

/// The parameters of a search.
#[derive(Debug, Clone, Copy)]
pub(super) struct Search<'a> {
    pub(super) base: &'a str,
    pub(super) depth: Depth,
    pub(super) filter: &'a str,
    pub(super) attributes: &'a [&'a str],
}

/// The answer to one request.
pub(super) struct Answer {
    pub(super) entries: Vec<Entry>,
    pub(super) controls: Vec<Control>,
}

/// A reason why a request got no answer.
#[derive(Debug)]
pub(super) enum NoAnswer {
    /// The base is not in the directory, is on another server, or is no name: results 32, 10 and 34.
    NoBase(u32),
    /// The controller refused, with this result code.
    Refused(u32, String),
    /// The controller did not answer.
    Failed(DirectoryError),
}

impl From<NoAnswer> for DirectoryError {
    fn from(no_answer: NoAnswer) -> Self {
        match no_answer {
            NoAnswer::NoBase(rc) => Self::NotFound(format!("the base of a search (result {rc})")),
            NoAnswer::Refused(50, _) => Self::NotPermitted("reading was refused (result 50)".to_owned()),
            NoAnswer::Refused(rc, code) => Self::Unexpected(format!("result {rc}, {code}")),
            NoAnswer::Failed(error) => error,
        }
    }
}
