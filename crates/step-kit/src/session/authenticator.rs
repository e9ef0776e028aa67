//! Finds the session that a cookie names, and the next screen of the session.

use api_contract::{Endpoint, Method, ProblemKind, session};
use domain::{AccountLimits, Event, Policy, Registration, Session, SessionRequirements, StepRefusal};
use jiff::Timestamp;
use lambda_kit::{Failure, Request, now, rfc3339};
use messaging::Site;
use store::{
    SecretName, StoreError, Wiring, WiringError,
    accounts::KnownAccount,
    sessions::{LoadedSession, Reference, SessionChange, SessionOutcome, Sessions},
    settings::Settings,
};

use crate::{Devices, FactorVerifier, retry};

/// The authenticator of signed-in users.
#[derive(Debug)]
pub struct SessionAuthenticator {
    pub sessions: Sessions,
    /// The site of the page.
    pub site: Site,
}

/// A signed-in user at one request.
#[derive(Debug, Clone)]
pub struct SignedInUser {
    /// The session, with the limits and the registration of its account.
    pub loaded: LoadedSession,
    /// The account of the session.
    pub account: KnownAccount,
    /// The requirements that the session must meet.
    pub requirements: SessionRequirements,
}

impl SessionAuthenticator {
    pub fn connect(wiring: &Wiring) -> Result<Self, WiringError> {
        Ok(Self { sessions: wiring.sessions()?, site: wiring.site()? })
    }

    /// Connects to the policy, the sessions and a verifier of factors.
    pub async fn connect_with_verifier(
        wiring: &Wiring,
    ) -> Result<(Settings, Self, FactorVerifier), lambda_kit::Error> {
        let secret_names = [SecretName::Code, SecretName::Destination];
        let (settings, [code, destinations]) = wiring.settings_and_secrets(secret_names, now()).await?;
        let session_authenticator = Self::connect(wiring)?;
        let verifier = FactorVerifier::new(&code, &destinations, &session_authenticator.site)?;
        Ok((settings, session_authenticator, verifier))
    }

    /// Connects to the policy, the sessions, a verifier of factors and the known devices.
    pub async fn connect_with_devices(
        wiring: &Wiring,
    ) -> Result<(Settings, Self, FactorVerifier, Devices), lambda_kit::Error> {
        let secret_names = [SecretName::Code, SecretName::Destination, SecretName::Device];
        let (settings, [code, destinations, device]) =
            wiring.settings_and_secrets(secret_names, now()).await?;
        let session_authenticator = Self::connect(wiring)?;
        let verifier = FactorVerifier::new(&code, &destinations, &session_authenticator.site)?;
        Ok((settings, session_authenticator, verifier, Devices::new(&device)))
    }

    /// Authenticates a request that a page of this site sent with a valid session.
    pub async fn admit<E: Endpoint>(
        &self,
        request: &Request<E>,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<SignedInUser, Failure> {
        self.refuse_other_sites(request)?;
        let reference = request.session.as_deref().and_then(Reference::parse).ok_or_else(session_required)?;
        let mut loaded = self.sessions.load(&reference.id()).await?.ok_or_else(session_required)?;
        let account = loaded.account.take().filter(|_| loaded.session.is_valid(&loaded.limits, policy, now));
        let account = account.ok_or_else(session_required)?;
        if let Some(used) = loaded.session.touch(now) {
            match self.sessions.note_use(&loaded.versions, &used, policy).await {
                Ok(versions) => loaded = LoadedSession { session: used, versions, ..loaded },
                // Another request recorded its use at this moment, or ended it, which the next request finds.
                Err(StoreError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let requirements = requirements(&account, &loaded.registration, &loaded.limits, policy, now);
        Ok(SignedInUser { loaded, account, requirements })
    }

    /// Refuses requests of other sites. A form of another site can send neither this site's header nor its origin; a
    /// GET has no origin and changes nothing.
    pub fn refuse_other_sites<E: Endpoint>(&self, request: &Request<E>) -> Result<(), Failure> {
        let is_own = match (request.origin.as_deref(), E::METHOD) {
            (Some(origin), _) => self.site.is_own_origin(origin),
            (None, Method::Get) => true,
            (None, Method::Post) => false,
        };
        if is_own && request.is_from_page { Ok(()) } else { Err(Failure::refused(ProblemKind::CrossSite)) }
    }

    /// Changes a registration, again if a race was lost, and returns the session with its next screen.
    pub async fn change_registration<E: Endpoint>(
        &self,
        request: &Request<E>,
        policy: &Policy,
        now: Timestamp,
        change: impl Fn(Registration, &KnownAccount) -> Result<(Registration, Event), StepRefusal>,
    ) -> Result<session::Session, Failure> {
        let change = &change;
        retry(now, || async move {
            let user = self.admit(request, policy, now).await?;
            user.loaded.session.authorize_registration(&user.requirements)?;
            let (registration, event) = change(user.loaded.registration.clone(), &user.account)?;
            Ok(self.save_registration(&user, &registration, &event, policy, now).await?)
        })
        .await
    }

    /// Saves a changed registration, and returns the session with its next screen.
    pub async fn save_registration(
        &self,
        user: &SignedInUser,
        registration: &Registration,
        event: &Event,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<session::Session, StoreError> {
        let registered = Some(registration);
        let change =
            SessionChange { outcome: SessionOutcome::Kept, limits: None, registration: registered, event };
        self.sessions.save(&user.loaded, change, policy, now).await?;
        let requirements = requirements(&user.account, registration, &user.loaded.limits, policy, now);
        Ok(session_response(&user.loaded.session, &requirements, policy))
    }
}

impl SignedInUser {
    /// Returns the session as the page may see it.
    pub fn session_response(&self, policy: &Policy) -> session::Session {
        session_response(&self.loaded.session, &self.requirements, policy)
    }
}

/// Returns the requirements for the session of an account.
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

/// Returns a session as the page may see it.
pub fn session_response(
    session: &Session,
    requirements: &SessionRequirements,
    policy: &Policy,
) -> session::Session {
    session::Session {
        next: session.next(requirements),
        idle_until: rfc3339(session.idle_until(policy)),
        expires_at: rfc3339(session.expires_at(policy)),
    }
}

fn session_required() -> Failure {
    Failure::refused(ProblemKind::SessionRequired)
}
