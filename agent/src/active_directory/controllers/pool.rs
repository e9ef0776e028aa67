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
const LONGEST_REST: Duration = Duration::from_mins(1);

#[derive(Default)]
pub(super) struct Pool {
    idle: Lock<Idle>,
    /// One is made at a time: a service account that is turned away should be tried once.
    making: Mutex<()>,
}

#[derive(Default)]
struct Idle {
    /// Of connections that were made since the controller last failed.
    generation: u64,
    sessions: Vec<(Session, Instant)>,
}

/// A connection that nobody else has. Dropped, it is closed: on one that owes an answer everybody would wait for that.
pub(in super::super) struct Lent {
    session: Session,
    /// As it was lent: whatever the asker set concerns the asker alone.
    kept: Session,
    generation: u64,
    pool: Arc<Pool>,
}

impl Pool {
    /// One that rests and still works: the one that was used last.
    pub(super) fn take(self: &Arc<Self>) -> Option<Lent> {
        let mut idle = lock(&self.idle);
        while let Some((mut session, since)) = idle.sessions.pop() {
            if since.elapsed() < LONGEST_REST && session.is_usable() {
                return Some(self.lent(session, idle.generation));
            }
        }
        None
    }

    /// While this is held, nobody else makes one.
    pub(super) async fn making(&self) -> MutexGuard<'_, ()> {
        self.making.lock().await
    }

    /// One that was just made.
    pub(super) fn lend(self: &Arc<Self>, session: Session) -> Lent {
        let generation = lock(&self.idle).generation;
        self.lent(session, generation)
    }

    /// The controller failed: none of its connections is used again.
    pub(super) fn forget(&self) {
        let mut idle = lock(&self.idle);
        idle.generation += 1;
        idle.sessions.clear();
    }

    fn lent(self: &Arc<Self>, session: Session, generation: u64) -> Lent {
        Lent { kept: session.clone(), session, generation, pool: Arc::clone(self) }
    }
}

impl Deref for Lent {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.session
    }
}

impl DerefMut for Lent {
    fn deref_mut(&mut self) -> &mut Session {
        &mut self.session
    }
}

impl Lent {
    /// Lets others have it: everything that was asked on it was answered.
    pub(in super::super) fn give_back(self) {
        let mut idle = lock(&self.pool.idle);
        if idle.generation == self.generation {
            idle.sessions.push((self.kept, Instant::now()));
        }
    }
}
