//! Who signed an agent's request. A signature is good for one method, path and body, and once.

use agent_protocol::request::{AUDIENCE, Claims, REQUEST_TTL_SECONDS, TOKEN_TYPE};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use tracing::instrument;

use super::{Agents, KnownAgent, is_agent_id};
use crate::{
    StoreError,
    item::{attributes, number, text},
    table::put_refused,
};

/// How far an agent's clock may be ahead of ours, in seconds.
const SKEW_SECONDS: i64 = 60;

/// Why a request is not taken.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// Not a fresh signature of an enrolled agent over this very request.
    #[error("the request is not validly signed")]
    NotValid(Reason),
    /// It could not be found out.
    #[error("verifying an agent's request")]
    Store(#[source] StoreError),
}

/// What is wrong with a request. For the log: whoever asks is told the same in every case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// No token of an agent.
    NotAToken,
    /// No agent of this id was ever enrolled.
    UnknownAgent,
    /// The agent was revoked.
    RevokedAgent,
    /// Not signed with this agent's key: another agent's, or one that was rolled.
    WrongKey,
    /// Signed for another method or path, or in another's name.
    AnotherRequest,
    /// The body is not the one that was signed.
    AlteredBody,
    /// Too old, or from a clock that is wrong.
    WrongClock,
    /// Taken before.
    Replayed,
}

impl Reason {
    /// For the log.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotAToken => "not-a-token",
            Self::UnknownAgent => "unknown-agent",
            Self::RevokedAgent => "revoked-agent",
            Self::WrongKey => "wrong-key",
            Self::AnotherRequest => "another-request",
            Self::AlteredBody => "altered-body",
            Self::WrongClock => "wrong-clock",
            Self::Replayed => "replayed",
        }
    }
}

/// A request as it came.
#[derive(Clone, Copy)]
pub struct Signed<'a> {
    /// The bearer token.
    pub token: &'a str,
    /// The HTTP method.
    pub method: &'a str,
    /// The path.
    pub path: &'a str,
    /// The bytes of the body.
    pub body: &'a [u8],
}

/// The path only.
impl std::fmt::Debug for Signed<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Signed").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Agents {
    /// The agent that signed this very request, for the first time.
    #[instrument(level = "debug", skip_all)]
    pub async fn verify(&self, request: &Signed<'_>, now: Timestamp) -> Result<KnownAgent, VerifyError> {
        let id = claimed_agent(request.token).ok_or(Reason::NotAToken)?;
        let agent = self.find(&id).await.map_err(VerifyError::Store)?;
        self.verify_as(agent, request, now).await
    }

    /// The same, where the agent that [`claimed_agent`] names was read already, at this moment.
    #[instrument(level = "debug", skip_all)]
    pub async fn verify_as(
        &self,
        agent: Option<KnownAgent>,
        request: &Signed<'_>,
        now: Timestamp,
    ) -> Result<KnownAgent, VerifyError> {
        let agent = agent.ok_or(Reason::UnknownAgent)?;
        // Told of in this order: a revoked agent is one whose signature is right.
        self.take(request, &agent.id, &agent.keys.signing_key, now).await?;
        if agent.revoked_at.is_some() {
            return Err(Reason::RevokedAgent.into());
        }
        Ok(agent)
    }

    /// Checks a request that is signed in a name with a key, and takes it once.
    #[instrument(level = "debug", skip_all)]
    pub async fn take(
        &self,
        request: &Signed<'_>,
        id: &str,
        signing_key: &str,
        now: Timestamp,
    ) -> Result<(), VerifyError> {
        let claims = signed_claims(request.token, signing_key)?;
        if claims.iss != id || claims.method != request.method || claims.path != request.path {
            return Err(Reason::AnotherRequest.into());
        }
        if !is_digest_of(&claims.body, request.body) {
            return Err(Reason::AlteredBody.into());
        }
        if !is_fresh(&claims, now) {
            return Err(Reason::WrongClock.into());
        }
        self.take_once(id, &claims).await
    }

    async fn take_once(&self, id: &str, claims: &Claims) -> Result<(), VerifyError> {
        if claims.jti.len() > 64 {
            return Err(Reason::NotAToken.into());
        }
        let item = attributes([
            ("pk", text(format!("REQUEST#{id}#{}", claims.jti))),
            ("expires", number(claims.exp.saturating_add(REQUEST_TTL_SECONDS))),
        ]);
        let put = self.settings.client.put_item().table_name(&self.resets).set_item(Some(item));
        match put.condition_expression("attribute_not_exists(pk)").send().await {
            Ok(_) => Ok(()),
            Err(error) if put_refused(&error) => Err(Reason::Replayed.into()),
            Err(error) => {
                Err(VerifyError::Store(StoreError::unavailable("noting an agent's request")(error)))
            }
        }
    }
}

impl From<Reason> for VerifyError {
    fn from(reason: Reason) -> Self {
        Self::NotValid(reason)
    }
}

/// The agent that a token says it is of; nothing is believed yet.
pub fn claimed_agent(token: &str) -> Option<String> {
    claimed_id(token).filter(|id| is_agent_id(id))
}

/// Who a token says it is of; nothing is believed yet.
fn claimed_id(token: &str) -> Option<String> {
    let header = jsonwebtoken::decode_header(token).ok()?;
    header.kid.filter(|_| header.typ.as_deref() == Some(TOKEN_TYPE))
}

/// The claims, if this key signed them (Ed25519, nothing else).
fn signed_claims(token: &str, signing_key: &str) -> Result<Claims, Reason> {
    claimed_id(token).ok_or(Reason::NotAToken)?;
    let mut validation = Validation::new(Algorithm::EdDSA);
    // Time is checked against the caller's clock.
    validation.validate_exp = false;
    validation.leeway = 0;
    validation.set_audience(&[AUDIENCE]);
    validation.set_required_spec_claims(&["iss", "aud", "exp"]);
    let key = DecodingKey::from_ed_components(signing_key).map_err(|_| Reason::WrongKey)?;
    let read = jsonwebtoken::decode::<Claims>(token, &key, &validation);
    Ok(read.map_err(|_| Reason::WrongKey)?.claims)
}

fn is_digest_of(claimed: &str, body: &[u8]) -> bool {
    let digest = URL_SAFE_NO_PAD.encode(Sha256::digest(body));
    digest.as_bytes().ct_eq(claimed.as_bytes()).into()
}

fn is_fresh(claims: &Claims, now: Timestamp) -> bool {
    let now = now.as_second();
    claims.exp.checked_sub(claims.iat) == Some(REQUEST_TTL_SECONDS)
        && now < claims.exp
        && claims.iat <= now.saturating_add(SKEW_SECONDS)
}
