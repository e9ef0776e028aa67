//! The connections to one controller. Each is lent to one asker at a time: a controller deals with the requests of one
//! connection one after the other, and nobody should wait for what somebody else asked.

use std::{
    ops::{Deref, DerefMut},
    sync::{Arc, Mutex as Lock},
    time::Duration,
};

use tokio::{
    sync::{Mutex, MutexGuard},
    time::Instant,
};

use super::{super::session::Session, lock};

/// Firewalls forget connections on which nothing happens, and tell nobody.
const MAX_IDLE: Duration = Duration::from_mins(1);

#[derive(Default)]
pub(super) struct Pool {
    idle: Lock<Idle>,
    /// One is made at a time: a service account that is turned away should be tried once.
    connect_lock: Mutex<()>,
}

#[derive(Default)]
struct Idle {
    /// Of connections that were made since the controller last failed.
    generation: u64,
    sessions: Vec<(Session, Instant)>,
}

/// A connection that nobody else has. Dropped, it is closed: on one that owes an answer everybody would wait for that.
pub(in super::super) struct PooledSession {
    session: Session,
    /// As it was lent: whatever the asker set concerns the asker alone.
    original: Session,
    generation: u64,
    pool: Arc<Pool>,
}

impl Pool {
    /// One that rests and still works: the one that was used last.
    pub(super) fn take(self: &Arc<Self>) -> Option<PooledSession> {
        let mut idle = lock(&self.idle);
        while let Some((mut session, since)) = idle.sessions.pop() {
            if since.elapsed() < MAX_IDLE && session.is_usable() {
                return Some(self.pooled(session, idle.generation));
            }
        }
        None
    }

    /// While this is held, nobody else makes one.
    pub(super) async fn connect_lock(&self) -> MutexGuard<'_, ()> {
        self.connect_lock.lock().await
    }

    /// One that was just made.
    pub(super) fn check_out(self: &Arc<Self>, session: Session) -> PooledSession {
        let generation = lock(&self.idle).generation;
        self.pooled(session, generation)
    }

    /// The controller failed: none of its connections is used again.
    pub(super) fn discard_all(&self) {
        let mut idle = lock(&self.idle);
        idle.generation += 1;
        idle.sessions.clear();
    }

    fn pooled(self: &Arc<Self>, session: Session, generation: u64) -> PooledSession {
        PooledSession { original: session.clone(), session, generation, pool: Arc::clone(self) }
    }
}

impl Deref for PooledSession {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.session
    }
}

impl DerefMut for PooledSession {
    fn deref_mut(&mut self) -> &mut Session {
        &mut self.session
    }
}

impl PooledSession {
    /// Lets others have it: everything that was asked on it was answered.
    pub(in super::super) fn release(self) {
        let mut idle = lock(&self.pool.idle);
        if idle.generation == self.generation {
            idle.sessions.push((self.original, Instant::now()));
        }
    }
}
