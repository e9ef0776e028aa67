//! Searches that read all entries, in pages.

use ldap3::{Scope as Depth, controls::RawControl};
use tokio::sync::mpsc;

use super::{
    controls,
    entry::Entry,
    search::{NoAnswer, Search},
    session::Session,
};
use crate::directory::DirectoryError;

/// The number of entries in a page. Controllers refuse more than 1,000.
pub(super) const PAGE_ENTRIES: i32 = 500;

impl Session {
    /// Reads one entry at most. Returns `None` if a single object that is read does not exist.
    pub(super) async fn search_one(
        &mut self,
        base: &str,
        depth: Depth,
        filter: &str,
        attributes: &[&str],
    ) -> Result<Option<Entry>, DirectoryError> {
        Ok(self.search(base, depth, filter, attributes).await?.into_iter().next())
    }

    /// Reads all entries, in pages.
    pub(super) async fn search(
        &mut self,
        base: &str,
        depth: Depth,
        filter: &str,
        attributes: &[&str],
    ) -> Result<Vec<Entry>, DirectoryError> {
        self.all(Search { base, depth, filter, attributes }, &[]).await
    }

    /// Reads all entries with names in extended form, page by page. While one page is handled, the next one is requested,
    /// and no more than that.
    pub(super) async fn pages(
        &mut self,
        search: Search<'_>,
        into: mpsc::Sender<Vec<Entry>>,
    ) -> Result<(), DirectoryError> {
        let mut cookie = Vec::new();
        loop {
            let request_controls = vec![controls::paged(PAGE_ENTRIES, &cookie), controls::extended_names()];
            let answer = self.ask(search, request_controls).await?;
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
            return match self.ask(search, extra.to_vec()).await {
                Ok(answer) => Ok(answer.entries),
                Err(NoAnswer::NoBase(_)) => Ok(Vec::new()),
                Err(error) => Err(error.into()),
            };
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
