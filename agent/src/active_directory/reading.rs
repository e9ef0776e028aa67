//! One read: follows changes if possible, and reads everything otherwise.

use tokio::sync::mpsc;

use super::{
    ActiveDirectory,
    base::Base,
    change_numbers,
    domain_map::DomainMap,
    follow::FollowError,
    position::{self, Mark, Position},
    scan::Reader,
    session::Session,
};
use crate::{
    clock,
    directory::{DirectoryError, ReadResult, Scope, SyncBatch},
};

/// The memory that one read keeps for the next.
#[derive(Default)]
pub(super) struct ReaderMemory {
    /// A connection outside the pools, so that a read does not delay a job.
    session: Option<Session>,
    /// The last change of that connection's controller before the read. If it is still the last one, nothing changed.
    last_change: Option<i64>,
    /// The state of the domain at a position. It is not used at another position, because the cloud may not have
    /// accepted the changes before this one.
    map: Option<(String, DomainMap)>,
}

/// Implements [`crate::directory::Directory::read`]. Reads run one after the other.
pub(super) async fn read(
    directory: &ActiveDirectory,
    scope: &Scope,
    since: Option<&str>,
    batches: mpsc::Sender<SyncBatch>,
) -> Result<ReadResult, DirectoryError> {
    let mut memory = directory.memory.lock().await;
    // Taken, so that after a failure the next read starts with a new connection and without memory.
    let ReaderMemory { session, last_change, map } = std::mem::take(&mut *memory);
    let (session, last_change) = match session.and_then(Session::if_usable) {
        Some(session) => (session, last_change),
        None => (directory.controllers.own_session().await?, None),
    };
    let settings = directory.settings();
    let mut reader = Reader { session, settings, batches, now: clock::now().as_second() };
    let remembered = map.filter(|(at, map)| since == Some(at) && map.scope == *scope).map(|(_, map)| map);
    let read = reader.read(scope, since, remembered, last_change).await;
    let ReadOutcome { is_full, mark, map, last_change } = read.inspect_err(|error| {
        // A missing name is no fault of the controller.
        if !matches!(error, DirectoryError::SyncStopped(_)) {
            directory.controllers.failed(reader.session.controller());
        }
    })?;
    let domain = reader.session.root.domain.clone();
    let position = Position { domain, settings: position::fingerprint(settings), mark };
    let position = serde_json::to_string(&position)
        .map_err(|error| DirectoryError::Unexpected(format!("a position cannot be written: {error}")))?;
    *memory = ReaderMemory { session: Some(reader.session), last_change, map: Some((position.clone(), map)) };
    Ok(ReadResult { is_full, position })
}

/// The result of one read, from which the next one goes on.
struct ReadOutcome {
    is_full: bool,
    mark: Mark,
    map: DomainMap,
    last_change: Option<i64>,
}

impl Reader<'_> {
    async fn read(
        &mut self,
        scope: &Scope,
        since: Option<&str>,
        remembered: Option<DomainMap>,
        last_change: Option<i64>,
    ) -> Result<ReadOutcome, DirectoryError> {
        let before = last_change;
        let last_change = change_numbers::last(&mut self.session).await?;
        let read = |is_full, mark, map| ReadOutcome { is_full, mark, map, last_change };
        let position = since.and_then(|since| self.useful(since));
        let (mark, remembered) = match (position, remembered) {
            (Some(Position { mark, .. }), Some(map)) if before.is_some() && before == last_change => {
                return Ok(read(false, mark, map));
            }
            (position, remembered) => (position.map(|position| position.mark), remembered),
        };
        let base = Base::find(&mut self.session, self.settings.base.as_deref()).await?;
        if let Some(mark) = mark {
            match self.follow(&mark, scope, &base, remembered).await {
                Ok((mark, map)) => return Ok(read(false, mark, map)),
                Err(FollowError::NeedsFullRead(reason)) => tracing::info!(?reason, "everything_read_again"),
                Err(FollowError::Failed(error)) => return Err(error),
            }
        }
        let (mark, map) = self.read_all(scope, &base).await?;
        Ok(read(true, mark, map))
    }

    fn useful(&self, since: &str) -> Option<Position> {
        let position = Position::parse(since)?;
        let is_ours = position.domain == self.session.root.domain
            && position.settings == position::fingerprint(self.settings);
        is_ours.then_some(position)
    }
}
