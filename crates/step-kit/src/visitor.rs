//! Who is signed in: from a cookie to the session that it holds.

use api_contract::{Endpoint, Method, ProblemKind, session};
use cloud::{
    StoreError,
    messages::Site,
    sessions::{Loaded, Reference, Sessions, Versions},
};
use jiff::Timestamp;
use lambda_kit::{Failure, Request, rfc3339};
use reset_domain::{AccountLimits, Next, Policy, Session};

use cloud::accounts::KnownAccount;

/// Admits people who are signed in.
#[derive(Debug)]
pub struct Visitors {
    /// The sessions.
    pub sessions: Sessions,
    /// Where the page is.
    pub site: Site,
}

/// Somebody who is signed in, at one request.
#[derive(Debug)]
pub struct Visitor {
    /// The session.
    pub session: Session,
    /// Whose it is.
    pub account: KnownAccount,
    /// What is counted for the account.
    pub limits: AccountLimits,
    /// For saving what is decided on the strength of this.
    pub versions: Versions,
}

impl Visitors {
    /// The person of a request that this site's page made, with a session that lasts.
    pub async fn admit<E: Endpoint>(
        &self,
        request: &Request<E>,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<Visitor, Failure> {
        self.refuse_other_sites(request)?;
        let reference = request.session.as_deref().and_then(Reference::parse).ok_or_else(nobody)?;
        let loaded = self.sessions.load(&reference.id()).await?.ok_or_else(nobody)?;
        let Loaded { session, account, limits, versions } = loaded;
        let account = account.filter(|_| session.lasts(&limits, policy, now)).ok_or_else(nobody)?;
        let Some(used) = session.used(now) else { return Ok(Visitor { session, account, limits, versions }) };
        match self.sessions.note_use(&versions, &used, policy).await {
            Ok(versions) => Ok(Visitor { session: used, account, limits, versions }),
            // Another request noted its use at this moment, or ended it, which the next one finds.
            Err(StoreError::Conflict) => Ok(Visitor { session, account, limits, versions }),
            Err(error) => Err(error.into()),
        }
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
}

/// The session as the page may know it.
pub fn told_session(session: &Session, policy: &Policy) -> session::Session {
    session::Session {
        next: match session.next() {
            Next::ChangePassword => session::Next::ChangePassword,
            Next::SecurityInfo => session::Next::SecurityInfo,
        },
        idle_until: rfc3339(session.idle_until(policy)),
        expires_at: rfc3339(session.expires_at(policy)),
    }
}

fn nobody() -> Failure {
    Failure::refused(ProblemKind::SessionRequired)
}
