//! Who is signed in: from a cookie to the session that it holds, and what comes next in it.

use api_contract::{Endpoint, Method, ProblemKind, session};
use domain::{AccountLimits, Event, Next, Policy, Registration, Session, SessionRequirements, StepRefusal};
use jiff::Timestamp;
use lambda_kit::{Failure, Request, now, rfc3339};
use messaging::Site;
use store::{
    SecretName, StoreError, Wiring, WiringError,
    accounts::KnownAccount,
    sessions::{Loaded, Outcome, Reference, SessionChange, Sessions},
    settings::Settings,
};

use crate::{FactorVerifier, retry};

/// Admits people who are signed in.
#[derive(Debug)]
pub struct SessionAuthenticator {
    /// The sessions.
    pub sessions: Sessions,
    /// Where the page is.
    pub site: Site,
}

/// Somebody who is signed in, at one request.
#[derive(Debug, Clone)]
pub struct SignedInUser {
    /// The session, with what is counted and registered for its account.
    pub loaded: Loaded,
    /// Whose it is.
    pub account: KnownAccount,
    /// What is demanded of the person.
    pub requirements: SessionRequirements,
}

impl SessionAuthenticator {
    /// Connects to the sessions.
    pub fn connect(wiring: &Wiring) -> Result<Self, WiringError> {
        Ok(Self { sessions: wiring.sessions()?, site: wiring.site()? })
    }

    /// Connects to all by which the proof of a person who is signed in is judged.
    pub async fn connect_with_verifier(
        wiring: &Wiring,
    ) -> Result<(Settings, Self, FactorVerifier), lambda_kit::Error> {
        let wanted = [SecretName::Code, SecretName::Destination];
        let (settings, [code, destinations]) = wiring.settings_and_secrets(wanted, now()).await?;
        let session_authenticator = Self::connect(wiring)?;
        let verifier = FactorVerifier::new(&code, &destinations, &session_authenticator.site)?;
        Ok((settings, session_authenticator, verifier))
    }

    /// The person of a request that this site's page made, with a session that lasts.
    pub async fn admit<E: Endpoint>(
        &self,
        request: &Request<E>,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<SignedInUser, Failure> {
        self.refuse_other_sites(request)?;
        let reference = request.session.as_deref().and_then(Reference::parse).ok_or_else(nobody)?;
        let mut loaded = self.sessions.load(&reference.id()).await?.ok_or_else(nobody)?;
        let account = loaded.account.take().filter(|_| loaded.session.is_valid(&loaded.limits, policy, now));
        let account = account.ok_or_else(nobody)?;
        if let Some(used) = loaded.session.touch(now) {
            match self.sessions.note_use(&loaded.versions, &used, policy).await {
                Ok(versions) => loaded = Loaded { session: used, versions, ..loaded },
                // Another request noted its use at this moment, or ended it, which the next one finds.
                Err(StoreError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let requirements = requirements(&account, &loaded.registration, &loaded.limits, policy, now);
        Ok(SignedInUser { loaded, account, requirements })
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
            let user = self.admit(request, policy, now).await?;
            user.loaded.session.authorize_registration(&user.requirements)?;
            let (registration, event) = change(user.loaded.registration.clone())?;
            Ok(self.save_registration(&user, &registration, &event, policy, now).await?)
        })
        .await
    }

    /// Saves a change of what is registered, and says what comes next in the session.
    pub async fn save_registration(
        &self,
        user: &SignedInUser,
        registration: &Registration,
        event: &Event,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<session::Session, StoreError> {
        let registered = Some(registration);
        let decided = SessionChange { outcome: Outcome::Kept, limits: None, registration: registered, event };
        self.sessions.save(&user.loaded, decided, policy, now).await?;
        let requirements = requirements(&user.account, registration, &user.loaded.limits, policy, now);
        Ok(session_response(&user.loaded.session, &requirements, policy))
    }
}

impl SignedInUser {
    /// The session, as the page may know it.
    pub fn told(&self, policy: &Policy) -> session::Session {
        session_response(&self.loaded.session, &self.requirements, policy)
    }
}

/// Where a person stands.
pub fn requirements(
    account: &KnownAccount,
    registration: &Registration,
    limits: &AccountLimits,
    policy: &Policy,
    now: Timestamp,
) -> SessionRequirements {
    let is_administrator = account.account.administrator;
    SessionRequirements::evaluate(registration, &account.directory, is_administrator, limits, policy, now)
}

/// A session as the page may know it.
pub fn session_response(
    session: &Session,
    requirements: &SessionRequirements,
    policy: &Policy,
) -> session::Session {
    session::Session {
        next: match session.next(requirements) {
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
