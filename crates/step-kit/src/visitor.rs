//! Who is signed in: from a cookie to the session that it holds, and what comes next in it.

use api_contract::{Endpoint, Method, ProblemKind, session};
use domain::{AccountLimits, Event, Next, Policy, Registration, Session, Standing, StepRefusal};
use jiff::Timestamp;
use lambda_kit::{Failure, Request, now, rfc3339};
use messaging::Site;
use store::{
    SecretName, StoreError, Wiring, WiringError,
    accounts::KnownAccount,
    sessions::{Decided, Loaded, Outcome, Reference, Sessions},
    settings::Settings,
};

use crate::{Judge, retry};

/// Admits people who are signed in.
#[derive(Debug)]
pub struct Visitors {
    /// The sessions.
    pub sessions: Sessions,
    /// Where the page is.
    pub site: Site,
}

/// Somebody who is signed in, at one request.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The session, with what is counted and registered for its account.
    pub loaded: Loaded,
    /// Whose it is.
    pub account: KnownAccount,
    /// What is demanded of the person.
    pub standing: Standing,
}

impl Visitors {
    /// Connects to the sessions.
    pub fn connect(wiring: &Wiring) -> Result<Self, WiringError> {
        Ok(Self { sessions: wiring.sessions()?, site: wiring.site()? })
    }

    /// Connects to all by which the proof of a person who is signed in is judged.
    pub async fn connect_with_judge(wiring: &Wiring) -> Result<(Settings, Self, Judge), lambda_kit::Error> {
        let wanted = [SecretName::Code, SecretName::Destination];
        let (settings, [code, destinations]) = wiring.settings_and_secrets(wanted, now()).await?;
        let visitors = Self::connect(wiring)?;
        let judge = Judge::new(&code, &destinations, &visitors.site)?;
        Ok((settings, visitors, judge))
    }

    /// The person of a request that this site's page made, with a session that lasts.
    pub async fn admit<E: Endpoint>(
        &self,
        request: &Request<E>,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<Visitor, Failure> {
        self.refuse_other_sites(request)?;
        let reference = request.session.as_deref().and_then(Reference::parse).ok_or_else(nobody)?;
        let mut loaded = self.sessions.load(&reference.id()).await?.ok_or_else(nobody)?;
        let account = loaded.account.take().filter(|_| loaded.session.lasts(&loaded.limits, policy, now));
        let account = account.ok_or_else(nobody)?;
        if let Some(used) = loaded.session.used(now) {
            match self.sessions.note_use(&loaded.versions, &used, policy).await {
                Ok(versions) => loaded = Loaded { session: used, versions, ..loaded },
                // Another request noted its use at this moment, or ended it, which the next one finds.
                Err(StoreError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let standing = standing(&account, &loaded.registration, &loaded.limits, policy, now);
        Ok(Visitor { loaded, account, standing })
    }

    /// What browsers send with the cookie must come from our own page. A form of another site can send neither our header
    /// nor our origin; a GET has no origin and changes nothing.
    pub fn refuse_other_sites<E: Endpoint>(&self, request: &Request<E>) -> Result<(), Failure> {
        let is_own = match (request.origin.as_deref(), E::METHOD) {
            (Some(origin), _) => self.site.is_own_origin(origin),
            (None, Method::Get) => true,
            (None, Method::Post) => false,
        };
        if is_own && request.is_from_page { Ok(()) } else { Err(Failure::refused(ProblemKind::CrossSite)) }
    }

    /// Changes what is registered, as often as the race for it is lost, and says what comes next in the session.
    pub async fn change_registration<E: Endpoint>(
        &self,
        request: &Request<E>,
        policy: &Policy,
        now: Timestamp,
        change: impl Fn(Registration) -> Result<(Registration, Event), StepRefusal>,
    ) -> Result<session::Session, Failure> {
        let change = &change;
        retry(now, || async move {
            let visitor = self.admit(request, policy, now).await?;
            visitor.loaded.session.admit_registration(&visitor.standing)?;
            let (registration, event) = change(visitor.loaded.registration.clone())?;
            Ok(self.save_registration(&visitor, &registration, &event, policy, now).await?)
        })
        .await
    }

    /// Saves a change of what is registered, and says what comes next in the session.
    pub async fn save_registration(
        &self,
        visitor: &Visitor,
        registration: &Registration,
        event: &Event,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<session::Session, StoreError> {
        let registered = Some(registration);
        let decided = Decided { outcome: Outcome::Kept, limits: None, registration: registered, event };
        self.sessions.save(&visitor.loaded, decided, policy, now).await?;
        let standing = standing(&visitor.account, registration, &visitor.loaded.limits, policy, now);
        Ok(told_session(&visitor.loaded.session, &standing, policy))
    }
}

impl Visitor {
    /// The session, as the page may know it.
    pub fn told(&self, policy: &Policy) -> session::Session {
        told_session(&self.loaded.session, &self.standing, policy)
    }
}

/// Where a person stands.
pub fn standing(
    account: &KnownAccount,
    registration: &Registration,
    limits: &AccountLimits,
    policy: &Policy,
    now: Timestamp,
) -> Standing {
    let is_administrator = account.account.administrator;
    Standing::of(registration, &account.directory, is_administrator, limits, policy, now)
}

/// A session as the page may know it.
pub fn told_session(session: &Session, standing: &Standing, policy: &Policy) -> session::Session {
    session::Session {
        next: match session.next(standing) {
            Next::ChangePassword => session::Next::ChangePassword,
            Next::LiftFreeze => session::Next::LiftFreeze,
            Next::Prove => session::Next::Prove,
            Next::Register => session::Next::Register,
            Next::Confirm => session::Next::Confirm,
            Next::SecurityInfo => session::Next::SecurityInfo,
        },
        idle_until: rfc3339(session.idle_until(policy)),
        expires_at: rfc3339(session.expires_at(policy)),
    }
}

fn nobody() -> Failure {
    Failure::refused(ProblemKind::SessionRequired)
}
