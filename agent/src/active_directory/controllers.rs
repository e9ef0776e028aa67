//! The domain's controllers: which there are, which are well, and the connections to them.
//!
//! A controller that did not answer is left alone, and tried again beside the jobs, after pauses that grow: no job waits
//! for a dead controller but the one that found it dead. Jobs come back to the preferred controller as soon as it
//! answered. Only while none is well does a job try them all. What a job began on one controller stays there: a change is
//! seen on the others about a second later only.

pub(super) mod locate;
pub(super) mod pdc;
mod pool;
mod rest;

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
use locate::Locator;
use pool::{Lent, Pool};
use rest::{Rest, Rests};

/// How long a controller may take for a job's first look where another one could be asked.
const HURRY: Duration = Duration::from_secs(3);

/// Where none could: each step has a limit of its own, so that this is never reached.
const SLOWEST: Duration = Duration::from_mins(10);

/// How long the PDC emulator is taken for the same.
const PDC_KNOWN: Duration = Duration::from_mins(5);

pub(super) struct Controllers {
    pub(super) settings: ActiveDirectorySettings,
    bind_password: Zeroizing<String>,
    tls: Arc<rustls::ClientConfig>,
    locator: Locator,
    rests: Lock<Rests>,
    /// The connections to each.
    pools: Lock<HashMap<String, Arc<Pool>>>,
    /// The service account was turned away, everywhere then: more attempts would lock it.
    turned_away: Lock<Option<(Rest, String)>>,
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
            rests: Lock::default(),
            pools: Lock::default(),
            turned_away: Lock::default(),
            pdc: Mutex::default(),
        }
    }

    /// Those to ask for a job, one after the other: who is well in order of preference, then the rest. Whoever has rested
    /// is tried beside.
    pub(super) async fn candidates(
        self: &Arc<Self>,
        prefer_pdc_emulator: bool,
    ) -> Result<Vec<LdapsUrl>, DirectoryError> {
        let mut located = self.locator.controllers(&self.settings).await?;
        self.look_back(&located);
        self.put_well_ones_first(&mut located);
        if prefer_pdc_emulator
            && located.len() > 1
            && let Some(host) = self.pdc_emulator(&located).await
        {
            located.sort_by_key(|url| !url.host().eq_ignore_ascii_case(&host));
            self.put_well_ones_first(&mut located);
        }
        Ok(located)
    }

    /// A connection of its own, to the first that answers.
    pub(super) async fn own_session(&self) -> Result<Session, DirectoryError> {
        let mut located = self.locator.controllers(&self.settings).await?;
        self.put_well_ones_first(&mut located);
        let mut last = nobody();
        for url in located {
            match self.connect(&url).await {
                Err(error @ DirectoryError::NotPermitted(_)) => return Err(error),
                Err(error) => last = error,
                Ok(session) => return Ok(session),
            }
        }
        Err(last)
    }

    /// A connection to one controller that nobody else uses meanwhile; a new one where none is at hand.
    pub(super) async fn session(&self, url: &LdapsUrl) -> Result<Lent, DirectoryError> {
        let pool = Arc::clone(lock(&self.pools).entry(url.as_str().to_owned()).or_default());
        if let Some(lent) = pool.take() {
            return Ok(lent);
        }
        let _making = pool.making().await;
        match pool.take() {
            Some(lent) => Ok(lent),
            None => Ok(pool.lend(self.connect(url).await?)),
        }
    }

    /// A connection to a controller on which nobody is signed in.
    pub(super) async fn link(&self, url: &LdapsUrl) -> Result<ldap3::Ldap, DirectoryError> {
        let linked = match self.locator.address(&self.settings, url).await {
            Ok(address) => session::connect(&self.settings, &self.tls, url, address).await,
            Err(error) => Err(DirectoryError::Unreachable(format!("{}: {error}", url.as_str()))),
        };
        if linked.is_err() {
            self.failed(url.as_str());
        }
        linked
    }

    /// It did not answer: its connections are left, and it rests.
    pub(super) fn failed(&self, controller: &str) {
        let [jitter] = entropy::draw();
        lock(&self.rests).failed(controller, Instant::now(), jitter);
        if let Some(pool) = lock(&self.pools).get(controller) {
            pool.forget();
        }
    }

    async fn connect(&self, url: &LdapsUrl) -> Result<Session, DirectoryError> {
        self.may_sign_in()?;
        let link = self.link(url).await?;
        let signed_in = Session::sign_in(link, &self.settings, url, &self.bind_password).await;
        match &signed_in {
            Ok(_) => {
                lock(&self.rests).answered(url.as_str());
                *lock(&self.turned_away) = None;
            }
            Err(DirectoryError::NotPermitted(why)) => {
                let mut turned_away = lock(&self.turned_away);
                let earlier = turned_away.take().map(|(rest, _)| rest);
                let [jitter] = entropy::draw();
                *turned_away = Some((Rest::after(earlier, Instant::now(), jitter), why.clone()));
            }
            Err(DirectoryError::Unreachable(_) | DirectoryError::Unexpected(_)) => self.failed(url.as_str()),
        }
        signed_in
    }

    fn may_sign_in(&self) -> Result<(), DirectoryError> {
        match lock(&self.turned_away).as_ref() {
            Some((rest, why)) if !rest.is_over(Instant::now()) => {
                Err(DirectoryError::NotPermitted(why.clone()))
            }
            Some(_) | None => Ok(()),
        }
    }

    /// How long a job waits for a controller: not long where the next one is no worse.
    pub(super) fn patience(&self, url: &LdapsUrl, next: Option<&LdapsUrl>) -> Duration {
        let rests = lock(&self.rests);
        let is_next_as_good =
            next.is_some_and(|next| rests.is_well(next.as_str()) || !rests.is_well(url.as_str()));
        if is_next_as_good { HURRY } else { SLOWEST }
    }

    fn put_well_ones_first(&self, urls: &mut [LdapsUrl]) {
        let rests = lock(&self.rests);
        urls.sort_by_key(|url| !rests.is_well(url.as_str()));
    }

    /// Tries those that have rested, without anybody waiting for it.
    fn look_back(self: &Arc<Self>, located: &[LdapsUrl]) {
        let now = Instant::now();
        let until = now + self.settings.connect_timeout() + self.settings.operation_timeout();
        for url in located {
            if lock(&self.rests).take_turn(url.as_str(), now, until) {
                let (controllers, url) = (Arc::clone(self), url.clone());
                tokio::spawn(async move {
                    match controllers.session(&url).await {
                        Ok(session) => {
                            session.give_back();
                            tracing::info!(controller = url.as_str(), "controller_is_back");
                        }
                        Err(error) => tracing::debug!(error = %error, "controller_still_away"),
                    }
                });
            }
        }
    }

    /// The PDC emulator's host name, as the first controller that answers tells it.
    async fn pdc_emulator(&self, located: &[LdapsUrl]) -> Option<String> {
        let mut known = self.pdc.lock().await;
        if let Some((at, host)) = known.as_ref()
            && at.elapsed() < PDC_KNOWN
        {
            return Some(host.clone());
        }
        for url in located {
            let ask = async {
                let mut session = self.session(url).await?;
                let host = pdc::host(&mut session).await?;
                session.give_back();
                Ok(host)
            };
            match timeout(HURRY, ask).await {
                Ok(Ok(Some(host))) => {
                    *known = Some((Instant::now(), host.clone()));
                    return Some(host);
                }
                Ok(Err(DirectoryError::NotPermitted(_))) => break,
                Ok(Ok(None)) => tracing::warn!(controller = url.as_str(), "pdc_emulator_not_told"),
                Ok(Err(error)) => tracing::warn!(error = %error, "pdc_emulator_not_read"),
                Err(_) => self.failed(url.as_str()),
            }
        }
        known.as_ref().map(|(_, host)| host.clone())
    }
}

/// The controller that an earlier answer names.
pub(super) fn named(controller: &str) -> Result<LdapsUrl, DirectoryError> {
    LdapsUrl::try_from(controller.to_owned()).map_err(DirectoryError::Unexpected)
}

pub(super) fn nobody() -> DirectoryError {
    DirectoryError::Unreachable("no controller is known".to_owned())
}

/// A panic while the lock was held cannot have left anything half-changed: each change is one assignment.
fn lock<T>(mutex: &Lock<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
