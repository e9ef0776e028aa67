//! The domain's controllers: which there are, which are healthy, and the connections to them.
//!
//! A controller that did not answer is left alone, and probed in the background after growing pauses. So no job waits
//! for a dead controller except the one that found it dead. Jobs return to the preferred controller as soon as it has
//! answered. Only if no controller is healthy does a job try them all. A job stays on the controller on which it
//! began, because the others see its change about a second later.

mod backoff;
pub(super) mod locate;
pub(super) mod pdc;
mod pool;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex as Lock, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{
    sync::Mutex,
    time::{Instant, timeout},
};
use zeroize::Zeroizing;

use super::session::{self, Session};
use crate::{
    configuration::{ActiveDirectorySettings, LdapsUrl},
    directory::DirectoryError,
    entropy,
};
use backoff::{Backoff, Backoffs};
use locate::Locator;
use pool::Pool;
pub(super) use pool::PooledSession;

/// The time limit of a job's query if another controller could answer.
const FAST_TIMEOUT: Duration = Duration::from_secs(3);

/// The time limit of a job's query if no other controller could answer. Each step has its own limit, so this one is
/// never reached.
const SLOW_TIMEOUT: Duration = Duration::from_mins(10);

/// The time for which the PDC emulator is assumed to stay the same.
const PDC_CACHE_TTL: Duration = Duration::from_mins(5);

pub(super) struct Controllers {
    pub(super) settings: ActiveDirectorySettings,
    bind_password: Zeroizing<String>,
    tls: Arc<rustls::ClientConfig>,
    locator: Locator,
    backoffs: Lock<Backoffs>,
    /// The connections to each controller.
    pools: Lock<HashMap<String, Arc<Pool>>>,
    /// The pause and the error after a controller rejected the service account. They apply to all controllers, because
    /// more attempts would lock the account.
    rejection: Lock<Option<(Backoff, String)>>,
    pdc: Mutex<Option<(Instant, String)>>,
}

impl Controllers {
    pub(super) fn new(
        settings: ActiveDirectorySettings,
        tls: Arc<rustls::ClientConfig>,
        bind_password: Zeroizing<String>,
    ) -> Self {
        Self {
            settings,
            bind_password,
            tls,
            locator: Locator::default(),
            backoffs: Lock::default(),
            pools: Lock::default(),
            rejection: Lock::default(),
            pdc: Mutex::default(),
        }
    }

    /// Returns the controllers for a job: the healthy ones in order of preference, then the others. Probes failed
    /// ones in the background when their pause is over.
    pub(super) async fn candidates(
        self: &Arc<Self>,
        prefer_pdc_emulator: bool,
    ) -> Result<Vec<LdapsUrl>, DirectoryError> {
        let mut located = self.locator.controllers(&self.settings).await?;
        self.probe_failed(&located);
        self.sort_healthy_first(&mut located);
        if prefer_pdc_emulator
            && located.len() > 1
            && let Some(host) = self.pdc_emulator(&located).await
        {
            located.sort_by_key(|url| !url.host().eq_ignore_ascii_case(&host));
            self.sort_healthy_first(&mut located);
        }
        Ok(located)
    }

    /// Makes a connection outside the pools, to the first controller that answers.
    pub(super) async fn own_session(&self) -> Result<Session, DirectoryError> {
        let mut located = self.locator.controllers(&self.settings).await?;
        self.sort_healthy_first(&mut located);
        let mut last = no_controller();
        for url in located {
            match self.connect(&url).await {
                Err(error @ DirectoryError::NotPermitted(_)) => return Err(error),
                Err(error) => last = error,
                Ok(session) => return Ok(session),
            }
        }
        Err(last)
    }

    /// Returns a connection to a controller that no other caller uses meanwhile; a new one if none is idle.
    pub(super) async fn session(&self, url: &LdapsUrl) -> Result<PooledSession, DirectoryError> {
        let pool = Arc::clone(lock(&self.pools).entry(url.as_str().to_owned()).or_default());
        if let Some(session) = pool.take() {
            return Ok(session);
        }
        let _making = pool.connect_lock().await;
        match pool.take() {
            Some(session) => Ok(session),
            None => Ok(pool.check_out(self.connect(url).await?)),
        }
    }

    /// Makes a connection to a controller without signing in.
    pub(super) async fn connection(&self, url: &LdapsUrl) -> Result<ldap3::Ldap, DirectoryError> {
        let connected = match self.locator.address(&self.settings, url).await {
            Ok(address) => session::connect(&self.settings, &self.tls, url, address).await,
            Err(error) => Err(DirectoryError::Unreachable(format!("{}: {error}", url.as_str()))),
        };
        if connected.is_err() {
            self.failed(url.as_str());
        }
        connected
    }

    /// Notes that a controller did not answer: discards its connections and begins a pause.
    pub(super) fn failed(&self, controller: &str) {
        let [jitter] = entropy::draw();
        lock(&self.backoffs).failed(controller, Instant::now(), jitter);
        if let Some(pool) = lock(&self.pools).get(controller) {
            pool.discard_all();
        }
    }

    async fn connect(&self, url: &LdapsUrl) -> Result<Session, DirectoryError> {
        self.may_sign_in()?;
        let connection = self.connection(url).await?;
        let signed_in = Session::sign_in(connection, &self.settings, url, &self.bind_password).await;
        match &signed_in {
            Ok(_) => {
                lock(&self.backoffs).answered(url.as_str());
                *lock(&self.rejection) = None;
            }
            Err(DirectoryError::NotPermitted(why)) => {
                let mut rejection = lock(&self.rejection);
                let earlier = rejection.take().map(|(backoff, _)| backoff);
                let [jitter] = entropy::draw();
                *rejection = Some((Backoff::after(earlier, Instant::now(), jitter), why.clone()));
            }
            Err(_) => self.failed(url.as_str()),
        }
        signed_in
    }

    fn may_sign_in(&self) -> Result<(), DirectoryError> {
        match lock(&self.rejection).as_ref() {
            Some((backoff, why)) if !backoff.is_over(Instant::now()) => {
                Err(DirectoryError::NotPermitted(why.clone()))
            }
            Some(_) | None => Ok(()),
        }
    }

    /// Returns the time that a job waits for a controller, which is short if the next one is at least as good.
    pub(super) fn attempt_timeout(&self, url: &LdapsUrl, next: Option<&LdapsUrl>) -> Duration {
        let backoffs = lock(&self.backoffs);
        let is_next_as_good =
            next.is_some_and(|next| backoffs.is_healthy(next.as_str()) || !backoffs.is_healthy(url.as_str()));
        if is_next_as_good { FAST_TIMEOUT } else { SLOW_TIMEOUT }
    }

    fn sort_healthy_first(&self, urls: &mut [LdapsUrl]) {
        let backoffs = lock(&self.backoffs);
        urls.sort_by_key(|url| !backoffs.is_healthy(url.as_str()));
    }

    /// Probes failed controllers whose pause is over, in the background.
    fn probe_failed(self: &Arc<Self>, located: &[LdapsUrl]) {
        let now = Instant::now();
        let until = now + self.settings.connect_timeout() + self.settings.operation_timeout();
        for url in located {
            if lock(&self.backoffs).claim_probe(url.as_str(), now, until) {
                let (controllers, url) = (Arc::clone(self), url.clone());
                tokio::spawn(async move {
                    match controllers.session(&url).await {
                        Ok(session) => {
                            session.release();
                            tracing::info!(controller = url.as_str(), "controller_is_back");
                        }
                        Err(error) => tracing::debug!(error = %error, "controller_still_away"),
                    }
                });
            }
        }
    }

    /// Returns the PDC emulator's host name, as the first controller that answers gives it.
    async fn pdc_emulator(&self, located: &[LdapsUrl]) -> Option<String> {
        let mut cache = self.pdc.lock().await;
        if let Some((at, host)) = cache.as_ref()
            && at.elapsed() < PDC_CACHE_TTL
        {
            return Some(host.clone());
        }
        for url in located {
            let lookup = async {
                let mut session = self.session(url).await?;
                let host = pdc::host(&mut session).await?;
                session.release();
                Ok(host)
            };
            match timeout(FAST_TIMEOUT, lookup).await {
                Ok(Ok(Some(host))) => {
                    *cache = Some((Instant::now(), host.clone()));
                    return Some(host);
                }
                Ok(Err(DirectoryError::NotPermitted(_))) => break,
                Ok(Ok(None)) => tracing::warn!(controller = url.as_str(), "pdc_emulator_unknown"),
                Ok(Err(error)) => tracing::warn!(error = %error, "pdc_emulator_not_read"),
                Err(_) => self.failed(url.as_str()),
            }
        }
        cache.as_ref().map(|(_, host)| host.clone())
    }
}

/// Parses the name of a controller from an earlier answer.
pub(super) fn parse_controller(controller: &str) -> Result<LdapsUrl, DirectoryError> {
    LdapsUrl::try_from(controller.to_owned()).map_err(DirectoryError::Unexpected)
}

pub(super) fn no_controller() -> DirectoryError {
    DirectoryError::Unreachable("no controller is known".to_owned())
}

/// Locks a mutex, also after a panic: each change under a lock is one assignment, so none can be half done.
fn lock<T>(mutex: &Lock<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
