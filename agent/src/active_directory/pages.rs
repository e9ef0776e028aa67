//! Searches, one request at a time.

use ldap3::{
    Scope as Depth, SearchEntry,
    adapters::{Adapter, EntriesOnly},
    controls::{Control, RawControl},
};
use tokio::sync::mpsc;

use super::{
    answer, controls,
    entry::Entry,
    session::{Session, unreachable},
};
use crate::directory::DirectoryError;

/// The number of entries in a page. Controllers refuse more than 1,000.
pub(super) const PAGE_ENTRIES: i32 = 500;

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
    /// The controller refused, with this result code.
    Refused(u32, String),
    /// The controller did not answer.
    Failed(DirectoryError),
}

impl From<NoAnswer> for DirectoryError {
    fn from(no_answer: NoAnswer) -> Self {
        match no_answer {
            NoAnswer::Refused(50, _) => Self::NotPermitted("reading was refused (result 50)".to_owned()),
            NoAnswer::Refused(rc, code) => Self::Unexpected(format!("result {rc}, {code}")),
            NoAnswer::Failed(error) => error,
        }
    }
}

impl Session {
    /// Sends one request. Does not follow referrals, which lead to servers that nobody configured.
    pub(super) async fn ask(
        &mut self,
        search: Search<'_>,
        controls: Vec<RawControl>,
    ) -> Result<Answer, NoAnswer> {
        let failed = |error| NoAnswer::Failed(unreachable(&error));
        let attributes: Vec<String> = search.attributes.iter().map(|&name| name.to_owned()).collect();
        let adapters: Vec<Box<dyn Adapter<'_, String, Vec<String>>>> = vec![Box::new(EntriesOnly::new())];
        self.ldap.with_timeout(self.operation_timeout).with_controls(controls);
        let stream =
            self.ldap.streaming_search_with(adapters, search.base, search.depth, search.filter, attributes);
        let mut stream = stream.await.map_err(failed)?;
        let mut entries = Vec::new();
        while let Some(entry) = stream.next().await.map_err(failed)? {
            entries.push(Entry(SearchEntry::construct(entry)));
        }
        let result = stream.finish().await;
        match result.rc {
            // 10: referrals only. 32 and 34: no such base, or no distinguished name at all.
            0 | 10 | 32 | 34 => Ok(Answer { entries, controls: result.ctrls }),
            rc => Err(NoAnswer::Refused(rc, answer::code(&result.text).to_owned())),
        }
    }

    /// Reads all entries page by page. While one page is handled, the next one is requested, and no more than that.
    pub(super) async fn pages(
        &mut self,
        search: Search<'_>,
        into: mpsc::Sender<Vec<Entry>>,
    ) -> Result<(), DirectoryError> {
        let mut cookie = Vec::new();
        loop {
            let answer = self.ask(search, vec![controls::paged(PAGE_ENTRIES, &cookie)]).await?;
            let is_wanted = into.send(answer.entries).await.is_ok();
            match controls::next_page(&answer.controls) {
                Some(next) if is_wanted => cookie = next,
                Some(_) | None => return Ok(()),
            }
        }
    }

    /// Reads all entries at once, for searches that never match many. Reads a single object without pages, because
    /// these take a controller some time.
    pub(super) async fn all(
        &mut self,
        search: Search<'_>,
        extra: &[RawControl],
    ) -> Result<Vec<Entry>, DirectoryError> {
        if search.depth == Depth::Base {
            return Ok(self.ask(search, extra.to_vec()).await?.entries);
        }
        let (mut entries, mut cookie) = (Vec::new(), Vec::new());
        loop {
            let paged = controls::paged(PAGE_ENTRIES, &cookie);
            let controls = extra.iter().cloned().chain([paged]).collect();
            let answer = self.ask(search, controls).await?;
            entries.extend(answer.entries);
            match controls::next_page(&answer.controls) {
                Some(next) => cookie = next,
                None => return Ok(entries),
            }
        }
    }
}
