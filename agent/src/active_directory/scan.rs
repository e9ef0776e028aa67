//! Reads accounts: all of them, or those that match a filter.

use std::collections::BTreeSet;

use agent_protocol::sync::Domain;
use ldap3::{Scope as Depth, ldap_escape};
use tokio::sync::mpsc;

use super::{
    base::Base,
    change_numbers, dir_sync,
    domain_map::DomainMap,
    entry::Entry,
    position::Mark,
    scope_filter::{self, ScopeFilter},
    search::Search,
    session::Session,
};
use crate::{
    configuration::ActiveDirectorySettings,
    directory::{DirectoryError, Scope, SyncBatch},
};

/// Reads the `NetBIOS` name of the domain, and the suffixes of its user principal names in lower case.
pub(super) async fn domain(session: &mut Session) -> Result<Domain, DirectoryError> {
    let (domain, configuration) = (session.root.domain.clone(), session.root.configuration.clone());
    let partitions = format!("CN=Partitions,{configuration}");
    let filter = format!("(&(objectClass=crossRef)(nCName={}))", ldap_escape(domain.as_str()));
    let names =
        session.search_one(&partitions, Depth::OneLevel, &filter, &["nETBIOSName", "dnsRoot"]).await?;
    let missing = || DirectoryError::Unexpected("the domain's names cannot be read".to_owned());
    let names = names.ok_or_else(missing)?;
    let extra = session.search_one(&partitions, Depth::Base, "(objectClass=*)", &["uPNSuffixes"]).await?;
    let extra = extra.as_ref().map(|entry| entry.texts("uPNSuffixes")).unwrap_or_default();
    let suffixes = names.texts("dnsRoot").iter().chain(extra).map(|name| name.to_lowercase()).collect();
    Ok(Domain { netbios: names.text("nETBIOSName").ok_or_else(missing)?, suffixes })
}

/// Matches accounts of people.
pub(super) const PERSON: &str = "(&(objectCategory=person)(objectClass=user))";

/// A read of accounts: its connection, and the receiver of its batches.
pub(super) struct Reader<'a> {
    pub(super) session: Session,
    pub(super) settings: &'a ActiveDirectorySettings,
    pub(super) batches: mpsc::Sender<SyncBatch>,
    pub(super) now: i64,
}

/// The range of one search for accounts.
#[derive(Clone, Copy)]
pub(super) struct Range<'a> {
    /// The distinguished name below which it searches.
    pub(super) below: &'a str,
    pub(super) filter: &'a str,
    /// Whether it is a search for all accounts.
    pub(super) is_full: bool,
}

impl Reader<'_> {
    /// Reads all accounts. Returns the mark from which changes can be followed. The mark is read first, so that no
    /// change is missed.
    pub(super) async fn read_all(
        &mut self,
        scope: &Scope,
        base: &Base,
    ) -> Result<(Mark, DomainMap), DirectoryError> {
        // Reading everything may take a controller a while. A request for changes is answered at once, unless the
        // controller hangs.
        let usual = self.session.allow_slow_answers();
        let mark = match dir_sync::now(&mut self.session).await? {
            Some(cookie) => Mark::dir_sync(&cookie),
            None => change_numbers::now(&mut self.session).await?.into(),
        };
        let map = DomainMap::read(&mut self.session, scope).await?;
        let range = Range { below: base.dn(), filter: PERSON, is_full: true };
        self.read_matching(&map, base, range, &mut BTreeSet::new()).await?;
        self.session.operation_timeout = usual;
        Ok((mark, map))
    }

    /// Classifies and sends every account that a filter matches, except those that were seen before.
    pub(super) async fn read_matching(
        &mut self,
        map: &DomainMap,
        base: &Base,
        range: Range<'_>,
        seen: &mut BTreeSet<uuid::Uuid>,
    ) -> Result<(), DirectoryError> {
        let Range { below, filter, is_full } = range;
        let attributes = scope_filter::attributes(self.settings);
        let search = Search { base: below, depth: Depth::Subtree, filter, attributes: &attributes };
        let scope_filter = ScopeFilter { settings: self.settings, map, base, now: self.now };
        let (sender, mut pages) = mpsc::channel::<Vec<Entry>>(1);
        let classifying = async {
            while let Some(page) = pages.recv().await {
                let mut batch = SyncBatch { is_full, ..SyncBatch::default() };
                // A full read meets no account twice, and need not remember 100,000.
                let new =
                    page.iter().filter(|entry| is_full || entry.guid().is_none_or(|id| seen.insert(id)));
                new.for_each(|entry| scope_filter.classify(entry, &mut batch));
                send_batch(&self.batches, batch).await;
            }
            Ok(())
        };
        tokio::try_join!(self.session.pages(search, sender), classifying).map(|_| ())
    }
}

/// Sends a batch to the reader of accounts. It is lost only if the read is about to be dropped.
pub(super) async fn send_batch(batches: &mpsc::Sender<SyncBatch>, batch: SyncBatch) {
    let _nobody = batches.send(batch).await;
}
