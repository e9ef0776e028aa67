//! The connections to one controller. Each has one user at a time: a controller handles the requests of a connection
//! one after the other, and no job should wait for another job's request.

use std::{
    ops::{Deref, DerefMut},
    sync::{Arc, Mutex as Lock},
    time::Duration,
};

use tokio::{
    sync::{Mutex, MutexGuard},
    time::Instant,
};

use super::{
    super::{policy_list::CachedPolicyList, session::Session},
    lock,
};

/// The time after which an idle connection is not used again. Firewalls drop idle connections silently.
const MAX_IDLE: Duration = Duration::from_mins(1);

#[derive(Default)]
pub(super) struct Pool {
    idle: Lock<Idle>,
    /// A lock that is held while a connection is made, so that a service account that is rejected is tried once only.
    connect_lock: Mutex<()>,
}

#[derive(Default)]
struct Idle {
    /// Counts the failures of the controller: only connections of the current generation are used again.
    generation: u64,
    connections: Vec<IdleConnection>,
}

struct IdleConnection {
    session: Session,
    policies: CachedPolicyList,
    since: Instant,
}

/// A connection in use. It is closed when it is dropped, because it may still owe an answer that the next user would
/// wait for.
pub(in super::super) struct PooledSession {
    session: Session,
    /// The connection before its user changed any settings.
    original: Session,
    /// The password policies, kept for the next user of this connection.
    policies: CachedPolicyList,
    generation: u64,
    pool: Arc<Pool>,
}

impl Pool {
    /// Returns the connection that was used last, if it is idle and still works.
    pub(super) fn take(self: &Arc<Self>) -> Option<PooledSession> {
        let mut idle = lock(&self.idle);
        while let Some(IdleConnection { mut session, policies, since }) = idle.connections.pop() {
            if since.elapsed() < MAX_IDLE && session.is_usable() {
                return Some(self.pooled(session, policies, idle.generation));
            }
        }
        None
    }

    /// Waits until no other task is making a connection, and keeps others from it until the guard is dropped.
    pub(super) async fn connect_lock(&self) -> MutexGuard<'_, ()> {
        self.connect_lock.lock().await
    }

    /// Marks a new connection as in use.
    pub(super) fn check_out(self: &Arc<Self>, session: Session) -> PooledSession {
        let generation = lock(&self.idle).generation;
        self.pooled(session, CachedPolicyList::default(), generation)
    }

    /// Discards all connections, after the controller failed.
    pub(super) fn discard_all(&self) {
        let mut idle = lock(&self.idle);
        idle.generation += 1;
        idle.connections.clear();
    }

    fn pooled(
        self: &Arc<Self>,
        session: Session,
        policies: CachedPolicyList,
        generation: u64,
    ) -> PooledSession {
        PooledSession { original: session.clone(), session, policies, generation, pool: Arc::clone(self) }
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
    /// Returns the connection, and the password policies that are kept with it.
    pub(in super::super) const fn with_policies(&mut self) -> (&mut Session, &mut CachedPolicyList) {
        (&mut self.session, &mut self.policies)
    }

    /// Returns the connection to the pool. Call it only if everything that was asked on it was answered.
    pub(in super::super) fn release(self) {
        let mut idle = lock(&self.pool.idle);
        if idle.generation == self.generation {
            idle.connections.push(IdleConnection {
                session: self.original,
                policies: self.policies,
                since: Instant::now(),
            });
        }
    }
}
